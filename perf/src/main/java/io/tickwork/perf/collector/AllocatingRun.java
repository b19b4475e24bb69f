// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.collector;

import io.tickwork.perf.replay.SyntheticDay;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process in which an engine runs trades, journal included, while a thread beside it allocates as the client library
 * of a message broker does: a payload and an object around it for each message, of which the newest are still alive.
 */
final class AllocatingRun {
    private static final int BATCH = 256;
    private static final int PAYLOAD_LENGTH = 256;

    private static volatile long messageCount;

    private AllocatingRun() {}

    /** As it lies in the queue of a client. */
    private record Message(long number, byte[] payload) {}

    /**
     * Runs it. Prints how many nanoseconds the trades took, and how many messages there were.
     *
     * @param arguments a directory for the journal, how many trades, how many messages a second, and how many of them
     *     are alive.
     */
    public static void main(String[] arguments) throws InterruptedException {
        Thread allocating = new Thread(
                () -> allocate(Double.parseDouble(arguments[2]), Integer.parseInt(arguments[3])), "allocating");
        allocating.start();
        long startNs = System.nanoTime();
        SyntheticDay.write(Path.of(arguments[0]), Long.parseLong(arguments[1]), BATCH);
        long runNs = System.nanoTime() - startNs;
        allocating.interrupt();
        allocating.join();
        System.out.printf("%d %d%n", runNs, messageCount);
    }

    private static void allocate(double perSecond, int liveCount) {
        Message[] live = new Message[liveCount];
        long startNs = System.nanoTime();
        long count = 0;
        while (!Thread.currentThread().isInterrupted()) {
            long due = (long) ((System.nanoTime() - startNs) * perSecond / TimeUnit.SECONDS.toNanos(1));
            for (; count < due; count++) {
                live[(int) (count % liveCount)] = new Message(count, new byte[PAYLOAD_LENGTH]);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        messageCount = live[(int) ((count - 1) % liveCount)].number() + 1;
    }
}
