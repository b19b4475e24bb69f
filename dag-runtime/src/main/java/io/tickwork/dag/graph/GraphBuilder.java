// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.InputSpec.Role;
import io.tickwork.dag.session.SessionCalendar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds a graph in Java. YAML goes through this class too, so both are checked alike.
 *
 * <pre>{@code
 * Graph graph = new GraphBuilder(Catalogue.load())
 *         .node("fast", "ema").input("Candle(1m)").parameter("period", 12)
 *         .node("slow", "ema").input("Candle(1m)").parameter("period", 26)
 *         .node("cross", "ma-cross").input("fast").input("slow").input("Candle(1m)")
 *         .build();
 * }</pre>
 */
public final class GraphBuilder {
    /** The most symbols of a graph. */
    public static final int SYMBOL_LIMIT_MAX = 100_000;

    private final Catalogue catalogue;
    private final List<NodeDefinition> definitions = new ArrayList<>();
    private final List<NodeDefinition> groupDefinitions = new ArrayList<>();
    private final Map<String, SessionCalendar> calendars = new TreeMap<>();
    private final Map<String, SymbolOverride> overrides = new TreeMap<>();
    private final List<GraphError> errors = new ArrayList<>();
    private CandleSettings candles = CandleSettings.DEFAULT;
    private int symbolLimit = Graph.SYMBOL_LIMIT_DEFAULT;

    /** @param catalogue the node types the graph may use. */
    public GraphBuilder(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Begins a node.
     *
     * @param id its id.
     * @param type the name of its type.
     * @return what takes its inputs and parameters, and then the next node.
     */
    public NodeStep node(String id, String type) {
        return new NodeStep(id, type);
    }

    /**
     * Adds a whole declaration.
     *
     * @param definition unchecked.
     * @return this.
     */
    public GraphBuilder add(NodeDefinition definition) {
        definitions.add(definition);
        return this;
    }

    /**
     * Adds a node that reads several symbols.
     *
     * @param definition unchecked.
     * @return this.
     */
    public GraphBuilder addGroup(NodeDefinition definition) {
        groupDefinitions.add(definition);
        return this;
    }

    /**
     * Says how bars are made.
     *
     * @param settings unchecked.
     * @return whether nothing was said before; otherwise these settings hold.
     */
    public boolean candles(CandleSettings settings) {
        boolean isFirst = candles == CandleSettings.DEFAULT;
        candles = settings;
        return isFirst;
    }

    /**
     * Adds a calendar that bars and resets may name.
     *
     * @param calendar its name is what it is called by.
     * @return whether there was none of this name; otherwise this one holds.
     */
    public boolean calendar(SessionCalendar calendar) {
        return calendars.put(calendar.name(), calendar) == null;
    }

    /**
     * Says what is different for a symbol.
     *
     * @param override unchecked.
     * @return whether nothing was said about the symbol before; otherwise this holds.
     */
    public boolean override(SymbolOverride override) {
        return overrides.put(override.symbol(), override) == null;
    }

    /**
     * Limits the number of symbols.
     *
     * @param limit at least 1.
     * @return this.
     */
    public GraphBuilder symbolLimit(int limit) {
        if (limit < 1 || limit > SYMBOL_LIMIT_MAX) {
            throw new IllegalArgumentException("limit=" + limit + " is not from 1 to " + SYMBOL_LIMIT_MAX);
        }
        symbolLimit = limit;
        return this;
    }

    /**
     * Adds an error found by whoever reads declarations, to be reported with all others.
     *
     * @param error what is wrong.
     */
    public void report(GraphError error) {
        errors.add(error);
    }

    /**
     * Checks everything and lays the graph out.
     *
     * @return the graph.
     * @throws GraphException with everything that is wrong, by file, line and column.
     */
    public Graph build() {
        return new GraphAssembly(
                        catalogue,
                        definitions,
                        groupDefinitions,
                        candles,
                        calendars,
                        overrides,
                        symbolLimit,
                        new ArrayList<>(errors))
                .assemble();
    }

    /** Collects one node; any call that is not about this node ends it. */
    public final class NodeStep {
        private final String id;
        private final String type;
        private final List<InputDefinition> inputs = new ArrayList<>();
        private final Map<String, ParameterDefinition> parameters = new LinkedHashMap<>();
        private NodeDefinition.Policies policies = NodeDefinition.Policies.DEFAULT;
        private boolean isGroup;
        private Publish publish = Publish.NONE;

        private NodeStep(String id, String type) {
            this.id = id;
            this.type = type;
        }

        /**
         * Adds the next input of the type.
         *
         * @param reference what it refers to.
         * @return this.
         */
        public NodeStep input(String reference) {
            return input(null, reference, null);
        }

        /**
         * Adds an input by name.
         *
         * @param name the input's name in its type.
         * @param reference what it refers to.
         * @return this.
         */
        public NodeStep input(String name, String reference) {
            return input(name, reference, null);
        }

        /**
         * Adds an input and says what it does for the node.
         *
         * @param name the input's name in its type; null for the next one.
         * @param reference what it refers to.
         * @param role what it does; null to leave that to the type.
         * @return this.
         */
        public NodeStep input(String name, String reference, Role role) {
            inputs.add(new InputDefinition(name, reference, role, Location.CODE));
            return this;
        }

        /**
         * Sets a parameter.
         *
         * @param name the parameter's name.
         * @param value a {@link Number}, {@link Boolean} or {@link String}.
         * @return this.
         */
        public NodeStep parameter(String name, Object value) {
            parameters.put(name, ParameterDefinition.inCode(value));
            return this;
        }

        /**
         * Sets the emit policy.
         *
         * @param policy {@code always}, {@code on-change} or {@code on-change(epsilon)}.
         * @return this.
         */
        public NodeStep emit(String policy) {
            policies = new NodeDefinition.Policies(word(policy), policies.onFault(), policies.reset());
            return this;
        }

        /**
         * Sets the fault policy.
         *
         * @param policy {@code quarantine} or {@code halt}.
         * @return this.
         */
        public NodeStep onFault(String policy) {
            policies = new NodeDefinition.Policies(policies.emit(), word(policy), policies.reset());
            return this;
        }

        /**
         * Sets the reset policy.
         *
         * @param policy {@code never} or {@code session}.
         * @return this.
         */
        public NodeStep reset(String policy) {
            policies = new NodeDefinition.Policies(policies.emit(), policies.onFault(), word(policy));
            return this;
        }

        /**
         * Makes it a node that reads several symbols, as in {@code ES/mid}.
         *
         * @return this.
         */
        public NodeStep group() {
            isGroup = true;
            return this;
        }

        private static NodeDefinition.Word word(String text) {
            return new NodeDefinition.Word(text, Location.CODE);
        }

        /**
         * Publishes every output of the node.
         *
         * @return this.
         */
        public NodeStep publish() {
            publish = Publish.ALL;
            return this;
        }

        /**
         * Ends this node and begins the next.
         *
         * @param nextId its id.
         * @param nextType the name of its type.
         * @return what takes its inputs and parameters.
         */
        public NodeStep node(String nextId, String nextType) {
            return end().node(nextId, nextType);
        }

        /**
         * Ends this node and builds the graph; see {@link GraphBuilder#build()}.
         *
         * @return the graph.
         */
        public Graph build() {
            return end().build();
        }

        /**
         * Ends this node.
         *
         * @return the builder.
         */
        public GraphBuilder end() {
            NodeDefinition definition =
                    new NodeDefinition(id, word(type), inputs, parameters, policies, publish, Location.CODE);
            return isGroup ? addGroup(definition) : add(definition);
        }
    }
}
