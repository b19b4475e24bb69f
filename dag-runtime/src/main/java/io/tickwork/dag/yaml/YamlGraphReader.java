// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.yaml;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphBuilder;
import io.tickwork.dag.graph.GraphError;
import io.tickwork.dag.graph.GraphException;
import io.tickwork.dag.graph.InputDefinition;
import io.tickwork.dag.graph.Location;
import io.tickwork.dag.graph.NodeDefinition;
import io.tickwork.dag.graph.NodeDefinition.Policies;
import io.tickwork.dag.graph.NodeDefinition.Word;
import io.tickwork.dag.graph.ParameterDefinition;
import io.tickwork.dag.graph.Publish;
import io.tickwork.dag.graph.Rule;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.InputSpec.Role;
import io.tickwork.dag.session.SessionCalendar;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads a graph from one or more YAML texts.
 *
 * <pre>{@code
 * fast: {type: ema, inputs: [Candle(1m)], params: {period: 12}, publish: true}
 * D:    {inputs: [Indicator:B, Indicator:C]}
 * cross:
 *   type: ma-cross
 *   inputs: {fast: fast, slow: slow, price: {from: Tick, sampled: true}}
 *   emit: on-change(0.01)
 * }</pre>
 *
 * The nodes stand at the top of a text, or below {@code indicators} and {@code strategies}; beside them {@code groups},
 * {@code candles}, {@code sessions} and {@code symbols} may stand. Texts are read one after the other as one graph.
 * Aliases and duplicate keys are refused.
 */
public final class YamlGraphReader {
    /** The longest text, in characters. */
    public static final int TEXT_LENGTH_MAX = 1 << 20;

    /** The deepest nesting of lists and maps; the form needs six. Composing recurses, so there must be a bound. */
    private static final int DEPTH_MAX = 16;

    private static final Set<String> NODE_SECTIONS = Set.of("indicators", "strategies");
    private static final Set<String> SECTIONS =
            Set.of("indicators", "strategies", "groups", "candles", "sessions", "symbols");
    private static final Set<String> NODE_KEYS =
            Set.of("type", "inputs", "params", "emit", "publish", "on-fault", "reset");
    private static final Set<String> INPUT_KEYS = Set.of("from", "sampled", "optional");

    private final GraphBuilder builder;
    private final String file;
    private final YamlSettingsReader settings;

    private YamlGraphReader(GraphBuilder builder, String file, Map<String, SessionCalendar> recorded) {
        this.builder = builder;
        this.file = file;
        settings = new YamlSettingsReader(this, builder, recorded);
    }

    /**
     * Reads and checks a graph.
     *
     * @param catalogue the node types it may use.
     * @param sources its texts, in order.
     * @return the graph.
     * @throws GraphException with everything that is wrong, in all texts.
     */
    public static Graph read(Catalogue catalogue, List<GraphSource> sources) {
        return read(catalogue, sources, Map.of());
    }

    /**
     * Reads and checks a graph whose calendars are known as instants, as a journal has recorded them; so a replay does
     * not depend on the time-zone data of its Java.
     *
     * @param catalogue the node types it may use.
     * @param sources its texts, in order.
     * @param recorded calendars, by name, that stand in for those of the texts.
     * @return the graph.
     * @throws GraphException with everything that is wrong, in all texts.
     */
    public static Graph read(Catalogue catalogue, List<GraphSource> sources, Map<String, SessionCalendar> recorded) {
        GraphBuilder builder = new GraphBuilder(catalogue);
        for (GraphSource source : sources) {
            new YamlGraphReader(builder, source.name(), recorded).read(source.text());
        }
        return builder.build();
    }

