// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import io.tickwork.bridge.BridgeException;
import java.util.Arrays;
import java.util.List;

/**
 * How the subjects of a kind are built: tokens, of which {@code {symbol}} and, for bars, {@code {tf}} stand for a
 * symbol and a timeframe.
 */
final class SubjectTemplate {
    private static final String SYMBOL = "{symbol}";
    private static final String TIMEFRAME = "{tf}";

    private final List<String> tokens;
    private final int symbolIndex;
    private final int timeframeIndex;

    private SubjectTemplate(List<String> tokens) {
        this.tokens = tokens;
        symbolIndex = tokens.indexOf(SYMBOL);
        timeframeIndex = tokens.indexOf(TIMEFRAME);
    }

    /**
     * {@return the template that a text describes}
     *
     * @param kind of what is sent on its subjects.
     * @param text such as {@code md.candle.{tf}.{symbol}}.
     * @throws BridgeException if it is none of that kind.
     */
    static SubjectTemplate of(InboundKind kind, String text) {
        List<String> tokens = tokens(text);
        boolean isSound = tokens.stream()
                        .allMatch(token ->
                                token.equals(SYMBOL) || token.equals(TIMEFRAME) || token.matches("[^\\s*>{}]+"))
                && tokens.stream().filter(SYMBOL::equals).count() == 1
                && tokens.stream().filter(TIMEFRAME::equals).count() == (kind == MarketKind.CANDLE ? 1 : 0);
        if (!isSound) {
            throw BridgeException.input("'" + text + "' is no pattern of subjects for " + kind
                    + ". Write tokens between"
                    + " dots, one of them {symbol}" + (kind == MarketKind.CANDLE ? " and one {tf}" : "") + ", such as "
                    + kind.defaultPattern() + ".");
        }
        return new SubjectTemplate(tokens);
    }

    /** {@return the tokens of a subject} */
    static List<String> tokens(String subject) {
        return Arrays.asList(subject.split("\\.", -1));
    }

    /** {@return what to subscribe to for all of its subjects} */
    String wildcard() {
        return String.join(
                ".",
                tokens.stream()
                        .map(token -> token.startsWith("{") ? "*" : token)
                        .toList());
    }

    /** {@return a subject} */
    String subject(String symbolToken, String timeframe) {
        return String.join(
                ".",
                tokens.stream()
                        .map(token -> token.equals(SYMBOL) ? symbolToken : token.equals(TIMEFRAME) ? timeframe : token)
                        .toList());
    }

    /** {@return whether the tokens are those of one of its subjects} */
    boolean matches(List<String> subject) {
        if (subject.size() != tokens.size()) {
            return false;
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (i != symbolIndex && i != timeframeIndex && !tokens.get(i).equals(subject.get(i))) {
                return false;
            }
        }
        return true;
    }

    String symbolToken(List<String> subject) {
        return subject.get(symbolIndex);
    }

    /** {@return the token of the timeframe, null where there is none} */
    String timeframeToken(List<String> subject) {
        return timeframeIndex < 0 ? null : subject.get(timeframeIndex);
    }
}
