// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.EngineContext;
import io.tickwork.engine.SnapshotMode;
import io.tickwork.engine.Topology;
import io.tickwork.journal.Durability;
import io.tickwork.journal.JournalContext;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of a command that goes on with a journal. */
final class JournalOptions {
    @Option(
            names = "--recover",
            description =
                    "Goes on from the last sound event of a damaged journal and gives up what comes after; no file is"
                            + " changed.")
    private boolean isRecovering;

    @Option(
            names = "--durability",
            paramLabel = "LEVEL",
            converter = WordConverter.OfDurability.class,
            completionCandidates = WordConverter.OfDurability.class,
            description = "What a journaled event survives: ${COMPLETION-CANDIDATES}, the end of the process or of the"
                    + " machine. Default: process.")
    private Durability durability = Durability.PROCESS;

    @Option(
            names = "--topology",
            paramLabel = "WHERE",
            converter = WordConverter.OfTopology.class,
            completionCandidates = WordConverter.OfTopology.class,
            description = "Where events are journaled: ${COMPLETION-CANDIDATES}, on the engine thread or on a thread of"
                    + " its own beside it. Default: inline.")
    private Topology topology = Topology.INLINE;

    @Option(
            names = "--snapshots",
            paramLabel = "WHO",
            converter = WordConverter.OfSnapshotMode.class,
            completionCandidates = WordConverter.OfSnapshotMode.class,
            description = "Who makes snapshots, from which the next start goes on: ${COMPLETION-CANDIDATES}, the engine"
                    + " thread or one that runs the journal behind it. Default: none.")
    private SnapshotMode snapshots = SnapshotMode.NONE;

    @Option(
            names = "--snapshot-interval",
            paramLabel = "N",
            description =
                    "Events from one snapshot to the next. Default: " + EngineContext.SNAPSHOT_INTERVAL_DEFAULT + ".")
    private long snapshotInterval = EngineContext.SNAPSHOT_INTERVAL_DEFAULT;

    @Option(
            names = "--retain",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description =
                    "Removes segments of the journal that were left longer ago than this, as 36h or 7d, and that no"
                            + " snapshot needs. Default: nothing is removed.")
    private Duration retained = Duration.ZERO;

    /** {@return whether what is damaged is gone on with} */
    boolean isRecovering() {
        return isRecovering;
    }

    /**
     * Sets what was given.
     *
     * @param context not concluded.
     * @throws CommandException when they do not suit each other.
     */
    void applyTo(EngineContext context) {
        if (!retained.isZero() && snapshots == SnapshotMode.NONE) {
            throw CommandException.input("--retain removes what no snapshot needs, and without snapshots everything is"
                    + " needed. Give --snapshots, too.");
        }
        context.recover(isRecovering)
                .topology(topology)
                .snapshots(snapshots)
                .snapshotInterval(snapshotInterval)
                .journal(new JournalContext().durability(durability).retainAge(retained.toMillis()));
    }
}
