// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import io.tickwork.bridge.Subjects;
import io.tickwork.codecs.sbe.EngineStatusEncoder;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Publishes what waits, and from time to time how the engine is. The NATS client may block this thread, and no other.
 *
 * <p>While there is no connection nothing is taken from the queues, so that each does what its policy says.
 */
final class PublishingAgent implements Agent {
    private static final int MESSAGES_PER_CYCLE = 256;

    private final SpoolDrain drain;
    private final DropOldestQueue dropOldest;
    private final Conflation conflation;
    private final MessageSender sender;
    private final NanoClock clock;

    private final long conflationIntervalNs;
    private final long statusIntervalNs;
    private final EngineStatusSource statusSource;
    private final OutboundRoute statusRoute;
    private final EngineStatusEncoder status = new EngineStatusEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final UnsafeBuffer statusFrame =
            new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + EngineStatusEncoder.BLOCK_LENGTH]);

    /** Taken from a queue and not yet by the client. */
    private QueuedMessage held;

    private final Deque<QueuedMessage> conflated = new ArrayDeque<>();
    private long conflationTimeNs;
    private long statusTimeNs;

    PublishingAgent(
            OutboundContext context,
            SpoolDrain drain,
            DropOldestQueue dropOldest,
            Conflation conflation,
            MessageSender sender,
            NanoClock clock) {
        this.drain = drain;
        this.dropOldest = dropOldest;
        this.conflation = conflation;
        this.sender = sender;
        this.clock = clock;
        conflationIntervalNs = context.dashboardIntervalNs();
        statusIntervalNs = context.statusIntervalNs();
        statusSource = context.status();
        String subject = Subjects.status(context.engine());
        statusRoute = new OutboundRoute(subject, context.encodings().choice(subject), OverflowPolicy.CONFLATE, null);
        conflationTimeNs = clock.nanoTime();
        statusTimeNs = conflationTimeNs;
    }

    @Override
    public String roleName() {
        return "nats-outbound";
    }

    @Override
    public int doWork() {
        int workCount = drain.doWork();
        if (sender.isConnected()) {
            long nowNs = clock.nanoTime();
            workCount += publishDropOldest();
            workCount += publishConflated(nowNs);
            workCount += publishStatus(nowNs);
        }
        return workCount;
    }

    private int publishDropOldest() {
        for (int count = 0; count < MESSAGES_PER_CYCLE; count++) {
            if (held == null) {
                held = dropOldest.poll();
            }
            if (held == null || !sender.send(held)) {
                return count;
            }
            held = null;
        }
        return MESSAGES_PER_CYCLE;
    }

    private int publishConflated(long nowNs) {
        if (conflated.isEmpty()) {
            if (nowNs - conflationTimeNs < conflationIntervalNs) {
                return 0;
            }
            conflationTimeNs = nowNs;
            conflated.addAll(conflation.takeChanged());
        }
        int count = 0;
        while (!conflated.isEmpty() && sender.send(conflated.peekFirst())) {
            conflated.removeFirst();
            count++;
        }
        return count;
    }

    private int publishStatus(long nowNs) {
        if (statusSource == null || statusIntervalNs == 0 || nowNs - statusTimeNs < statusIntervalNs) {
            return 0;
        }
        statusTimeNs = nowNs;
        statusSource.write(status.wrapAndApplyHeader(statusFrame, 0, header));
        sender.send(statusRoute, statusFrame, 0, statusFrame.capacity());
        return 1;
    }

    /** {@return how many messages this holds that are in no queue any more; once it has ended} */
    int heldCount() {
        return (held == null ? 0 : 1) + conflated.size();
    }

    @Override
    public void onClose() {
        conflationTimeNs = clock.nanoTime() - conflationIntervalNs; // the last of each is wanted
        statusTimeNs = clock.nanoTime() - statusIntervalNs;
        if (sender.isConnected()) {
            publishConflated(clock.nanoTime());
            publishStatus(clock.nanoTime());
        }
        drain.onClose();
    }
}
