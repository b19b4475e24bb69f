// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import org.agrona.DirectBuffer;

/** Publishes what waits in the spool on core NATS: what the client has taken counts as having left. */
final class CoreDrain implements SpoolDrain, Spool.Reader {
    private static final int MESSAGES_PER_CYCLE = 256;

    private final Spool spool;
    private final OutboundRoutes routes;
    private final MessageSender sender;

    CoreDrain(Spool spool, OutboundRoutes routes, MessageSender sender) {
        this.spool = spool;
        this.routes = routes;
        this.sender = sender;
    }

    @Override
    public int doWork() {
        return sender.isConnected() ? spool.read(this, MESSAGES_PER_CYCLE) : 0;
    }

    @Override
    public boolean onFrame(long generation, DirectBuffer buffer, int offset, int length) {
        return sender.send(routes.of(buffer, offset), buffer, offset, length);
    }

    @Override
    public void onMark(long sequence) {
        // Nobody confirms anything.
    }

    /** Everything: nothing is ever published twice. */
    @Override
    public long confirmedSequence() {
        return Long.MAX_VALUE;
    }

    @Override
    public long arrivedSequence() {
        return Long.MAX_VALUE;
    }

    @Override
    public int underWayCount() {
        return 0;
    }

    @Override
    public void onClose() {
        // There is nothing to note.
    }
}