    private void read(String text) {
        if (text.length() > TEXT_LENGTH_MAX) {
            report(
                    start(),
                    Rule.LIMIT,
                    "the text is longer than " + TEXT_LENGTH_MAX + " characters; split the graph into several files");
            return;
        }
        LoadSettings load = LoadSettings.builder()
                .setLabel(file)
                .setAllowDuplicateKeys(true) // these two so that the error can say where they stand
                .setAllowNonScalarKeys(true)
                .build();
        Optional<Node> root;
        try {
            List<Event> events = new ArrayList<>();
            if (!isComposable(new Parse(load).parseString(text), events)) {
                return;
            }
            root = new Composer(load, new ParsedEvents(events)).getSingleNode();
        } catch (MarkedYamlEngineException e) {
            Location location = e.getProblemMark().map(this::location).orElse(start());
            report(location, Rule.YAML, "not YAML: " + e.getProblem());
            return;
        } catch (YamlEngineException e) {
            report(start(), Rule.YAML, "not YAML: " + e.getMessage());
            return;
        }
        if (root.isEmpty()) {
            report(start(), Rule.YAML, "the text is empty; declare nodes as 'id: {inputs: [Tick]}'");
            return;
        }
        Map<String, Entry> top = map(root.get(), "the graph", Rule.DUPLICATE_ID);
        boolean inSections = top.keySet().stream().anyMatch(NODE_SECTIONS::contains);
        top.forEach((key, entry) -> {
            if (NODE_SECTIONS.contains(key)) {
                map(entry.value(), "'" + key + "'", Rule.DUPLICATE_ID)
                        .forEach((id, node) -> builder.add(node(id, node)));
            } else if (key.equals("groups")) {
                map(entry.value(), "'groups'", Rule.DUPLICATE_ID)
                        .forEach((id, node) -> builder.addGroup(node(id, node)));
            } else if (SECTIONS.contains(key)) {
                settings.section(key, entry.key(), entry.value());
            } else if (inSections) {
                report(
                        location(entry.key()),
                        Rule.YAML,
                        "'" + key + "' stands beside 'indicators' and 'strategies'; nodes belong below one of them");
            } else {
                builder.add(node(key, entry));
            }
        });
    }

    /**
     * Parses, and looks for what must not be composed: aliases, which would be gone afterwards, and nesting without
     * end.
     */
    private boolean isComposable(Iterable<Event> events, List<Event> parsed) {
        boolean hasAlias = false;
        int depth = 0;
        for (Event event : events) {
            parsed.add(event);
            if (event instanceof AliasEvent alias) {
                report(location(event), Rule.YAML, "the alias '*" + alias.getAlias() + "' is refused; write it out");
                hasAlias = true;
            } else if (event instanceof CollectionStartEvent && ++depth > DEPTH_MAX) {
                report(location(event), Rule.LIMIT, "lists and maps are nested deeper than " + DEPTH_MAX);
                return false;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
        return !hasAlias;
    }

    record Entry(Node key, Node value) {}

    private NodeDefinition node(String id, Entry entry) {
        Location location = location(entry.key());
        Map<String, Entry> keys = map(entry.value(), "node '" + id + "'", Rule.YAML);
        requireKnown(keys, NODE_KEYS, "node '" + id + "'");
        Policies policies = new Policies(
                word(keys, "emit", Policies.DEFAULT.emit()),
                word(keys, "on-fault", Policies.DEFAULT.onFault()),
                word(keys, "reset", null));
        Map<String, ParameterDefinition> parameters = new LinkedHashMap<>();
        if (keys.containsKey("params")) {
            map(keys.get("params").value(), "'params'", Rule.YAML)
                    .forEach((name, parameter) -> parameters.put(
                            name,
                            new ParameterDefinition(
                                    parameter(parameter.value()),
                                    location(parameter.key()),
                                    location(parameter.value()))));
        }
        return new NodeDefinition(
                id,
                word(keys, "type", null),
                keys.containsKey("inputs") ? inputs(keys.get("inputs").value()) : List.of(),
                parameters,
                policies,
                keys.containsKey("publish") ? publish(keys.get("publish").value()) : Publish.NONE,
                location);
    }

    private Word word(Map<String, Entry> keys, String key, Word missing) {
        if (!keys.containsKey(key)) {
            return missing;
        }
        Node value = keys.get(key).value();
        return new Word(text(value, "'" + key + "'"), location(value));
    }

    private List<InputDefinition> inputs(Node value) {
        List<InputDefinition> inputs = new ArrayList<>();
        if (value instanceof SequenceNode sequence) {
            sequence.getValue().forEach(each -> input(null, each).ifPresent(inputs::add));
        } else if (value instanceof MappingNode) {
            map(value, "'inputs'", Rule.YAML).forEach((name, entry) -> {
                if (entry.value() instanceof SequenceNode several) {
                    several.getValue().forEach(each -> input(name, each).ifPresent(inputs::add));
                } else {
                    input(name, entry.value()).ifPresent(inputs::add);
                }
            });
        } else {
            report(location(value), Rule.YAML, "'inputs' must be a list, or a map from the names of inputs");
        }
        return inputs;
    }

    private Optional<InputDefinition> input(String name, Node value) {
        if (value instanceof ScalarNode scalar) {
            return Optional.of(new InputDefinition(name, scalar.getValue(), null, location(value)));
        }
        Map<String, Entry> keys = map(value, "an input", Rule.YAML);
        requireKnown(keys, INPUT_KEYS, "an input");
        if (!keys.containsKey("from")) {
            report(location(value), Rule.YAML, "an input needs 'from', as in {from: Candle(1m), sampled: true}");
            return Optional.empty();
        }
        String reference = text(keys.get("from").value(), "'from'");
        return Optional.of(new InputDefinition(name, reference, role(keys), location(value)));
    }

    /** One word about the role says all of it; none leaves it to the type. */
    private Role role(Map<String, Entry> keys) {
        if (!keys.containsKey("sampled") && !keys.containsKey("optional")) {
            return null;
        }
        boolean sampled =
                keys.containsKey("sampled") && flag(keys.get("sampled").value(), "'sampled'");
        boolean optional =
                keys.containsKey("optional") && flag(keys.get("optional").value(), "'optional'");
        if (sampled) {
            return optional ? Role.SAMPLED_OPTIONAL : Role.SAMPLED;
        }
        return optional ? Role.OPTIONAL : Role.TRIGGERING;
    }

    private Publish publish(Node value) {
        if (value instanceof SequenceNode sequence) {
            return new Publish(
                    false,
                    sequence.getValue().stream()
                            .map(each -> text(each, "an output to publish"))
                            .toList(),
                    location(value));
        }
        return flag(value, "'publish'") ? Publish.ALL : Publish.NONE;
    }

    /** Reads a map; {@code duplicate} is the rule that a key breaks when it stands there twice. */
    Map<String, Entry> map(Node value, String what, Rule duplicate) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (!(value instanceof MappingNode mapping)) {
            report(location(value), Rule.YAML, what + " must be a map of 'key: value'");
            return entries;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode(), "a key");
            Entry first = entries.putIfAbsent(key, new Entry(tuple.getKeyNode(), tuple.getValueNode()));
            if (first != null) {
                report(
                        location(tuple.getKeyNode()),
                        duplicate,
                        "'" + key + "' stands here twice; the first is at " + location(first.key()));
            }
        }
        return entries;
    }

