// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.ring.EventRing;

/** A log that notes when a batch came and when it was journaled. */
final class StampingLog implements EventLog {
    private final EventLog log;
    private final StageStamps stamps;

    StampingLog(EventLog log, StageStamps stamps) {
        this.log = log;
        this.stamps = stamps;
    }

    @Override
    public boolean isReady() {
        return log.isReady();
    }

    @Override
    public boolean takesCheckpointsAnywhere() {
        return log.takesCheckpointsAnywhere();
    }

    @Override
    public void append(EventRing ring, long from, long to) {
        long takenNs = System.nanoTime();
        log.append(ring, from, to);
        stamps.onBatch(takenNs, System.nanoTime());
    }

    @Override
    public void outcome(long sequence, int digest) {
        log.outcome(sequence, digest);
        stamps.onNext(sequence + 1);
    }

    @Override
    public void manifestChanged() {
        log.manifestChanged();
    }

    @Override
    public void checkpoint(
            long sequence, GraphProcessor processor, long stateHash, long[] nodeDigests, boolean closing) {
        log.checkpoint(sequence, processor, stateHash, nodeDigests, closing);
    }
}
