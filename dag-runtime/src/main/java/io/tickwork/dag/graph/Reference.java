// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.codecs.time.Timeframe;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an input refers to, as read from text: {@code Tick}, {@code Quote.bid}, {@code Depth}, {@code Candle(5m)},
 * {@code Candle(5m).high}, {@code Candle(5m).forming.close}, {@code Timer(1s)}, {@code Indicator:macd.signal},
 * {@code Indicator(macd)}, the bare id of a node, an element of a vector such as {@code profile.volumes[3]}; and each
 * of these of another symbol, such as {@code ES/Tick} or {@code ES/macd.signal}.
 *
 * @param symbol the name of the symbol before the last slash, null when there is none.
 * @param source the kind of source, null when it refers to a node.
 * @param timeframeNs of a candle, the length of its bars; of a timer, its span.
 * @param node the id of a node, null when it refers to a source.
 * @param selector the field or output named after the dot, null when there is none.
 * @param element the index of the element of a vector, -1 when there is none.
 */
record Reference(String symbol, SourceKind source, long timeframeNs, String node, String selector, int element) {
    private static final Pattern CANDLE = Pattern.compile("Candle\\(([^)]*)\\)(\\.forming)?(?:\\.(\\w+))?");
    private static final Pattern TIMER = Pattern.compile("Timer\\(([^)]*)\\)(?:\\.(\\w+))?");
    private static final Pattern PLAIN = Pattern.compile("(Tick|Quote|Depth)(?:\\.(\\w+))?");
    private static final Pattern INDICATOR = Pattern.compile(
            "(?:Indicator:([\\w-]+)|Indicator\\(([\\w-]+)\\)|([\\w-]+))(?:\\.([\\w-]+))?(?:\\[(\\d{1,6})])?");

    /**
     * @param text the reference.
     * @return what it says.
     * @throws IllegalArgumentException when it is none, or the timeframe is none.
     */
    static Reference parse(String text) {
        int slash = text.lastIndexOf('/');
        String symbol = slash > 0 ? text.substring(0, slash) : null;
        String rest = symbol == null ? text : text.substring(slash + 1);
        Matcher candle = CANDLE.matcher(rest);
        if (candle.matches()) {
            SourceKind kind = candle.group(2) == null ? SourceKind.CANDLE : SourceKind.FORMING;
            return new Reference(symbol, kind, Timeframe.parse(candle.group(1)), null, candle.group(3), -1);
        }
        Matcher timer = TIMER.matcher(rest);
        if (timer.matches()) {
            return new Reference(symbol, SourceKind.TIMER, Span.parse(timer.group(1)), null, timer.group(2), -1);
        }
        Matcher plain = PLAIN.matcher(rest);
        if (plain.matches()) {
            SourceKind kind = switch (plain.group(1)) {
                case "Tick" -> SourceKind.TRADE;
                case "Quote" -> SourceKind.QUOTE;
                default -> SourceKind.DEPTH;
            };
            return new Reference(symbol, kind, 0, null, plain.group(2), -1);
        }
        Matcher indicator = INDICATOR.matcher(rest);
        if (indicator.matches()) {
            String id = indicator.group(1) != null
                    ? indicator.group(1)
                    : indicator.group(2) != null ? indicator.group(2) : indicator.group(3);
            int element = indicator.group(5) == null ? -1 : Integer.parseInt(indicator.group(5));
            return new Reference(symbol, null, 0, id, indicator.group(4), element);
        }
        throw new IllegalArgumentException("'" + text + "' is not a reference; write Tick, Quote, Depth, Candle(5m), "
                + "Candle(5m).high, Candle(5m).forming, Timer(1s), Indicator:id or Indicator:id.output");
    }

    /** {@return whether the word before the dot names a source} */
    static boolean isTaken(String id) {
        return id.equals("Tick") || id.equals("Quote") || id.equals("Depth");
    }
}
