// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a graph looks like from outside. Sources and nodes have keys, which are unique over both; all else refers to
 * them by key. Immutable.
 *
 * @param title what the graph is called.
 * @param areas what runs on its own: the nodes of each symbol, say. At least one.
 * @param clusters what hangs on one source alone.
 * @param sources the most frequent first.
 * @param nodes each behind everything it reads.
 * @param edges by the node that reads, in its order of inputs.
 * @param notes what is worth a look.
 */
public record GraphView(
        String title,
        List<Area> areas,
        List<Cluster> clusters,
        List<Source> sources,
        List<Node> nodes,
        List<Edge> edges,
        List<String> notes) {

    /**
     * Sources and nodes that run together.
     *
     * @param key unique among areas.
     * @param title a few words.
     */
    public record Area(String key, String title) {}

    /**
     * A source and the nodes that read nothing else, directly or through other nodes.
     *
     * @param key unique among clusters.
     * @param area it lies in.
     * @param label a word: the timeframe, or the name of the source.
     */
    public record Cluster(String key, String area, String label) {}

    /**
     * Something that enters the graph. Ordered by rank.
     *
     * @param key unique among sources and nodes.
     * @param label how graphs call it.
     * @param unit how counts of it are written: {@code 26 x 1m}.
     * @param rank its place among the sources, the most frequent first.
     * @param area it lies in.
     * @param cluster it lies in, null when it stands alone.
     */
    public record Source(String key, String label, String unit, int rank, String area, String cluster)
            implements Comparable<Source> {
        @Override
        public int compareTo(Source other) {
            return Integer.compare(rank, other.rank);
        }
    }

    /** What a node is for. */
    public enum Kind {
        /** It puts out values. */
        INDICATOR,
        /** It may emit signals. */
        STRATEGY,
        /** It stands in for a node that has not been written yet. */
        PROBE;

        /** {@return the name for texts} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A node.
     *
     * @param key unique among sources and nodes.
     * @param ids how graphs call it; more than one when several declarations share it.
     * @param kind what it is for.
     * @param type what it computes.
     * @param parameters by name, in the order of the type, defaults filled in; each a {@link Long}, {@link Double},
     *     {@link Boolean} or {@link String}.
     * @param mutable the names of the parameters that can be changed while the graph runs.
     * @param emit when its values count as new.
     * @param onFault what happens when it throws.
     * @param reset when it begins anew.
     * @param outputs in the order of its type.
     * @param triggeredBy keys of the sources that make it run, directly or through other nodes, the most frequent
     *     first.
     * @param warmUp what comes before its first value.
     * @param location where it was declared; empty when that was in Java.
     * @param area it lies in.
     * @param cluster it lies in, null when it hangs on several sources.
     * @param load what it was measured to take, null when nothing was measured.
     */
    public record Node(
            String key,
            List<String> ids,
            Kind kind,
            Type type,
            Map<String, Object> parameters,
            List<String> mutable,
            String emit,
            String onFault,
            String reset,
            List<Output> outputs,
            List<String> triggeredBy,
            WarmUp warmUp,
            String location,
            String area,
            String cluster,
            Load load) {

        /** {@return the same with another load} */
        Node with(Load other) {
            return new Node(
                    key,
                    ids,
                    kind,
                    type,
                    parameters,
                    mutable,
                    emit,
                    onFault,
                    reset,
                    outputs,
                    triggeredBy,
                    warmUp,
                    location,
                    area,
                    cluster,
                    other);
        }

        /** {@return all its ids, the first one first} */
        public String title() {
            return String.join(" = ", ids);
        }

        /** {@return its outputs that leave the process} */
        public List<Output> published() {
            return outputs.stream().filter(Output::published).toList();
        }

        /** {@return whether its values count as new only under a condition} */
        public boolean holdsBack() {
            return !emit.equals("always");
        }

        /** {@return what it says beside the usual about emitting, faults and resets, a few words each} */
        public List<String> policies() {
            List<String> words = new ArrayList<>();
            if (holdsBack()) {
                words.add("emit " + emit);
            }
            if (!onFault.equals("quarantine")) {
                words.add("on-fault " + onFault);
            }
            if (!reset.equals("never")) {
                words.add("reset " + reset);
            }
            return words;
        }
    }

    /**
     * What a node was measured to take.
     *
     * @param share of the time of all nodes, from 0 to 1.
     * @param summary a few words, for its box.
     * @param details what was measured, by what it is called.
     */
    public record Load(double share, String summary, Map<String, String> details) {}

    /**
     * The type of a node.
     *
     * @param name how graphs call it.
     * @param doc what it is for.
     * @param formula in plain text; may be empty.
     * @param origin where the formula comes from; may be empty.
     */
    public record Type(String name, String doc, String formula, String origin) {}

    /**
     * An output of a node.
     *
     * @param name unique in the node.
     * @param kind what it carries, as a word.
     * @param doc one sentence.
     * @param published whether it leaves the process.
     */
    public record Output(String name, String kind, String doc, boolean published) {}

    /**
     * An input of a node.
     *
     * @param from the key of the source or node that is read.
     * @param output the field or output that is read; empty for a whole source.
     * @param to the key of the node that reads.
     * @param input what the node calls it.
     * @param reference as the graph has it.
     * @param triggers whether it makes the node run; if not, it is sampled.
     * @param required whether the node waits for it; if not, it is optional.
     */
    public record Edge(
            String from, String output, String to, String input, String reference, boolean triggers, boolean required) {
        /** {@return whether the graph names the field or output that is read} */
        public boolean isSelected() {
            return reference.contains(".");
        }

        /** {@return the words for what is not plain about it; empty for an input that triggers and is required} */
        public String role() {
            return triggers ? (required ? "" : "optional") : required ? "sampled" : "sampled, optional";
        }
    }

    /**
     * {@return the same with what nodes were measured to take}
     *
     * @param loads by the key of the node.
     * @param note how it was measured.
     */
    public GraphView with(Map<String, Load> loads, String note) {
        List<String> more = new ArrayList<>(List.of(note));
        more.addAll(notes);
        return new GraphView(
                title,
                areas,
                clusters,
                sources,
                nodes.stream().map(node -> node.with(loads.get(node.key()))).toList(),
                edges,
                List.copyOf(more));
    }

    /** {@return the nodes that emit signals} */
    public List<Node> strategies() {
        return nodes.stream().filter(node -> node.kind() == Kind.STRATEGY).toList();
    }

    /** {@return the edges by the key of the node that reads} */
    public Map<String, List<Edge>> edgesByReader() {
        return edges.stream().collect(Collectors.groupingBy(Edge::to, LinkedHashMap::new, Collectors.toList()));
    }

    /** {@return the edges by the key of the source or node that is read} */
    public Map<String, List<Edge>> edgesByRead() {
        return edges.stream().collect(Collectors.groupingBy(Edge::from, LinkedHashMap::new, Collectors.toList()));
    }

    /**
     * {@return the keys of the sources and nodes in a place}
     *
     * @param area of it.
     * @param cluster of it; null for those that lie in the area, but in none of its clusters.
     */
    public List<String> keysIn(String area, String cluster) {
        List<String> keys = new ArrayList<>();
        Stream<Source> in = sources.stream().filter(each -> isIn(each.area(), each.cluster(), area, cluster));
        in.map(Source::key).forEach(keys::add);
        nodes.stream()
                .filter(each -> isIn(each.area(), each.cluster(), area, cluster))
                .map(Node::key)
                .forEach(keys::add);
        return keys;
    }

    private static boolean isIn(String area, String cluster, String givenArea, String givenCluster) {
        return area.equals(givenArea) && (cluster == null ? givenCluster == null : cluster.equals(givenCluster));
    }
}
