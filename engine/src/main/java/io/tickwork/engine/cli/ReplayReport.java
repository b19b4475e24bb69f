// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.dag.run.Digest;
import io.tickwork.engine.replay.ReplayResult;
import io.tickwork.journal.Manifest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** Shows what a replay found. */
final class ReplayReport {
    private final Path directory;
    private final ReplayResult result;
    private final boolean isOtherGraph;
    private final Long from;
    private final Long to;

    /**
     * @param directory of the journal.
     * @param result what was found.
     * @param isOtherGraph whether the graph was not the journal's own, so that nothing was compared.
     * @param from the first event whose outputs were wanted, null for the first there is.
     * @param to the last event that was wanted, null for the last there is.
     */
    ReplayReport(Path directory, ReplayResult result, boolean isOtherGraph, Long from, Long to) {
        this.directory = directory;
        this.result = result;
        this.isOtherGraph = isOtherGraph;
        this.from = from;
        this.to = to;
    }

    /** A difference as it is printed; the names are keys that scripts rely on. */
    private record DifferenceDescription(long sequence, String what, String recorded, String replayed) {}

    /** All of it. */
    private record Description(
            String journal,
            Boolean identical,
            boolean sameGraph,
            boolean complete,
            Long startSequence,
            Long lastSequence,
            long events,
            long comparedEvents,
            long checkpoints,
            long outputs,
            String outputsHash,
            String stateHash,
            DifferenceDescription difference,
            Object profile) {}

    /** {@return both hashes in the form that every command prints} */
    static String hashes(long outputsHash, long stateHash) {
        return "outputs " + Digest.format(outputsHash) + " state " + Digest.format(stateHash);
    }

    void print(PrintWriter out) {
        if (!isOtherGraph) {
            compared(out);
            return;
        }
        range(out);
        out.printf(Locale.ROOT, "Replayed %,d events, %,d outputs%n", result.eventCount(), result.outputCount());
        out.println("Done: " + hashes(result.outputsHash(), result.stateHash()));
    }

    /** Says where it began and ended, where that is not where the journal does. */
    private void range(PrintWriter out) {
        if (result.startSequence() != Long.MIN_VALUE) {
            out.printf(Locale.ROOT, "Begun with the snapshot of event %,d%n", result.startSequence());
        }
        if (from != null || to != null) {
            out.printf(Locale.ROOT, "Outputs of events %,d to %,d%n", from == null ? 1 : from, result.lastSequence());
        }
    }

    private void compared(PrintWriter out) {
        Manifest manifest = result.manifest();
        out.printf(
                Locale.ROOT,
                "Journal %s of build %s on %s %s, begun %s%n",
                directory,
                manifest.buildVersion(),
                manifest.jdkVendor(),
                manifest.jdkVersion(),
                manifest.startTime());
        if (!result.sameGraph()) {
            out.println("The code of its nodes is not that of this build; differences may come from that.");
        }
        range(out);
        out.printf(
                Locale.ROOT,
                "Replayed %,d events; compared the outputs of %,d and %,d checkpoints%n",
                result.eventCount(),
                result.checkedEventCount(),
                result.checkpointCount());
        ReplayResult.Difference difference = result.difference();
        if (difference != null) {
            out.printf(
                    Locale.ROOT,
                    "First difference at event %,d: %s, recorded %x, replayed %x%n",
                    difference.sequence(),
                    difference.what(),
                    difference.recorded(),
                    difference.replayed());
        }
        if (!result.isComplete() && to == null) {
            out.println("It has no checkpoint of a clean end, so nothing confirms the final state.");
        }
        out.println(verdict() + ": " + hashes(result.outputsHash(), result.stateHash()));
    }

    private String verdict() {
        if (!result.isIdentical()) {
            return "Not identical";
        }
        return result.isComplete() ? "Bit-identical" : "Equal as far as recorded";
    }

    /** @param profile of the replay, null when there is none. */
    void printJson(ProfileReport profile, PrintWriter out) {
        ReplayResult.Difference difference = result.difference();
        Json.print(
                new Description(
                        directory.toString(),
                        isOtherGraph ? null : result.isIdentical(),
                        result.sameGraph(),
                        result.isComplete(),
                        known(result.startSequence()),
                        known(result.lastSequence()),
                        result.eventCount(),
                        result.checkedEventCount(),
                        result.checkpointCount(),
                        result.outputCount(),
                        Digest.format(result.outputsHash()),
                        Digest.format(result.stateHash()),
                        difference == null
                                ? null
                                : new DifferenceDescription(
                                        difference.sequence(),
                                        difference.what(),
                                        Long.toHexString(difference.recorded()),
                                        Long.toHexString(difference.replayed())),
                        profile == null ? null : profile.described()),
                out);
    }

    private static Long known(long sequence) {
        return sequence == Long.MIN_VALUE ? null : sequence;
    }
}
