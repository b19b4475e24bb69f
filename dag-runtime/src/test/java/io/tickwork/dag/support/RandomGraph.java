// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.support;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphBuilder;
import io.tickwork.dag.graph.InputDefinition;
import io.tickwork.dag.graph.Location;
import io.tickwork.dag.graph.NodeDefinition;
import io.tickwork.dag.graph.ParameterDefinition;
import io.tickwork.dag.graph.Publish;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.InputSpec;
import io.tickwork.dag.node.InputSpec.Role;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.OutputSpec;
import io.tickwork.dag.node.ValueKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random graphs of test nodes: any fan-in, any role, any emit policy, declared in any order. */
public final class RandomGraph {
    private static final List<String> TIMEFRAMES = List.of("1s", "1m", "5m", "7m", "15m", "1h");
    private static final List<String> FIELDS = List.of("", ".open", ".high", ".volume");
    private static final List<String> EMIT = List.of("always", "always", "always", "on-change", "on-change(0.75)");

    private final Random random;
    private final Map<InputKind, List<String>> references = new HashMap<>();

    private RandomGraph(Random random) {
        this.random = random;
        references.put(InputKind.BOOLEAN, new ArrayList<>());
        references.put(InputKind.LONG, new ArrayList<>(List.of("Tick.id")));
        references.put(InputKind.DOUBLE, new ArrayList<>(List.of("Tick", "Tick.size", "Quote.bid", "Quote.ask")));
        references.put(InputKind.CANDLE, new ArrayList<>());
        for (String timeframe : TIMEFRAMES) {
            if (random.nextInt(3) > 0) {
                String candle = "Candle(" + timeframe + ")";
                references.get(InputKind.CANDLE).add(candle);
                references.get(InputKind.DOUBLE).add(candle + FIELDS.get(random.nextInt(FIELDS.size())));
            }
        }
    }

    /** {@return a graph} @param random decides everything. */
    public static Graph of(Random random) {
        return new RandomGraph(random).graph();
    }

    private Graph graph() {
        List<NodeType> types = List.copyOf(TestNodes.CATALOGUE.types());
        int count = 5 + random.nextInt(116);
        List<NodeDefinition> definitions = new ArrayList<>();
        while (definitions.size() < count) {
            NodeType type = types.get(random.nextInt(types.size()));
            if (type.inputs().stream().allMatch(input -> isThere(input.kind()))) {
                definitions.add(node("n" + definitions.size(), type));
            }
        }
        Collections.shuffle(definitions, random);
        GraphBuilder builder = new GraphBuilder(TestNodes.CATALOGUE);
        definitions.forEach(builder::add);
        return builder.build();
    }

    private boolean isThere(InputKind kind) {
        return kind == InputKind.TRADE
                || kind == InputKind.QUOTE
                || !references.get(kind).isEmpty();
    }

    private NodeDefinition node(String id, NodeType type) {
        List<InputDefinition> inputs = new ArrayList<>();
        for (InputSpec spec : type.inputs()) {
            int count = spec.variadic() ? 1 + random.nextInt(4) : 1;
            for (int i = 0; i < count; i++) {
                inputs.add(new InputDefinition(spec.name(), reference(spec.kind()), role(), Location.CODE));
            }
        }
        Map<String, ParameterDefinition> parameters = new HashMap<>();
        if (type.name().equals("mean")) {
            parameters.put("period", new ParameterDefinition(2L + random.nextInt(9), Location.CODE));
        }
        if (type.name().equals("fuse")) {
            parameters.put(
                    "limit",
                    new ParameterDefinition(1L + random.nextInt(random.nextBoolean() ? 400 : 40), Location.CODE));
        }
        for (OutputSpec output : type.outputs()) {
            if (output.kind() != ValueKind.SIGNAL) {
                references.get(InputKind.valueOf(output.kind().name())).add("Indicator:" + id + "." + output.name());
            }
        }
        Publish publish = random.nextInt(3) == 0 ? Publish.ALL : Publish.NONE;
        NodeDefinition.Policies policies = new NodeDefinition.Policies(
                new NodeDefinition.Word(EMIT.get(random.nextInt(EMIT.size())), Location.CODE),
                NodeDefinition.Policies.DEFAULT.onFault(),
                null);
        return new NodeDefinition(id, type.name(), inputs, parameters, policies, publish, Location.CODE);
    }

    private String reference(InputKind kind) {
        return switch (kind) {
            case TRADE -> "Tick";
            case QUOTE -> "Quote";
            case DEPTH, TIMER, ANY, DOUBLE_VECTOR, LONG_VECTOR, BOOLEAN_VECTOR -> throw new AssertionError(kind);
            case DOUBLE, LONG, BOOLEAN, CANDLE -> {
                List<String> choices = references.get(kind);
                // Half of the time something recent, so that graphs grow deep as well as wide.
                int from = random.nextBoolean() ? Math.max(0, choices.size() - 8) : 0;
                yield choices.get(from + random.nextInt(choices.size() - from));
            }
        };
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
}
