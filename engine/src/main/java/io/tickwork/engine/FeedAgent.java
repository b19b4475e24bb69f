// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.engine.feed.Feed;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.Agent;

/**
 * Polls a feed, once there is one, until it is done, told to stop, or has failed. The inbound half of the bridge
 * thread.
 */
final class FeedAgent implements Agent {
    private static final int EVENTS_PER_CYCLE = 256;

    private final BooleanSupplier isIntakeOpen;
    private volatile Feed feed;
    private volatile boolean isStopping;
    private volatile boolean isDone;
    private volatile long publishedCount;
    private volatile RuntimeException failure;

    /** @param isIntakeOpen whether events may be taken now. */
    FeedAgent(BooleanSupplier isIntakeOpen) {
        this.isIntakeOpen = isIntakeOpen;
    }

    /** Sets what to poll from now on. */
    void begin(Feed begun) {
        feed = begun;
    }

    @Override
    public String roleName() {
        return "inbound";
    }

    @Override
    public int doWork() {
        Feed current = feed;
        if (isDone || current == null) {
            return 0;
        }
        int count = 0;
        try {
            count = isStopping || !isIntakeOpen.getAsBoolean() ? 0 : current.poll(EVENTS_PER_CYCLE);
            publishedCount = current.publishedCount();
            isDone = isStopping || current.isDone();
        } catch (RuntimeException e) {
            failure = e;
            isDone = true;
        }
        return count;
    }

    /** Asks for no more events; may be called from any thread. */
    void stop() {
        isStopping = true;
    }

    /** {@return whether it has been told to stop} */
    boolean isStopping() {
        return isStopping;
    }

    /** {@return whether no more events will come} */
    boolean isDone() {
        return isDone;
    }

    /** {@return the number of events published} */
    long publishedCount() {
        return publishedCount;
    }

    /** {@return what ended the feed early, null when nothing did} */
    RuntimeException failure() {
        return failure;
    }

    @Override
    public void onClose() {
        if (feed != null) {
            feed.close();
        }
    }
}
