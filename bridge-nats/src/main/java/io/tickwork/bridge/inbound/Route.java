// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import io.tickwork.codecs.validate.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is known of a subject: what is sent on it, or why nothing may be. For one thread. */
final class Route {
    /** Not a subject of ours. */
    static final Route OTHER = new Route(null, null, 0, null);

    /** Sources that are remembered; one that was not heard of for longest is forgotten first. */
    private static final int SOURCES_MAX = 8;

    private final InboundKind kind;
    private final MarketSymbol symbol;
    private final long timeframeNs;
    private final Refusal refusal;
    private final String exponents;
    private final Map<String, SequenceWindow> sources = new LinkedHashMap<>(SOURCES_MAX, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SequenceWindow> eldest) {
            return size() > SOURCES_MAX;
        }
    };

    private Route(InboundKind kind, MarketSymbol symbol, long timeframeNs, Refusal refusal) {
        this.kind = kind;
        this.symbol = symbol;
        this.timeframeNs = timeframeNs;
        this.refusal = refusal;
        exponents = symbol == null ? null : symbol.exponents();
    }

    static Route of(InboundKind kind, MarketSymbol symbol, long timeframeNs) {
        return new Route(kind, symbol, timeframeNs, null);
    }

    static Route refused(Refusal refusal) {
        return new Route(null, null, 0, refusal);
    }

    InboundKind kind() {
        return kind;
    }

    MarketSymbol symbol() {
        return symbol;
    }

    /** {@return the timeframe of bars in nanoseconds, 0 for all else} */
    long timeframeNs() {
        return timeframeNs;
    }

    /** {@return why nothing may be sent on it, null when something may} */
    Refusal refusal() {
        return refusal;
    }

    String exponents() {
        return exponents;
    }

    /** {@return what has come from a source} */
    SequenceWindow window(String source) {
        return sources.computeIfAbsent(source, name -> new SequenceWindow());
    }
}
