// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.diff.DiffResult;
import io.tickwork.engine.diff.NodeDifference;
import io.tickwork.engine.diff.OutputDifference;
import java.util.List;
import java.util.Locale;

/** What a comparison found, in the form that is printed as JSON. */
final class DiffJson {
    private DiffJson() {}

    private record Node(String node, String type, String change, List<String> details) {}

    private record First(long sequence, int cycle, long timeNs, String first, String second) {}

    private record Output(
            String symbol,
            String output,
            String kind,
            boolean shared,
            long equal,
            long changed,
            long lost,
            long gained,
            double largestDifference,
            Long largestSequence,
            First first) {}

    private record Signals(long equal, long changed, long lost, long gained) {}

    private record Description(
            boolean equal,
            String first,
            String second,
            String firstFingerprint,
            String secondFingerprint,
            List<Node> nodes,
            List<String> settings,
            List<String> outputsOnlyInFirst,
            List<String> outputsOnlyInSecond,
            long firstSequence,
            long lastSequence,
            long events,
            long missingEvents,
            long firstOutputs,
            long secondOutputs,
            long differentEvents,
            Long firstDifferentSequence,
            Signals signals,
            List<Output> outputs) {}

    /** {@return the object that is printed} */
    static Object of(DiffResult result, String first, String second) {
        return new Description(
                result.isEqual(),
                first,
                second,
                result.firstFingerprint(),
                result.secondFingerprint(),
                result.nodes() == null
                        ? null
                        : result.nodes().stream().map(DiffJson::node).toList(),
                result.settings(),
                result.outputsOnlyInFirst(),
                result.outputsOnlyInSecond(),
                result.firstSequence(),
                result.lastSequence(),
                result.eventCount(),
                result.missingEventCount(),
                result.firstOutputCount(),
                result.secondOutputCount(),
                result.differentEventCount(),
                result.differentEventCount() == 0 ? null : result.firstDifferentSequence(),
                new Signals(
                        result.signals().equal(),
                        result.signals().changed(),
                        result.signals().lost(),
                        result.signals().gained()),
                result.outputs().stream().map(DiffJson::output).toList());
    }

    private static Node node(NodeDifference node) {
        return new Node(node.node(), node.type(), word(node.change()), node.details());
    }

    private static Output output(OutputDifference output) {
        return new Output(
                output.symbol(),
                output.name(),
                word(output.kind()),
                output.isShared(),
                output.equalCount(),
                output.changedCount(),
                output.lostCount(),
                output.gainedCount(),
                output.largestDistance(),
                output.largestDistance() > 0 ? output.largestSequence() : null,
                new First(
                        output.first().sequence(),
                        output.first().cycle(),
                        output.first().cycleTimeNs(),
                        output.first().firstValue(),
                        output.first().secondValue()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
