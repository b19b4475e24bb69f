// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.journal.scan.JournalScan;
import io.tickwork.journal.scan.ScanDamage;
import io.tickwork.journal.scan.ScannedSegment;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what of a journal is sound and which events are lost. */
@Command(
        name = "scan",
        description = "Reads a whole journal and tells what of it is sound, what is not, and exactly which events are"
                + " lost. Changes nothing. Exit code 0 when it is sound, 1 when it is damaged.")
final class JournalScanCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The directory that holds the journal.")
    private Path directory;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(names = "--no-progress", description = "Shows no progress bar.")
    private boolean noProgress;

    @Spec
    private CommandSpec spec;

    /** A segment as it is printed; the names are keys that scripts rely on. */
    private record SegmentDescription(
            long number,
            String file,
            long bytes,
            long frames,
            Long firstSequence,
            Long lastSequence,
            long framesGivenUp,
            Long firstGivenUp,
            Long lastGivenUp,
            String firstTime,
            String lastTime,
            boolean sound) {}

    /** A damage as it is printed; null stands for a sequence that is not known, or where none was lost. */
    private record DamageDescription(
            long segment, long from, long to, String what, boolean loss, Long lostFrom, Long lostTo) {}

    /** All of it. */
    private record Description(
            boolean sound,
            boolean loss,
            boolean fromBeginning,
            boolean closed,
            List<SegmentDescription> segments,
            List<DamageDescription> damages) {}

    @Override
    public Integer call() {
        JournalScan scan = scan();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(describe(scan), out);
        } else {
            print(scan, out);
        }
        return scan.isSound() ? ExitCode.OK : ExitCode.NO;
    }

    private JournalScan scan() {
        if (noProgress) {
            return JournalScan.of(directory);
        }
        try (Progress progress = new Progress("Bytes", JournalScan.length(directory))) {
            return JournalScan.of(directory, progress::at);
        }
    }

    private static Description describe(JournalScan scan) {
        return new Description(
                scan.isSound(),
                scan.isLoss(),
                scan.isFromBeginning(),
                scan.isClosed(),
                scan.segments().stream()
                        .map(segment -> new SegmentDescription(
                                segment.number(),
                                segment.file() == null ? null : segment.file().toString(),
                                segment.bytes(),
                                segment.frames(),
                                known(segment.firstSequence()),
                                known(segment.lastSequence()),
                                segment.framesGivenUp(),
                                known(segment.firstGivenUp()),
                                known(segment.lastGivenUp()),
                                segment.firstTime(),
                                segment.lastTime(),
                                segment.sound()))
                        .toList(),
                scan.damages().stream()
                        .map(damage -> new DamageDescription(
                                damage.segment(),
                                damage.from(),
                                damage.to(),
                                damage.what(),
                                damage.isLoss(),
                                known(damage.lostFrom()),
                                known(damage.lostTo())))
                        .toList());
    }

    private static Long known(long sequence) {
        return sequence < 0 ? null : sequence;
    }

    private static void print(JournalScan scan, PrintWriter out) {
        for (ScannedSegment segment : scan.segments()) {
            out.println("segment " + segment.number() + ": " + segment.frames() + " frames, "
                    + (segment.firstSequence() < 0
                            ? "no events"
                            : "events " + segment.firstSequence() + " to " + segment.lastSequence())
                    + (segment.sound() ? ", sound" : ", DAMAGED")
                    + givenUp(segment));
        }
        for (ScanDamage damage : scan.damages()) {
            out.println("damage in segment " + damage.segment()
                    + (damage.to() == 0 ? "" : ", bytes " + damage.from() + " to " + damage.to()) + ": " + damage.what()
                    + "; " + loss(damage));
        }
        if (!scan.isFromBeginning()) {
            out.println("The first frame is not the first that was written: older segments were removed.");
        }
        if (!scan.isClosed()) {
            out.println("The last run did not end cleanly, or newer segments were removed.");
        }
        out.println(
                scan.isSound()
                        ? "The journal is sound."
                        : scan.isLoss()
                                ? "The journal is damaged and events are lost: leave the files as they are and ask the"
                                        + " sources again for what is lost."
                                : "The journal is damaged, but no event is lost: leave the files as they are.");
    }

    private static String givenUp(ScannedSegment segment) {
        if (segment.firstGivenUp() >= 0) {
            return "; given up: events " + segment.firstGivenUp() + " to " + segment.lastGivenUp();
        }
        return segment.framesGivenUp() == 0 ? "" : "; given up: " + segment.framesGivenUp() + " frames without events";
    }

    private static String loss(ScanDamage damage) {
        if (!damage.isLoss()) {
            return "no event lost here";
        }
        return "lost: events " + (damage.lostFrom() < 0 ? "from an unknown one" : "from " + damage.lostFrom())
                + (damage.lostTo() < 0 ? " on, to an unknown one" : " to " + damage.lostTo());
    }
}