    void requireKnown(Map<String, Entry> keys, Set<String> known, String what) {
        Set<String> unknown = new HashSet<>(keys.keySet());
        unknown.removeAll(known);
        for (String key : unknown.stream().sorted().toList()) {
            report(
                    location(keys.get(key).key()),
                    Rule.YAML,
                    what + " has no '" + key + "'; it may have "
                            + String.join(", ", known.stream().sorted().toList()));
        }
    }

    String text(Node value, String what) {
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        report(location(value), Rule.YAML, what + " must be a word, not a list or a map");
        return "";
    }

    boolean flag(Node value, String what) {
        if (value instanceof ScalarNode scalar && isFlag(scalar)) {
            return Boolean.parseBoolean(scalar.getValue());
        }
        report(location(value), Rule.YAML, what + " must be true or false");
        return false;
    }

    private static boolean isFlag(ScalarNode scalar) {
        // An explicit tag makes a BOOL of anything.
        return scalar.getTag().equals(Tag.BOOL)
                && (scalar.getValue().equals("true") || scalar.getValue().equals("false"));
    }

    /** The value of a parameter; whether it fits is for its type to say, which knows what was expected. */
    static Object parameter(Node value) {
        if (!(value instanceof ScalarNode scalar)) {
            return value instanceof SequenceNode ? "a list" : "a map";
        }
        String text = scalar.getValue();
        try {
            if (scalar.getTag().equals(Tag.INT)) {
                BigInteger number = new BigInteger(text);
                return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
            }
            if (scalar.getTag().equals(Tag.FLOAT)) {
                return Double.parseDouble(text);
            }
        } catch (NumberFormatException e) {
            return text;
        }
        return isFlag(scalar) ? (Object) Boolean.parseBoolean(text) : text;
    }

    private Location start() {
        return new Location(file, 1, 1);
    }

    Location location(Node value) {
        return value.getStartMark().map(this::location).orElse(start());
    }

    private Location location(Event event) {
        return event.getStartMark().map(this::location).orElse(start());
    }

    private Location location(Mark mark) {
        return new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    void report(Location location, Rule rule, String message) {
        builder.report(new GraphError(rule, "", location, message));
    }
}
