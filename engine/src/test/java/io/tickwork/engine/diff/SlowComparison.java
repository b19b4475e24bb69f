// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.State;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.DirectBuffer;

/** The obvious comparison: of two complete lists of outputs, for each name all that was put out under it. */
final class SlowComparison {
    /** An output, as text and as numbers. */
    record Output(String name, long sequence, int cycle, long timeNs, String text, List<Double> numbers) {}

    /** What became of one name. */
    record Row(
            long equal,
            long changed,
            long lost,
            long gained,
            double largest,
            long sequence,
            long timeNs,
            String first,
            String second) {}

    /** Two outputs that belong together; one may be missing. */
    private record Pair(Output first, Output second) {
        Output any() {
            return first != null ? first : second;
        }
    }

    private final Tolerance tolerance;
    private final Map<String, Row> rows = new TreeMap<>();
    private final Map<String, Set<Long>> differentEvents = new TreeMap<>();

    SlowComparison(List<Output> first, List<Output> second, Tolerance tolerance) {
        this.tolerance = tolerance;
        Set<String> names = new LinkedHashSet<>();
        first.forEach(each -> names.add(each.name()));
        second.forEach(each -> names.add(each.name()));
        for (String name : names) {
            compare(name, named(first, name), named(second, name));
        }
    }

    private static List<Output> named(List<Output> outputs, String name) {
        return outputs.stream().filter(each -> each.name().equals(name)).toList();
    }

    private void compare(String name, List<Output> first, List<Output> second) {
        List<Pair> pairs = new ArrayList<>();
        Set<Long> sequences = new TreeSet<>();
        first.forEach(each -> sequences.add(each.sequence()));
        second.forEach(each -> sequences.add(each.sequence()));
        for (long sequence : sequences) {
            pair(of(sequence, first), of(sequence, second), pairs);
        }
        count(name, pairs);
    }

    private static List<Output> of(long sequence, List<Output> outputs) {
        return new ArrayList<>(
                outputs.stream().filter(each -> each.sequence() == sequence).toList());
    }

    private static void pair(List<Output> firstLeft, List<Output> secondLeft, List<Pair> pairs) {
        take(firstLeft, secondLeft, true, pairs);
        take(firstLeft, secondLeft, false, pairs);
        firstLeft.forEach(each -> pairs.add(new Pair(each, null)));
        secondLeft.forEach(each -> pairs.add(new Pair(null, each)));
    }

    private void count(String name, List<Pair> pairs) {
        long equal = pairs.stream().filter(this::isEqual).count();
        List<Pair> different = pairs.stream().filter(pair -> !isEqual(pair)).toList();
        if (different.isEmpty()) {
            return;
        }
        Pair earliest = different.get(0);
        for (Pair pair : different) {
            if (pair.any().sequence() < earliest.any().sequence()
                    || pair.any().sequence() == earliest.any().sequence()
                            && pair.any().timeNs() < earliest.any().timeNs()) {
                earliest = pair;
            }
        }
        rows.put(
                name,
                new Row(
                        equal,
                        different.stream()
                                .filter(pair -> pair.first() != null && pair.second() != null)
                                .count(),
                        different.stream().filter(pair -> pair.second() == null).count(),
                        different.stream().filter(pair -> pair.first() == null).count(),
                        different.stream()
                                .mapToDouble(SlowComparison::distance)
                                .max()
                                .orElse(0),
                        earliest.any().sequence(),
                        earliest.any().timeNs(),
                        earliest.first() == null ? null : earliest.first().text(),
                        earliest.second() == null ? null : earliest.second().text()));
        Set<Long> events = new TreeSet<>();
        different.forEach(pair -> events.add(pair.any().sequence()));
        differentEvents.put(name, events);
    }

    private static void take(List<Output> first, List<Output> second, boolean isSameCycle, List<Pair> pairs) {
        for (Output one : List.copyOf(first)) {
            second.stream()
                    .filter(other -> one.timeNs() == other.timeNs() && (!isSameCycle || one.cycle() == other.cycle()))
                    .findFirst()
                    .ifPresent(other -> {
                        pairs.add(new Pair(one, other));
                        first.remove(one);
                        second.remove(other);
                    });
        }
    }

    private boolean isEqual(Pair pair) {
        if (pair.first() == null || pair.second() == null) {
            return false;
        }
        if (pair.first().text().equals(pair.second().text())) {
            return true;
        }
        String words = pair.first().text().replaceAll("-?[0-9.]+(E-?[0-9]+)?", "");
        return (tolerance.absolute() > 0 || tolerance.relative() > 0)
                && words.equals(pair.second().text().replaceAll("-?[0-9.]+(E-?[0-9]+)?", ""))
                && pair.first().numbers().size() == pair.second().numbers().size()
                && isNear(pair.first().numbers(), pair.second().numbers());
    }

