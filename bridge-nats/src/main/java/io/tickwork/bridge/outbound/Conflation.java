// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * The latest message of each route.
 *
 * <p>Threading: one thread puts, another takes; the lock is held while a message is copied, or those that have changed
 * are. Allocates only for a new route, and for what is taken.
 */
final class Conflation {
    private final OutboundCounters counters;
    private final Map<OutboundRoute, Latest> all = new HashMap<>();
    private final List<Latest> changed = new ArrayList<>();

    Conflation(OutboundCounters counters) {
        this.counters = counters;
    }

    synchronized void put(OutboundRoute route, DirectBuffer buffer, int offset, int length) {
        Latest latest = all.computeIfAbsent(route, Latest::new);
        latest.frame.putBytes(0, buffer, offset, length);
        latest.length = length;
        if (latest.hasChanged) {
            counters.increment(OutboundCounter.CONFLATED);
        } else {
            latest.hasChanged = true;
            changed.add(latest);
        }
    }

    /** {@return the latest messages of all routes that have changed since, in the order in which they did} */
    synchronized List<QueuedMessage> takeChanged() {
        List<QueuedMessage> taken = new ArrayList<>(changed.size());
        for (Latest latest : changed) {
            taken.add(QueuedMessage.copyOf(latest.route, latest.frame, 0, latest.length));
            latest.hasChanged = false;
        }
        changed.clear();
        return taken;
    }

    synchronized int size() {
        return changed.size();
    }

    private static final class Latest {
        private final OutboundRoute route;
        private final ExpandableArrayBuffer frame = new ExpandableArrayBuffer();
        private int length;
        private boolean hasChanged;

        private Latest(OutboundRoute route) {
            this.route = route;
        }
    }
}
