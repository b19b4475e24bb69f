// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import java.nio.file.Path;

/**
 * A source of events cannot be read. The message is one line for whoever supplied it: where, what is wrong, the text in
 * question, what was expected.
 */
public final class FeedException extends RuntimeException {
    /** Enough to recognise a text by. */
    private static final int MAX_TEXT_LENGTH = 60;

    FeedException(Path file, String whatAndExpected, Throwable cause) {
        super(file + ": " + whatAndExpected, cause);
    }

    FeedException(Path file, String position, String what, String text, String expected) {
        super(file + ":" + position + ": " + what + " ('" + printable(text) + "'); expected " + expected);
    }

    /** Keeps the message on one line, and readable, whatever the file holds. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        int length = Math.min(text.length(), MAX_TEXT_LENGTH);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> printable.append("\\n");
                case '\r' -> printable.append("\\r");
                case '\t' -> printable.append("\\t");
                default -> printable.append(Character.isISOControl(c) ? '?' : c);
            }
        }
        return printable.append(length < text.length() ? "..." : "").toString();
    }
}
