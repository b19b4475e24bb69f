// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A set of subjects as NATS writes it: {@code *} stands for any one token, {@code >} at the end for any that follow, at
 * least one.
 */
public final class SubjectPattern {
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final String ANY = "*";
    private static final String REST = ">";

    private final String text;
    private final List<String> tokens;

    private SubjectPattern(String text, List<String> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    /**
     * {@return the pattern that a text describes}
     *
     * @param text such as {@code indicators.*.fast} or {@code indicators.>}.
     * @throws IllegalArgumentException if NATS would not take it.
     */
    public static SubjectPattern of(String text) {
        List<String> tokens = tokens(text);
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (token.isEmpty() || token.chars().anyMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException("the subject '" + text + "' has an empty token or a space in one");
            }
            if (token.equals(REST) && i < tokens.size() - 1) {
                throw new IllegalArgumentException("the subject '" + text + "' has a > that is not its last token");
            }
        }
        return new SubjectPattern(text, tokens);
    }

    private static List<String> tokens(String text) {
        return List.of(DOT.split(text, -1));
    }

    /**
     * {@return whether a subject is in the set}
     *
     * @param subject without wildcards.
     */
    public boolean matches(String subject) {
        List<String> others = tokens(subject);
        for (int i = 0; i < tokens.size(); i++) {
            if (i == others.size()) {
                return false;
            }
            if (tokens.get(i).equals(REST)) {
                return true;
            }
            if (!tokens.get(i).equals(ANY) && !tokens.get(i).equals(others.get(i))) {
                return false;
            }
        }
        return tokens.size() == others.size();
    }

    @Override
    public String toString() {
        return text;
    }
}
