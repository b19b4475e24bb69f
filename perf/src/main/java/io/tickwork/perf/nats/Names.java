// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.nats;

import io.tickwork.bridge.outbound.OutboundNames;

/** One symbol and one output. */
final class Names implements OutboundNames {
    @Override
    public String output(int outputId) {
        return "fast";
    }

    @Override
    public String reason(int outputId, int reason) {
        return "reason";
    }

    @Override
    public String node(int nodeId) {
        return "fast";
    }

    @Override
    public String symbol(int symbolId) {
        return "ES";
    }
}
