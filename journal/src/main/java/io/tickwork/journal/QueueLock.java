// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.lang.reflect.Field;
import java.util.function.Supplier;
import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.threads.TimingPauser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes from a queue what it would allocate at a thread's first append.
 *
 * <p>The queue's lock waits by means of an object that it keeps for each thread, and makes when the thread first
 * appends, which is on the thread that must not allocate, at each new segment. One thread at a time appends to a
 * segment, so one object does, made beforehand. There is no setting for it, so a field of the lock is set. Where a
 * version of the queue has no such field, all is as it was: 88 bytes at each roll, which {@code JournalAllocationTest}
 * notices.
 */
final class QueueLock {
    private static final Logger LOGGER = LoggerFactory.getLogger(QueueLock.class);
    private static final Supplier<TimingPauser> PAUSERS =
            SingleChronicleQueueBuilder.builder().pauserSupplier();

    private QueueLock() {}

    /** The same for every thread. */
    private static final class OfAllThreads extends ThreadLocal<TimingPauser> {
        private final TimingPauser pauser;

        OfAllThreads(TimingPauser pauser) {
            this.pauser = pauser;
        }

        @Override
        public TimingPauser get() {
            return pauser;
        }
    }

    /**
     * Before anything is appended.
     *
     * @param queue to which one thread at a time appends.
     */
    static void prepare(SingleChronicleQueue queue) {
        final Field lockField = Jvm.getFieldOrNull(SingleChronicleQueue.class, "writeLock");
        try {
            final Object lock = lockField == null ? null : lockField.get(queue);
            final Field pauserField = lock == null ? null : Jvm.getFieldOrNull(lock.getClass(), "pauser");
            if (pauserField != null && pauserField.getType() == ThreadLocal.class) {
                pauserField.set(lock, new OfAllThreads(PAUSERS.get()));
            }
        } catch (IllegalAccessException e) {
            LOGGER.debug("The queue's lock stays as it is, and allocates at each new segment", e);
        }
    }
}
