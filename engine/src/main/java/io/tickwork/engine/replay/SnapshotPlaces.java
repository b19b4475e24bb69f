// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.StateImageException;
import io.tickwork.journal.JournalHead;
import io.tickwork.journal.snapshot.Refusal;
import io.tickwork.journal.snapshot.Refusal.Reason;
import io.tickwork.journal.snapshot.Snapshot;
import io.tickwork.journal.snapshot.SnapshotChoice;
import io.tickwork.journal.snapshot.SnapshotExpectation;
import io.tickwork.journal.snapshot.SnapshotFile;
import io.tickwork.journal.snapshot.SnapshotHeader;
import io.tickwork.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.agrona.io.DirectBufferInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of a journal that a graph can be run from. One that cannot be used is passed over and not tried again.
 */
final class SnapshotPlaces {
    private static final Logger LOGGER = LoggerFactory.getLogger(SnapshotPlaces.class);

    private final SnapshotStore store;
    private final JournalHead head;
    private final String graphFingerprint;
    private final Supplier<GraphProcessor> processors;
    private final Set<Path> refused = new HashSet<>();

    /**
     * @param directory of the journal.
     * @param head of its newest segment.
     * @param graphFingerprint of the graph that is run.
     * @param processors makes new ones of that graph.
     */
    SnapshotPlaces(Path directory, JournalHead head, String graphFingerprint, Supplier<GraphProcessor> processors) {
        store = new SnapshotStore(directory);
        this.head = head;
        this.graphFingerprint = graphFingerprint;
        this.processors = processors;
    }

    /**
     * A snapshot that was loaded.
     *
     * @param header of it.
     * @param processor with its state.
     */
    record Loaded(SnapshotHeader header, GraphProcessor processor) {}

    /** {@return the oldest one that can be used, null when there is none} */
    Loaded oldest() {
        List<SnapshotFile> files = store.list();
        for (int i = files.size() - 1; i >= 0; i--) {
            Loaded loaded = newestBetween(0, files.get(i).sequence());
            if (loaded != null) {
                return loaded;
            }
        }
        return null;
    }

    /**
     * {@return the newest one that can be used, null when there is none}
     *
     * @param first event it may be of.
     * @param last event it may be of.
     */
    Loaded newestBetween(long first, long last) {
        long bound = last;
        while (hasCandidate(first, bound)) {
            SnapshotChoice choice = store.newestSound(new SnapshotExpectation(
                    head.journalId(),
                    graphFingerprint,
                    MessageHeaderEncoder.SCHEMA_ID,
                    MessageHeaderEncoder.SCHEMA_VERSION,
                    1, // what a graph has come to does not depend on which run it was
                    Math.max(1, head.manifest().generation()),
                    Long.MAX_VALUE, // whether the journal goes so far, its place there tells
                    bound));
            choice.refusals().forEach(this::refuse);
            try (Snapshot snapshot = choice.snapshot()) {
                if (snapshot == null || snapshot.header().sequence() < first) {
                    return null;
                }
                GraphProcessor processor = load(snapshot);
                if (processor != null) {
                    return new Loaded(snapshot.header(), processor);
                }
                refused.add(snapshot.path());
                bound = snapshot.header().sequence() - 1;
            }
        }
        return null;
    }

    /** Looking into them takes long. */
    private boolean hasCandidate(long first, long last) {
        return store.list().stream()
                .anyMatch(
                        file -> file.sequence() >= first && file.sequence() <= last && !refused.contains(file.path()));
    }

    private void refuse(Refusal refusal) {
        if (refusal.reason() != Reason.BEYOND_CONFIRMED && refused.add(refusal.path())) {
            if (refusal.reason() == Reason.OTHER_GRAPH) {
                LOGGER.debug("{}", refusal.message());
            } else {
                LOGGER.warn("{}", refusal.message());
            }
        }
    }

    /** Returns null when its state is not what it says. */
    private GraphProcessor load(Snapshot snapshot) {
        GraphProcessor processor = processors.get();
        try {
            processor.loadImage(Channels.newChannel(new DirectBufferInputStream(snapshot.image())));
        } catch (StateImageException e) {
            LOGGER.warn("The snapshot {} is not used: {}.", snapshot.path(), e.getMessage());
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of memory
        }
        long stateHash = processor.stateHash(new long[processor.nodeDigestCountMax()]);
        if (stateHash != snapshot.header().stateHash()) {
            LOGGER.warn(
                    "The snapshot {} is not used: its state has the hash {}, and it says {}.",
                    snapshot.path(),
                    Long.toHexString(stateHash),
                    Long.toHexString(snapshot.header().stateHash()));
            return null;
        }
        return processor;
    }
}
