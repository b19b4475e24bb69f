// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.journal;

import io.tickwork.engine.Engine;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.feed.Feed;
import io.tickwork.journal.JournalContext;
import io.tickwork.journal.JournalException;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.RingConsumer;
import io.tickwork.ring.WaitMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process with an engine, made to be killed. It feeds the engine, takes its outputs, and reports to a recorder in
 * another process what has left.
 *
 * <p>Threads: this one feeds; one takes outputs; one listens to the recorder, and ends the process when that is gone.
 */
final class EngineProcess {
    static final int GO = 'G';
    static final int STOP = 'S';
    static final int REFUSED = 3;
    static final int FAILED = 70;

    private static final long IDLE_NS = TimeUnit.MICROSECONDS.toNanos(300);
    private static final int FEED_LIMIT = 4096;
    private static final long RESERVE_LENGTH = 1 << 20;
    private static final long AHEAD_LENGTH = 1 << 20;

    /** Ten snapshots a second, where they are wanted. */
    private static final int SNAPSHOT_INTERVAL = 20_000;

    private static final int CHECKPOINT_INTERVAL = 5_000;

    private final long startNs = System.nanoTime();
    private final EngineOptions options;
    /** Null where nobody records. */
    private final SocketChannel recorder;

    private final ByteBuffer report = ByteBuffer.allocateDirect(Report.LENGTH);
    private final CountDownLatch go = new CountDownLatch(1);
    private volatile boolean isStopped;
    private volatile boolean isEngineClosed;

    // Of the thread that takes outputs.
    private long outputSum;
    private long completeSum;
    private volatile long accepted;
    private volatile long complete;

    // Of the feeding thread, for the report of a full disk.
    private boolean isFull;
    private boolean isSpaceBack;
    private long spaceSinceNs;
    private long acceptedWhenFull;

