// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import io.tickwork.bridge.inbound.InboundAgent;

/** What comes from NATS, as it comes. It has no end but being told to stop. */
public final class NatsFeed implements Feed {
    private final InboundAgent agent;

    /** @param agent publishes to the ring; closed by this. */
    public NatsFeed(InboundAgent agent) {
        this.agent = agent;
    }

    /** The agent's own limit is what it takes at once. */
    @Override
    public int poll(int limit) {
        return agent.doWork();
    }

    @Override
    public boolean isDone() {
        return false;
    }

    @Override
    public long publishedCount() {
        return agent.publishedCount();
    }

    @Override
    public long totalCount() {
        return UNKNOWN;
    }

    @Override
    public void close() {
        agent.onClose();
    }
}
