// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.support;

import io.tickwork.codecs.time.Timeframe;
import io.tickwork.dag.graph.Bars;
import io.tickwork.dag.graph.CandleSettings;
import io.tickwork.dag.graph.CandleSettings.FeedDefinition;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphBuilder;
import io.tickwork.dag.graph.InputDefinition;
import io.tickwork.dag.graph.Location;
import io.tickwork.dag.graph.NodeDefinition;
import io.tickwork.dag.graph.ParameterDefinition;
import io.tickwork.dag.graph.Publish;
import io.tickwork.dag.graph.SymbolOverride;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.InputSpec;
import io.tickwork.dag.node.InputSpec.Role;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.OutputSpec;
import io.tickwork.dag.node.ParameterSpec;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.session.SessionRules;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random graphs of test nodes: any input, fan-in, role and policy, declared in any order; bars from trades, from lower
 * bars or from outside, in sessions or not; some with nodes that differ by symbol, that read other symbols, and groups.
 */
public final class RandomGraph {
    /** The symbols that graphs name; {@link RandomEvents} defines them. */
    static final List<String> SYMBOLS = List.of("S0", "S1", "S2");

    /** Each divides the next but 7m. */
    private static final List<String> TIMEFRAMES = List.of("1s", "1m", "5m", "15m", "1h", "1d", "1w", "7m");

    private static final int DIVIDING_COUNT = 7;
    private static final List<String> TIMERS = List.of("5s", "1m", "2m", "7m", "1h");
    private static final List<String> FIELDS = List.of("", ".open", ".high", ".volume");
    private static final List<String> EMIT = List.of("always", "always", "always", "on-change", "on-change(0.75)");
    private static final List<Integer> LENGTHS = List.of(1, 3, 3, 5);
    private static final List<Long> GRACES_NS = List.of(0L, 0L, 1L, 20_000_000_000L, 59_000_000_000L);

    private final Random random;
    private final GraphBuilder builder = new GraphBuilder(TestNodes.CATALOGUE);
    private final List<NodeType> types = List.copyOf(TestNodes.CATALOGUE.types());
    private final Map<Long, FeedDefinition> feeds = new HashMap<>();
    private final References ofTemplate = new References();
    private final References ofGroups = new References();

    /** What an input may read. */
    private record Choice(String text, int length) {}

    private static final class References {
        private final Map<InputKind, List<Choice>> choices = new EnumMap<>(InputKind.class);

        References() {
            for (InputKind kind : InputKind.values()) {
                choices.put(kind, new ArrayList<>());
            }
        }

        void add(InputKind kind, String text, int length) {
            Choice choice = new Choice(text, length);
            choices.get(kind).add(choice);
            choices.get(InputKind.ANY).add(choice);
        }

        List<Choice> of(InputKind kind) {
            return choices.get(kind);
        }
    }

    private RandomGraph(Random random) {
        this.random = random;
    }

    /** {@return a graph} @param random decides everything. */
    public static Graph of(Random random) {
        return new RandomGraph(random).graph();
    }

    private Graph graph() {
        boolean hasSession = random.nextInt(3) == 0;
        if (hasSession) {
            builder.calendar(calendar("york", "America/New_York", LocalTime.of(9, 30), LocalTime.of(16, 0)));
            builder.calendar(calendar("night", "Asia/Tokyo", LocalTime.of(18, 0), LocalTime.of(3, 15)));
        }
        sources();
        builder.candles(new CandleSettings(
                GRACES_NS.get(random.nextInt(GRACES_NS.size())),
                random.nextBoolean(),
                hasSession ? "york" : null,
                random.nextBoolean() ? 0 : random.nextInt(4),
                feeds,
                Location.CODE));
        List<NodeDefinition> nodes = new ArrayList<>();
        int count = 5 + random.nextInt(116);
        while (nodes.size() < count) {
            NodeType type = types.get(random.nextInt(types.size()));
            if (isPossible(type, ofTemplate)) {
                nodes.add(node("n" + nodes.size(), type, ofTemplate));
            }
        }
        if (random.nextInt(3) == 0) {
            readOtherSymbols(nodes);
        }
        List<NodeDefinition> groups = random.nextInt(3) == 0 ? groups() : List.of();
        Collections.shuffle(nodes, random);
        nodes.forEach(builder::add);
        groups.forEach(builder::addGroup);
        if (random.nextInt(4) == 0) {
            override(nodes, hasSession);
        }
        return builder.build();
    }

    private static io.tickwork.dag.session.SessionCalendar calendar(
            String name, String zone, LocalTime open, LocalTime close) {
        return SessionRules.of(name, zone, open, close)
                .between(LocalDate.of(2013, 11, 20), LocalDate.of(2014, 3, 1))
                .expand();
    }