    private EngineProcess(EngineOptions options) throws IOException {
        this.options = options;
        accepted = options.confirmed();
        complete = options.confirmed();
        recorder = options.port() == 0
                ? null
                : SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()));
    }

    /**
     * Runs it.
     *
     * @param arguments as {@link EngineOptions} has them.
     */
    public static void main(String[] arguments) throws IOException {
        EngineProcess process = new EngineProcess(EngineOptions.parse(arguments));
        int exitCode = FAILED;
        try {
            exitCode = process.run();
        } catch (Throwable e) {
            e.printStackTrace();
        }
        if (exitCode == 0) {
            System.exit(exitCode);
        }
        Runtime.getRuntime().halt(exitCode); // whatever else still runs
    }

    private int run() throws Exception {
        report(Report.Kind.STARTED, ProcessHandle.current().pid(), 0, 0);
        Thread listener = new Thread(this::listen, "recorder");
        listener.setDaemon(true);
        if (recorder != null) {
            listener.start();
        }
        if (options.waitsForGo()) {
            go.await();
        }
        report(Report.Kind.OPENING, 0, 0, 0);
        long openNs = System.nanoTime();
        Engine engine;
        try {
            engine = Engine.create(context());
        } catch (JournalException e) {
            System.err.println(e.getMessage());
            report(Report.Kind.REFUSED, System.nanoTime() - openNs, 0, 0);
            return e.kind() == JournalException.Kind.ENVIRONMENT ? REFUSED : FAILED;
        }
        Thread taker = new Thread(() -> take(engine), "outputs");
        taker.start();
        engine.start();
        long last = engine.resumePoint().lastSequence();
        report(
                Report.Kind.LIVE,
                System.nanoTime() - startNs,
                last,
                engine.resumePoint().generation());
        long published = Math.max(0, engine.resumePoint().sources().get(SyntheticRun.SOURCE_ID));
        try (Feed feed = SyntheticRun.feed(engine.inbound(), options.events(), published)) {
            feed(engine, feed);
        }
        report(Report.Kind.CLOSING, 0, 0, 0);
        engine.close();
        isEngineClosed = true;
        taker.join();
        if (engine.failure() != null) {
            throw new IllegalStateException(engine.failure());
        }
        report(
                Report.Kind.CLOSED,
                engine.processor().eventCount(),
                engine.stateHash(),
                engine.processor().outputsHash());
        return 0;
    }

    private EngineContext context() {
        JournalContext journal = new JournalContext()
                .segmentLength(options.segmentLength())
                .rollPeriod(options.rollPeriod())
                .durability(options.durability())
                .reserveLength(RESERVE_LENGTH)
                .aheadLength(AHEAD_LENGTH);
        if (options.hasClock()) {
            journal.clock(new SteppingClock(options.clockMs(), options.clockSeed()));
        }
        return new EngineContext()
                .graph(SyntheticRun.graph(), SyntheticRun.GRAPH_SOURCES)
                .journalDirectory(options.journal())
                .journal(journal)
                .recover(options.recover())
                .confirmedSequence(() -> complete)
                .topology(options.topology())
                .snapshots(options.snapshots())
                .snapshotInterval(SNAPSHOT_INTERVAL)
                .checkpointInterval(CHECKPOINT_INTERVAL)
                .waitMode(WaitMode.SLEEPING);
    }

    private void feed(Engine engine, Feed feed) {
        long beginNs = System.nanoTime();
        long begin = feed.publishedCount();
        while (!isStopped && engine.failure() == null && (options.stays() || !feed.isDone() || !engine.isIdle())) {
            long due = options.rate() == EngineOptions.UNLIMITED
                    ? FEED_LIMIT
                    : begin + perSecond(System.nanoTime() - beginNs) - feed.publishedCount();
            watchDisk(engine);
            if (due <= 0 || feed.poll((int) Math.min(due, FEED_LIMIT)) == 0) {
                LockSupport.parkNanos(IDLE_NS);
            }
        }
        while (engine.failure() == null && !engine.isIdle() && !engine.isFull()) {
            LockSupport.parkNanos(IDLE_NS);
        }
    }

    private long perSecond(long elapsedNs) {
        return (long) (elapsedNs * 1e-9 * options.rate());
    }

    private void watchDisk(Engine engine) {
        Path filler = options.filler();
        if (filler == null) {
            return;
        }
        if (!isFull) {
            if (engine.isFull()) {
                isFull = true;
                isSpaceBack = false;
                acceptedWhenFull = accepted;
                report(Report.Kind.FULL, accepted, 0, 0);
            }
            return;
        }
        if (!isSpaceBack && !Files.exists(filler)) {
            isSpaceBack = true;
            spaceSinceNs = System.nanoTime();
        }
        if (!engine.isFull() && accepted > acceptedWhenFull) {
            isFull = false;
            report(Report.Kind.ROOM, isSpaceBack ? System.nanoTime() - spaceSinceNs : 0, accepted, 0);
        }
    }

    private void take(Engine engine) {
        RingConsumer consumer = engine.outboundConsumer();
        boolean isLast = false;
        while (!isLast) {
            isLast = isEngineClosed; // asked before what may be the last look
            if (consumer.poll(this::onOutputs, Integer.MAX_VALUE, engine.releasedSequence()) > 0) {
                isLast = false;
            } else {
                LockSupport.parkNanos(IDLE_NS);
            }
        }
        report(Report.Kind.OUTPUTS, accepted, accepted, outputSum); // nothing further will come of the last event
    }

    private void onOutputs(EventRing ring, long first, long last) {
        long sequence = accepted;
        for (long slot = first; slot <= last; slot++) {
            if (ring.sourceSequence(slot) != sequence) {
                sequence = ring.sourceSequence(slot);
                completeSum = outputSum;
            }
            outputSum += SyntheticRun.outputHash(ring, slot);
        }
        accepted = sequence;
        // Of the last event, more may be to come.
        report(Report.Kind.OUTPUTS, sequence, sequence - 1, completeSum);
        complete = Math.max(complete, sequence - 1); // the recorder will have that, whatever becomes of this process
    }

    private synchronized void report(Report.Kind kind, long first, long second, long third) {
        if (recorder == null) {
            return;
        }
        report.clear();
        new Report(kind, first, second, third).encode(report);
        report.flip();
        try {
            while (report.hasRemaining()) {
                recorder.write(report);
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(FAILED); // nobody is there to see how it goes on
        }
    }

    private void listen() {
        ByteBuffer command = ByteBuffer.allocate(1);
        try {
            while (recorder.read(command.clear()) > 0) {
                if (command.get(0) == GO) {
                    go.countDown();
                } else {
                    isStopped = true;
                }
            }
        } catch (IOException e) {
            // The same as the end.
        }
        Runtime.getRuntime().halt(FAILED);
    }
}
