// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How much of each source must have come before a source or node has its first value, if nothing holds it up: the least
 * there is. An emit policy that holds values back, an output that is withdrawn and an optional input that runs the node
 * early or late may lengthen it; a source may also bring more of its own before another has brought enough.
 *
 * <p>A source needs one of itself. A node first waits for its required inputs: of each source, the greatest count that
 * any of them needs. It has then run once, and makes the rest of its own runs, each of which takes one more of the most
 * frequent source that triggers it. If no required input triggers it, it also waits for one that does: the one on the
 * most frequent source.
 */
public final class WarmUp {
    private final int runCount;
    private final SortedMap<GraphView.Source, Long> counts;
    private final SortedSet<GraphView.Source> triggers;

    private WarmUp(int runCount, SortedMap<GraphView.Source, Long> counts, SortedSet<GraphView.Source> triggers) {
        this.runCount = runCount;
        this.counts = Collections.unmodifiableSortedMap(counts);
        this.triggers = Collections.unmodifiableSortedSet(triggers);
    }

    /**
     * An input of a node.
     *
     * @param of what it reads.
     * @param triggers whether it makes the node run.
     * @param required whether the node waits for it.
     */
    public record Input(WarmUp of, boolean triggers, boolean required) {}

    /**
     * What is needed of a source.
     *
     * @param source whose.
     * @param count how many of its ticks, quotes or bars.
     */
    public record Need(GraphView.Source source, long count) {
        /** {@return for instance {@code 26 x 1m}} */
        @Override
        public String toString() {
            return count + " x " + source.unit();
        }
    }

    /** {@return the warm-up of a source} @param source whose. */
    public static WarmUp ofSource(GraphView.Source source) {
        SortedMap<GraphView.Source, Long> counts = new TreeMap<>();
        counts.put(source, 1L);
        return new WarmUp(1, counts, new TreeSet<>(counts.keySet()));
    }

    /**
     * Works out the warm-up of a node.
     *
     * @param runCount how many runs it makes until it has a value, that run included.
     * @param inputs of the node, the sources all of one graph.
     * @return its warm-up.
     */
    public static WarmUp ofNode(int runCount, List<Input> inputs) {
        SortedMap<GraphView.Source, Long> counts = new TreeMap<>();
        SortedSet<GraphView.Source> triggers = new TreeSet<>();
        List<Input> awaited =
                new ArrayList<>(inputs.stream().filter(Input::required).toList());
        List<Input> triggering = inputs.stream()
                .filter(Input::triggers)
                .filter(input -> !input.of.isNever())
                .toList();
        if (awaited.stream().noneMatch(Input::triggers)) {
            triggering.stream()
                    .min(Comparator.comparing((Input input) -> input.of.triggers.first()))
                    .ifPresent(awaited::add);
        }
        if (!triggering.isEmpty() && awaited.stream().noneMatch(input -> input.of.isNever())) {
            awaited.forEach(
                    input -> input.of.counts.forEach((source, count) -> counts.merge(source, count, Math::max)));
            triggering.forEach(input -> triggers.addAll(input.of.triggers));
            if (runCount > 1) {
                counts.merge(triggers.first(), runCount - 1L, Long::sum);
            }
        }
        return new WarmUp(runCount, counts, triggers);
    }

    /** {@return how many runs of its own a node makes until it has a value, that run included} */
    public int runCount() {
        return runCount;
    }

    /** {@return whether it never has a value, because nothing triggers it or something it waits for never comes} */
    public boolean isNever() {
        return triggers.isEmpty();
    }

    /** {@return what is needed of each source, the most frequent first; empty when it never has a value} */
    public List<Need> needs() {
        return counts.entrySet().stream()
                .map(entry -> new Need(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** {@return the sources that make it run, directly or through other nodes, the most frequent first} */
    public List<GraphView.Source> triggers() {
        return List.copyOf(triggers);
    }

    /** {@return for instance {@code 12 x 1m + 24 x 1h}; {@code never} when there will be no value} */
    @Override
    public String toString() {
        return isNever() ? "never" : needs().stream().map(Need::toString).collect(Collectors.joining(" + "));
    }
}
