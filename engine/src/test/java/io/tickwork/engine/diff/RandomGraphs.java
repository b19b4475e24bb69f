// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.TestNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up graphs, and what somebody might have made of them: for journals of {@link RandomJournal}. */
final class RandomGraphs {
    /** The types of the program and those of the tests. */
    static final Catalogue CATALOGUE = catalogue();

    private static final List<String> SOURCES =
            List.of("Tick", "Tick.size", "Quote.bid", "Candle(1s)", "Candle(5s).high", "Candle(1m).forming.low");
    private static final List<String> TYPES = List.of("ema", "sma", "highest", "lowest", "zscore", "sub", "add");

    private final Random random;
    private final List<List<String>> nodes = new ArrayList<>();
    private int slowPeriod = 7;

    RandomGraphs(Random random) {
        this.random = random;
        int count = 4 + random.nextInt(10);
        for (int i = 0; i < count; i++) {
            nodes.add(node("n" + i, i));
        }
        // Several times in an event, and twice at one time where a bar ends at that of the event.
        nodes.add(List.of("often", "{type: add, inputs: [Tick, Candle(1s), Candle(5s)]", "", emit(), "publish: true}"));
        nodes.add(List.of("fuse", "{type: fuse, inputs: [Tick]", "", "", "publish: true}"));
    }

    private static Catalogue catalogue() {
        List<NodeType> types = new ArrayList<>(Catalogue.load().types());
        types.addAll(TestNodes.CATALOGUE.types());
        return Catalogue.of(types);
    }

    /** Id, type and inputs, parameters, emit policy, the rest. */
    private List<String> node(String id, int known) {
        String type = TYPES.get(random.nextInt(TYPES.size()));
        boolean isBinary = type.equals("sub") || type.equals("add");
        String second = reference(known);
        String inputs = reference(known)
                + (isBinary ? ", " + (random.nextBoolean() ? second : "{from: " + second + ", sampled: true}") : "");
        return List.of(
                id,
                "{type: " + type + ", inputs: [" + inputs + "]",
                isBinary ? "" : period(),
                emit(),
                "publish: " + (random.nextInt(4) > 0) + "}");
    }

    private String reference(int known) {
        int choice = random.nextInt(SOURCES.size() + known);
        return choice < SOURCES.size() ? SOURCES.get(choice) : "n" + (choice - SOURCES.size());
    }

    private String period() {
        return "params: {period: " + (2 + random.nextInt(20)) + "}";
    }

    private String emit() {
        return random.nextInt(3) == 0 ? "emit: on-change(" + random.nextInt(2) + ".05)" : "";
    }

    /** {@return the graph as it is now} */
    Graph graph() {
        StringBuilder yaml = new StringBuilder("indicators:\n");
        for (List<String> node : nodes) {
            List<String> parts = node.subList(1, node.size()).stream()
                    .filter(part -> !part.isEmpty())
                    .toList();
            yaml.append("  ")
                    .append(node.get(0))
                    .append(": ")
                    .append(String.join(", ", parts))
                    .append('\n');
        }
        yaml.append("  profile: {type: volume-profile, inputs: [Tick, Candle(5s)], params: {size: 0.05, levels: 16},"
                + " publish: true}\n");
        yaml.append("  quick: {type: ema, inputs: [Candle(1s)], params: {period: 3}}\n");
        yaml.append("  slow: {type: ema, inputs: [Candle(1s)], params: {period: " + slowPeriod + "}}\n");
        yaml.append("strategies:\n  trader: {type: ma-cross, inputs: [quick, slow, Tick]}\n");
        yaml.append("groups:\n  spread: {type: sub, inputs: [ES/quick, NQ/quick], publish: true}\n");
        return YamlGraphReader.read(CATALOGUE, List.of(new GraphSource("random.yaml", yaml.toString())));
    }

    /** Changes something, or nothing. */
    void change() {
        int at = random.nextInt(nodes.size());
        List<String> node = new ArrayList<>(nodes.get(at));
        switch (random.nextInt(8)) {
            case 0 -> node.set(2, node.get(2).isEmpty() ? "" : period());
            case 1 -> {
                at = random.nextBoolean() ? at : at("often");
                node = new ArrayList<>(nodes.get(at));
                node.set(3, emit());
            }
            case 2 -> node.set(4, "publish: " + (random.nextInt(4) > 0) + "}");
            case 3 -> {
                nodes.add(random.nextInt(nodes.size() + 1), node("m" + nodes.size(), 0)); // ids and so all keys move
                return;
            }
            case 4 -> slowPeriod = 5 + random.nextInt(5);
            case 5 -> {
                if (node.get(0).startsWith("n")) {
                    node = new ArrayList<>(node(node.get(0), 0)); // reads what it did not
                }
            }
            case 6 -> {
                at = at("fuse");
                node = new ArrayList<>(nodes.get(at));
                node.set(1, "{type: fuse, inputs: [Candle(5s)]"); // and throws at another time
            }
            default -> {
                return;
            }
        }
        nodes.set(at, node);
    }

    private int at(String id) {
        int at = 0;
        while (!nodes.get(at).get(0).equals(id)) {
            at++;
        }
        return at;
    }
}