    private void sources() {
        ofTemplate.add(InputKind.TRADE, "Tick", 1);
        ofTemplate.add(InputKind.QUOTE, "Quote", 1);
        ofTemplate.add(InputKind.DEPTH, "Depth", 1);
        for (String field : List.of("Tick", "Tick.size", "Quote.bid", "Quote.ask", "Depth.bid", "Depth.askSize")) {
            ofTemplate.add(InputKind.DOUBLE, field, 1);
        }
        ofTemplate.add(InputKind.LONG, "Tick.id", 1);
        ofTemplate.add(InputKind.LONG, "Depth.bids", 1);
        for (String timer : TIMERS) {
            if (random.nextInt(3) == 0) {
                for (References references : List.of(ofTemplate, ofGroups)) {
                    references.add(InputKind.TIMER, "Timer(" + timer + ")", 1);
                    references.add(InputKind.LONG, "Timer(" + timer + ").time", 1);
                }
            }
        }
        for (int i = 0; i < TIMEFRAMES.size(); i++) {
            if (random.nextInt(3) > 0) {
                bars(i);
            }
        }
    }

    private void bars(int timeframe) {
        String candle = "Candle(" + TIMEFRAMES.get(timeframe) + ")";
        int carryLimit = random.nextInt(3) - 1;
        boolean isExternal = timeframe > 0 && random.nextInt(5) == 0;
        if (isExternal) {
            feed(timeframe, new FeedDefinition(Bars.Feed.EXTERNAL, 0, -1, Location.CODE));
        } else if (timeframe > 0 && timeframe < DIVIDING_COUNT && random.nextInt(4) == 0) {
            long from = Timeframe.parse(TIMEFRAMES.get(random.nextInt(timeframe)));
            feed(timeframe, new FeedDefinition(Bars.Feed.DERIVED, from, carryLimit, Location.CODE));
        } else if (random.nextInt(4) == 0) {
            feed(timeframe, new FeedDefinition(Bars.Feed.TRADES, 0, carryLimit, Location.CODE));
        }
        bar(candle);
        if (!isExternal && random.nextInt(3) == 0) {
            bar(candle + ".forming");
        }
    }

    private void bar(String reference) {
        ofTemplate.add(InputKind.CANDLE, reference, 1);
        ofTemplate.add(InputKind.DOUBLE, reference + FIELDS.get(random.nextInt(FIELDS.size())), 1);
        ofTemplate.add(InputKind.LONG, reference + ".openTime", 1);
    }

    private void feed(int timeframe, FeedDefinition feed) {
        feeds.put(Timeframe.parse(TIMEFRAMES.get(timeframe)), feed);
    }

    private boolean isPossible(NodeType type, References references) {
        return type.inputs().stream()
                .allMatch(input -> input.omittable()
                        || references.of(input.kind()).stream()
                                .anyMatch(choice -> input.vectorLength() == null || choice.length() == 3));
    }

    private NodeDefinition node(String id, NodeType type, References references) {
        List<InputDefinition> inputs = new ArrayList<>();
        int length = 0;
        for (InputSpec spec : type.inputs()) {
            boolean isThere = !references.of(spec.kind()).isEmpty() && (!spec.omittable() || random.nextInt(4) > 0);
            int count = !isThere ? 0 : spec.variadic() ? 1 + random.nextInt(4) : 1;
            for (int i = 0; i < count; i++) {
                Choice choice = choice(spec, references, type.equalLengths() ? length : 0);
                if (choice == null) {
                    return node(id, type("sum"), references);
                }
                length = spec.kind().isVector() ? choice.length() : length;
                inputs.add(new InputDefinition(spec.name(), choice.text(), role(), Location.CODE));
            }
        }
        Map<String, ParameterDefinition> parameters = new HashMap<>();
        for (ParameterSpec spec : type.parameters()) {
            if (spec.defaultValue() == null || random.nextBoolean()) {
                parameters.put(spec.name(), ParameterDefinition.inCode(value(type, spec)));
            }
        }
        addOutputs(id, type, parameters, references);
        NodeDefinition.Policies policies = new NodeDefinition.Policies(
                word(EMIT.get(random.nextInt(EMIT.size()))),
                word(random.nextInt(type.name().equals("fuse") ? 30 : 300) == 0 ? "halt" : "quarantine"),
                random.nextInt(4) > 0
                        ? null
                        : word(random.nextInt(3) > 0 && references != ofGroups ? "session" : "never"));
        return new NodeDefinition(
                id,
                new NodeDefinition.Word(type.name(), Location.CODE),
                inputs,
                parameters,
                policies,
                publish(type),
                Location.CODE);
    }

    /** Null when there is none of the wanted length. */
    private Choice choice(InputSpec spec, References references, int wantedLength) {
        List<Choice> choices = references.of(spec.kind());
        int length = spec.vectorLength() != null ? 3 : wantedLength;
        if (spec.kind().isVector() && length > 0) {
            choices = choices.stream().filter(each -> each.length() == length).toList();
        }
        if (choices.isEmpty()) {
            return null;
        }
        // Half of the time something recent, so that graphs grow deep as well as wide.
        int from = random.nextBoolean() ? Math.max(0, choices.size() - 8) : 0;
        return choices.get(from + random.nextInt(choices.size() - from));
    }

