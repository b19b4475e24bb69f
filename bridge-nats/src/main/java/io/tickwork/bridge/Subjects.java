// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * The subjects that Tickwork speaks on, and the one rule by which a name becomes a token of a subject.
 *
 * <p><b>The rule.</b> A name is written in UTF-8. Letters and digits of ASCII, {@code -}, {@code _}, {@code /},
 * {@code :} and {@code +} stand for themselves; every other byte is written as {@code %} and two upper-case hexadecimal
 * digits; the empty name is a {@code %} alone. So {@code BRK.B} is {@code BRK%2EB}, and {@code ES Z6} is
 * {@code ES%20Z6}: no name can hold a dot, a space or a wildcard, and each token is one name's only.
 *
 * <p>Threading: from any thread. Allocates; keep what is asked for often.
 */
public final class Subjects {
    /** The first token of what indicators put out. */
    public static final String INDICATORS = "indicators";

    /** The first tokens of what strategies put out. */
    public static final String SIGNALS = "strategy.signals";

    /** The first tokens of what is thinned out for a screen. */
    public static final String DASHBOARD = "dashboard.stream";

    /** The first tokens of how engines are. */
    public static final String STATUS = "engine.status";

    /** The first tokens of which nodes have thrown. */
    public static final String FAULTS = "engine.faults";

    private static final String UNESCAPED_SIGNS = "-_/:+";
    private static final char ESCAPE = '%';
    private static final String HEX = "0123456789ABCDEF";

    private Subjects() {}

    /**
     * {@return the subject of trades, {@code md.trade.<symbol>}}
     *
     * @param symbol its name.
     */
    public static String trades(String symbol) {
        return "md.trade." + token(symbol);
    }

    /**
     * {@return the subject of quotes, {@code md.quote.<symbol>}}
     *
     * @param symbol its name.
     */
    public static String quotes(String symbol) {
        return "md.quote." + token(symbol);
    }

    /**
     * {@return the subject of books, {@code md.depth.<symbol>}}
     *
     * @param symbol its name.
     */
    public static String depth(String symbol) {
        return "md.depth." + token(symbol);
    }

    /**
     * {@return the subject of bars, {@code md.candle.<timeframe>.<symbol>}}
     *
     * @param timeframe such as {@code 5m}.
     * @param symbol its name.
     */
    public static String candles(String timeframe, String symbol) {
        return "md.candle." + token(timeframe) + "." + token(symbol);
    }

    /**
     * {@return the subject of an output, {@code indicators.<symbol>.<node>.<output>}}
     *
     * @param channel of the output, see {@link #channel}.
     */
    public static String indicators(String channel) {
        return INDICATORS + "." + channel;
    }

    /**
     * {@return the tokens that name an output: {@code <symbol>.<node>}, and {@code .<output>} where a node has several}
     *
     * @param symbol its name; empty for an output of no single symbol, which has no such token.
     * @param output its name in the graph, {@code node} or {@code node.output}; no id of a node has a dot.
     */
    public static String channel(String symbol, String output) {
        int dot = output.indexOf('.');
        String tokens =
                dot < 0 ? token(output) : token(output.substring(0, dot)) + "." + token(output.substring(dot + 1));
        return symbol.isEmpty() ? tokens : token(symbol) + "." + tokens;
    }

    /**
     * {@return the subject of signals, {@code strategy.signals.<symbol>}}
     *
     * @param symbol its name; empty for signals of no single symbol, whose token is {@code %}.
     */
    public static String signals(String symbol) {
        return SIGNALS + "." + token(symbol);
    }

    /**
     * {@return the subject of the latest value of a channel, {@code dashboard.stream.<channel>}}
     *
     * @param channel of an output, see {@link #channel}.
     */
    public static String dashboard(String channel) {
        return DASHBOARD + "." + channel;
    }

    /**
     * {@return the subject on which an engine says how it is, {@code engine.status.<engine>}}
     *
     * @param engine its name.
     */
    public static String status(String engine) {
        return STATUS + "." + token(engine);
    }

    /**
     * {@return the subject on which an engine says which nodes have thrown, {@code engine.faults.<engine>}}
     *
     * @param engine its name.
     */
    public static String faults(String engine) {
        return FAULTS + "." + token(engine);
    }

    /**
     * {@return the token of a name}
     *
     * @param name any text.
     * @throws IllegalArgumentException if the text has half a surrogate pair, which cannot be written in UTF-8.
     */
    public static String token(String name) {
        if (name.isEmpty()) {
            return String.valueOf(ESCAPE);
        }
        StringBuilder token = new StringBuilder(name.length());
        for (ByteBuffer bytes = encode(name); bytes.hasRemaining(); ) {
            byte next = bytes.get();
            if (isUnescaped(next)) {
                token.append((char) next);
            } else {
                token.append(ESCAPE).append(HEX.charAt(next >> 4 & 0xF)).append(HEX.charAt(next & 0xF));
            }
        }
        return token.toString();
    }

    /**
     * {@return the name behind a token}
     *
     * @param token as {@link #token} makes it.
     * @throws IllegalArgumentException if the token is none that this makes.
     */
    public static String name(String token) {
        if (token.length() == 1 && token.charAt(0) == ESCAPE) {
            return "";
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(token.length());
        for (int i = 0; i < token.length(); i++) {
            char sign = token.charAt(i);
            if (sign != ESCAPE) {
                bytes.write(sign <= Byte.MAX_VALUE ? sign : ESCAPE); // what is beyond does not come back the same
            } else if (i + 2 < token.length()) {
                bytes.write(HEX.indexOf(token.charAt(++i)) << 4 | HEX.indexOf(token.charAt(++i)));
            }
        }
        String name = bytes.toString(UTF_8);
        if (name.isEmpty() || !token(name).equals(token)) {
            throw new IllegalArgumentException("'" + token
                    + "' is not the token of a name: each sign but letters, digits and " + UNESCAPED_SIGNS
                    + " is written as % and two upper-case hexadecimal digits for each of its bytes in UTF-8");
        }
        return name;
    }

    private static ByteBuffer encode(String name) {
        try {
            return UTF_8.newEncoder().encode(CharBuffer.wrap(name));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a name with half a surrogate pair has no token: " + e, e);
        }
    }

    private static boolean isUnescaped(byte sign) {
        return sign >= 'a' && sign <= 'z'
                || sign >= 'A' && sign <= 'Z'
                || sign >= '0' && sign <= '9'
                || UNESCAPED_SIGNS.indexOf(sign) >= 0;
    }
}
