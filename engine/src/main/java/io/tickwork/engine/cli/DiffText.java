// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.codecs.time.EpochTime;
import io.tickwork.engine.diff.DiffResult;
import io.tickwork.engine.diff.NodeDifference;
import io.tickwork.engine.diff.OutputDifference;
import io.tickwork.engine.diff.OutputDifference.Kind;
import io.tickwork.engine.diff.OutputDifference.Moment;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints what a comparison found. */
final class DiffText {
    private static final String NOTHING = "nothing";

    private final PrintWriter out;
    private final int rows;

    /**
     * @param out takes the text.
     * @param rows the most outputs that are told of one by one.
     */
    DiffText(PrintWriter out, int rows) {
        this.out = out;
        this.rows = rows;
    }

    void print(DiffResult result, String first, String second) {
        out.println("First:  " + first);
        out.println("Second: " + second);
        printGraphs(result);
        printNames("Only the first puts out", result.outputsOnlyInFirst());
        printNames("Only the second puts out", result.outputsOnlyInSecond());
        out.printf(
                Locale.ROOT,
                "Compared events %,d to %,d: %,d outputs of the first, %,d of the second%n",
                result.firstSequence(),
                result.lastSequence(),
                result.firstOutputCount(),
                result.secondOutputCount());
        long missing = result.lastSequence() - result.firstSequence() + 1 - result.eventCount();
        if (missing > 0) {
            out.printf(Locale.ROOT, "Not compared, because they were not recorded: %,d events in between%n", missing);
        }
        if (result.missingEventCount() > 0) {
            out.printf(
                    Locale.ROOT,
                    "The journal ends %,d events before what is recorded; the outputs of those are lost%n",
                    result.missingEventCount());
        }
        DiffResult.Signals signals = result.signals();
        out.printf(
                Locale.ROOT,
                "Signals: %,d equal, %,d changed, %,d lost, %,d gained%n",
                signals.equal(),
                signals.changed(),
                signals.lost(),
                signals.gained());
        printOutputs(result.outputs());
        if (result.isEqual()) {
            out.println("Equal");
        } else if (result.differentEventCount() == 0) {
            out.println("Different: not what both put out, but which outputs there are");
        } else {
            out.printf(
                    Locale.ROOT,
                    "Different at %,d of %,d events, first at event %,d%n",
                    result.differentEventCount(),
                    result.eventCount(),
                    result.firstDifferentSequence());
        }
    }

    private void printGraphs(DiffResult result) {
        if (result.nodes() == null) {
            out.println("The graph of the first is not known, so that declarations are not compared.");
            return;
        }
        for (NodeDifference node : result.nodes()) {
            out.println(
                    switch (node.change()) {
                        case ADDED -> "Node added: " + node.node() + " (" + node.type() + ")";
                        case REMOVED -> "Node removed: " + node.node() + " (" + node.type() + ")";
                        case CHANGED -> "Node changed: " + node.node() + ": " + String.join("; ", node.details());
                    });
        }
        result.settings().forEach(setting -> out.println("Setting changed: " + setting));
        if (result.nodes().isEmpty() && result.settings().isEmpty()) {
            out.println(
                    result.firstFingerprint().equals(result.secondFingerprint())
                            ? "Graphs and node code are the same."
                            : "The graphs are declared alike; names, order or node code are not the same.");
        }
    }

    private void printNames(String what, List<String> names) {
        if (!names.isEmpty()) {
            out.println(what + ": " + String.join(", ", names));
        }
    }

    private void printOutputs(List<OutputDifference> outputs) {
        for (OutputDifference output : outputs.subList(0, Math.min(rows, outputs.size()))) {
            Moment first = output.first();
            out.printf(
                    Locale.ROOT,
                    "%s%s: %s of %,d%n",
                    output.label(),
                    output.kind() == Kind.FAULT ? " (fault)" : "",
                    counts(output),
                    output.equalCount() + output.count());
            out.printf(
                    Locale.ROOT,
                    "    first at event %,d, cycle %d, %s: %s, then %s%n",
                    first.sequence(),
                    first.cycle(),
                    EpochTime.format(first.cycleTimeNs()),
                    first.firstValue() == null ? NOTHING : first.firstValue(),
                    first.secondValue() == null ? NOTHING : first.secondValue());
            if (output.largestDistance() > 0) {
                out.printf(
                        Locale.ROOT,
                        "    largest difference %s at event %,d%n",
                        output.largestDistance(),
                        output.largestSequence());
            }
        }
        if (outputs.size() > rows) {
            out.printf(
                    Locale.ROOT,
                    "%,d more outputs differ; --rows shows more of them, --json all%n",
                    outputs.size() - rows);
        }
    }

    private static String counts(OutputDifference output) {
        List<String> parts = new ArrayList<>();
        add(parts, output.changedCount(), "changed");
        add(parts, output.lostCount(), "lost");
        add(parts, output.gainedCount(), "gained");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(String.format(Locale.ROOT, "%,d %s", count, what));
        }
    }
}
