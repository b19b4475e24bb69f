// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.codecs.time.Timeframe;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an input refers to, as read from text: {@code Tick}, {@code Quote.bid}, {@code Candle(5m)},
 * {@code Candle(5m).high}, {@code Indicator:macd.signal}, {@code Indicator(macd)}, or the bare id of a node.
 *
 * @param source the kind of source, null when it refers to a node.
 * @param timeframeNs of a candle, the length of its bars.
 * @param node the id of a node, null when it refers to a source.
 * @param selector the field or output named after the dot, null when there is none.
 */
record Reference(SourceKind source, long timeframeNs, String node, String selector) {
    private static final Pattern CANDLE = Pattern.compile("Candle\\(([^)]*)\\)(?:\\.(\\w+))?");
    private static final Pattern TICK_OR_QUOTE = Pattern.compile("(Tick|Quote)(?:\\.(\\w+))?");
    private static final Pattern INDICATOR =
            Pattern.compile("(?:Indicator:([\\w-]+)|Indicator\\(([\\w-]+)\\)|([\\w-]+))(?:\\.([\\w-]+))?");

    /**
     * @param text the reference.
     * @return what it says.
     * @throws IllegalArgumentException when it is none, or the timeframe is none.
     */
    static Reference parse(String text) {
        Matcher candle = CANDLE.matcher(text);
        if (candle.matches()) {
            return new Reference(SourceKind.CANDLE, Timeframe.parse(candle.group(1)), null, candle.group(2));
        }
        Matcher simple = TICK_OR_QUOTE.matcher(text);
        if (simple.matches()) {
            SourceKind kind = simple.group(1).equals("Tick") ? SourceKind.TRADE : SourceKind.QUOTE;
            return new Reference(kind, 0, null, simple.group(2));
        }
        Matcher indicator = INDICATOR.matcher(text);
        if (indicator.matches()) {
            String id = indicator.group(1) != null
                    ? indicator.group(1)
                    : indicator.group(2) != null ? indicator.group(2) : indicator.group(3);
            return new Reference(null, 0, id, indicator.group(4));
        }
        throw new IllegalArgumentException("'" + text + "' is not a reference; write Tick, Quote, Candle(5m), "
                + "Candle(5m).high, Indicator:id or Indicator:id.output");
    }
}