    private Object value(NodeType type, ParameterSpec spec) {
        return switch (spec.name()) {
            case "negated" -> random.nextBoolean();
            case "threshold" -> random.nextDouble();
            case "factor" -> random.nextInt(20) - 9.5;
            case "period" -> 2L + random.nextInt(9);
            case "limit" -> 1L + random.nextInt(random.nextBoolean() ? 400 : 40);
            case "length" -> (long) LENGTHS.get(random.nextInt(LENGTHS.size()));
            case "offset", "fixed" -> (long) random.nextInt(6);
            default -> throw new AssertionError(type + " " + spec.name());
        };
    }

    private static NodeType type(String name) {
        return TestNodes.CATALOGUE.find(name).orElseThrow();
    }

    private void addOutputs(
            String id, NodeType type, Map<String, ParameterDefinition> parameters, References references) {
        Map<String, Object> values = new HashMap<>();
        parameters.forEach((name, parameter) -> values.put(name, parameter.value()));
        for (OutputSpec output : type.outputs()) {
            if (output.kind() != ValueKind.SIGNAL) {
                String text = "Indicator:" + id + "." + output.name();
                int length = output.isVector() ? output.vectorLength().applyAsInt(new Parameters(values)) : 1;
                references.add(output.inputKind(), text, length);
                if (output.isVector()) {
                    references.add(output.elementKind(), text + "[" + random.nextInt(length) + "]", 1);
                }
            }
        }
    }

    private Publish publish(NodeType type) {
        return switch (random.nextInt(4)) {
            case 0 -> Publish.ALL;
            case 1 -> new Publish(false, List.of(type.outputs().get(0).name()), Location.CODE);
            default -> Publish.NONE;
        };
    }

    private static NodeDefinition.Word word(String text) {
        return new NodeDefinition.Word(text, Location.CODE);
    }

    private Role role() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> Role.SAMPLED;
            case 2 -> Role.OPTIONAL;
            case 3 -> Role.SAMPLED_OPTIONAL;
            case 4, 5 -> Role.TRIGGERING;
            default -> null;
        };
    }

    /** Adds nodes of every symbol that read one symbol; only sampled, and anything, even what comes after them. */
    private void readOtherSymbols(List<NodeDefinition> nodes) {
        List<Choice> own = ofTemplate.of(InputKind.DOUBLE);
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            List<InputDefinition> inputs = List.of(
                    new InputDefinition(
                            "input", own.get(random.nextInt(own.size())).text(), Role.TRIGGERING, Location.CODE),
                    new InputDefinition("other", foreign(InputKind.DOUBLE), Role.SAMPLED_OPTIONAL, Location.CODE));
            nodes.add(new NodeDefinition(
                    "other" + i,
                    new NodeDefinition.Word("either", Location.CODE),
                    inputs,
                    Map.of(),
                    NodeDefinition.Policies.DEFAULT,
                    Publish.ALL,
                    Location.CODE));
        }
    }

    private String foreign(InputKind kind) {
        List<Choice> choices = ofTemplate.of(kind).stream()
                .filter(choice -> !choice.text().startsWith("Timer"))
                .toList();
        return symbol() + "/" + choices.get(random.nextInt(choices.size())).text();
    }

    private String symbol() {
        return SYMBOLS.get(random.nextInt(SYMBOLS.size()));
    }

    private List<NodeDefinition> groups() {
        for (InputKind kind : InputKind.values()) {
            for (Choice choice : ofTemplate.of(kind)) {
                if (kind != InputKind.ANY && !choice.text().startsWith("Timer") && random.nextInt(3) == 0) {
                    ofGroups.add(kind, symbol() + "/" + choice.text(), choice.length());
                }
            }
        }
        List<NodeDefinition> groups = new ArrayList<>();
        int count = 1 + random.nextInt(20);
        for (int i = 0; i < 20 * count && groups.size() < count; i++) {
            NodeType type = types.get(random.nextInt(types.size()));
            if (isPossible(type, ofGroups)
                    && !(type.name().equals("sum")
                            && ofGroups.of(InputKind.DOUBLE).isEmpty())) {
                groups.add(node("g" + groups.size(), type, ofGroups));
            }
        }
        return groups;
    }

    /** Makes one symbol differ in a session and in the parameters of some nodes. */
    private void override(List<NodeDefinition> nodes, boolean hasSession) {
        Map<String, Map<String, ParameterDefinition>> parameters = new HashMap<>();
        for (NodeDefinition node : nodes) {
            NodeType type = type(node.type().text());
            for (ParameterSpec spec : type.parameters()) {
                if (!spec.name().equals("length") && random.nextInt(3) == 0) {
                    parameters
                            .computeIfAbsent(node.id(), none -> new HashMap<>())
                            .put(spec.name(), ParameterDefinition.inCode(value(type, spec)));
                }
            }
        }
        builder.override(new SymbolOverride(
                symbol(), hasSession && random.nextBoolean() ? "night" : null, parameters, Location.CODE));
    }
}