    private boolean isNear(List<Double> first, List<Double> second) {
        for (int i = 0; i < first.size(); i++) {
            double distance = Math.abs(first.get(i) - second.get(i));
            double bound = tolerance.relative() * Math.max(Math.abs(first.get(i)), Math.abs(second.get(i)));
            if (distance > tolerance.absolute() && distance > bound) {
                return false;
            }
        }
        return true;
    }

    private static double distance(Pair pair) {
        double largest = 0;
        if (pair.first() != null
                && pair.second() != null
                && pair.first().numbers().size() == pair.second().numbers().size()) {
            for (int i = 0; i < pair.first().numbers().size(); i++) {
                largest = Math.max(
                        largest,
                        Math.abs(pair.first().numbers().get(i)
                                - pair.second().numbers().get(i)));
            }
        }
        return largest;
    }

    Map<String, Row> rows() {
        return rows;
    }

    /** The events that differ in what both sides have. */
    List<Long> differentEvents(List<String> onlyInFirst, List<String> onlyInSecond) {
        Set<Long> events = new TreeSet<>();
        differentEvents.forEach((name, own) -> {
            String output = name.substring(name.indexOf('/') + 1);
            if (!onlyInFirst.contains(output) && !onlyInSecond.contains(output)) {
                events.addAll(own);
            }
        });
        return List.copyOf(events);
    }

    /** Runs a graph from the first event on and lists what it puts out for some. */
    static List<Output> outputs(Path journal, Graph graph, long from, long to) {
        Listed listed = new Listed(graph);
        GraphProcessor processor = new GraphProcessor(graph, PlanCompiler::compile, listed);
        listed.processor = processor;
        try (JournalReader reader = JournalReader.open(journal)) {
            reader.readAll(new JournalHandler() {
                @Override
                public void onEvent(
                        long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
                    processor.onEvent(sequence, buffer, offset);
                }
            });
        }
        return listed.outputs.stream()
                .filter(each -> each.sequence() >= from && each.sequence() <= to)
                .toList();
    }

    private static final class Listed implements OutputHandler {
        private final Graph graph;
        private final List<Output> outputs = new ArrayList<>();
        private GraphProcessor processor;

        Listed(Graph graph) {
            this.graph = graph;
        }

        private String prefix(int symbol) {
            return symbol < 0 ? "" : processor.symbolName(symbol) + "/";
        }

        private void add(
                long sequence, int cycle, long timeNs, int symbol, int output, String text, List<Double> numbers) {
            outputs.add(new Output(
                    prefix(symbol) + graph.outputs().get(output).name(), sequence, cycle, timeNs, text, numbers));
        }

        @Override
        public void onDouble(long sequence, int cycle, long timeNs, int symbol, int output, double value) {
            add(sequence, cycle, timeNs, symbol, output, Double.toString(value), List.of(value));
        }

        @Override
        public void onLong(long sequence, int cycle, long timeNs, int symbol, int output, long value) {
            add(sequence, cycle, timeNs, symbol, output, Long.toString(value), List.of((double) value));
        }

        @Override
        public void onDoubles(
                long sequence, int cycle, long timeNs, int symbol, int output, State state, int slot, int length) {
            List<Double> numbers = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                numbers.add(state.getDouble(slot + i));
            }
            String text = String.join(
                    " ", numbers.stream().map(number -> Double.toString(number)).toList());
            add(sequence, cycle, timeNs, symbol, output, text, numbers);
        }

        @Override
        public void onLongs(
                long sequence, int cycle, long timeNs, int symbol, int output, State state, int slot, int length) {
            throw new AssertionError("no type of these graphs puts out longs");
        }

        @Override
        public void onSignal(
                long sequence,
                int cycle,
                long timeNs,
                int symbol,
                int output,
                int side,
                int reason,
                double strength,
                double referencePrice) {
            String why = graph.outputs().get(output).slot().spec().reasons().get(reason);
            String text = Side.ofCode(side) + " " + why + " " + strength + " at " + referencePrice;
            add(sequence, cycle, timeNs, symbol, output, text, List.of(strength, referencePrice));
        }

        @Override
        public void onFault(long sequence, int cycle, long timeNs, int symbol, int node, Exception cause) {
            String name = "fault of " + prefix(symbol) + graph.nodeIds().get(node);
            outputs.add(new Output(name, sequence, cycle, timeNs, cause.toString(), List.of()));
        }
    }
}
