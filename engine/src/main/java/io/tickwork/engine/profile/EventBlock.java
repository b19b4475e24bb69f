// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.profile;

import io.tickwork.dag.run.GraphProcessor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.LongArrayList;

/** Copies of some events, to be run several times. */
final class EventBlock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final LongArrayList sequences = new LongArrayList();
    private final IntArrayList offsets = new IntArrayList();
    private int end;

    void add(long sequence, DirectBuffer from, int offset, int length) {
        buffer.putBytes(end, from, offset, length);
        sequences.addLong(sequence);
        offsets.addInt(end);
        end += length;
    }

    int size() {
        return sequences.size();
    }

    void clear() {
        sequences.clear();
        offsets.clear();
        end = 0;
    }

    /** Runs all of them, and gives how much of the processor that took in ns: others may want it at the same time. */
    long runThrough(GraphProcessor processor) {
        int size = size();
        long startNs = cpuTimeNs();
        for (int i = 0; i < size; i++) {
            processor.onEvent(sequences.getLong(i), buffer, offsets.getInt(i));
        }
        return cpuTimeNs() - startNs;
    }

    private static long cpuTimeNs() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }
}
