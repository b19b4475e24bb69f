// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import io.tickwork.codecs.sbe.AggressorSide;

/** Trades at given times; the n-th, from 1, has price n, size 10 n and id 100 n. */
final class ListSource implements TradeSource {
    private final long[] timesNs;
    private int index;
    private boolean isClosed;

    ListSource(long... timesNs) {
        this.timesNs = timesNs;
    }

    /** How the n-th trade, from 1, arrives from the ring. */
    static String event(int n, long timeNs) {
        return InboundRing.SOURCE_ID + "/" + (n + 1) + " trade time=" + timeNs + " received=" + timeNs
                + " symbol=0 BUYER price=" + n + " size=" + 10 * n + " id=" + 100 * n;
    }

    /** How the definition of the symbol arrives. */
    static String definition(long timeNs) {
        return InboundRing.SOURCE_ID + "/1 symbol time=" + timeNs + " received=" + timeNs
                + " symbol=0 exponents=-9,-9 BTC";
    }

    @Override
    public boolean next(TradeRow row) {
        if (index == timesNs.length) {
            return false;
        }
        int n = index + 1;
        row.set(timesNs[index++], n, 10 * n, AggressorSide.BUYER, 100 * n);
        return true;
    }

    @Override
    public long tradeCount() {
        return timesNs.length;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    boolean isClosed() {
        return isClosed;
    }
}
