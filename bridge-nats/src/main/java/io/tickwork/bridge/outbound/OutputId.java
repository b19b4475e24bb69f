// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names an output for ever: made again from the same journal it has the same id. It is the id of its message in a
 * stream.
 *
 * <p>As text {@code <journal>:<generation>:<sequence>:<index>:<cycle>:<symbol>:<key>}, as in
 * {@code 9f1c…:1:1207:0:2:0:o3}.
 *
 * @param journal id of the journal that holds the event.
 * @param generation of the journal that the event is of.
 * @param sequence of the event in the journal.
 * @param index of the output among those of the event, from 0.
 * @param cycle index of the cycle within the event.
 * @param symbol id of the symbol, -1 for none.
 * @param key {@code o} and the id of the output, or {@code n} and that of the node that has thrown.
 */
record OutputId(String journal, long generation, long sequence, int index, int cycle, int symbol, String key) {
    private static final Pattern TEXT =
            Pattern.compile("([^:]+):(\\d{1,18}):(\\d{1,18}):(\\d{1,9}):(\\d{1,9}):(-?\\d{1,9}):([on]\\d{1,9})");

    /** {@return the id that a text gives, null when it is none} */
    static OutputId parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        return new OutputId(
                matcher.group(1),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                Integer.parseInt(matcher.group(4)),
                Integer.parseInt(matcher.group(5)),
                Integer.parseInt(matcher.group(6)),
                matcher.group(7));
    }

    /** {@return less than 0 when this comes before another output of the journal, 0 when it takes its place} */
    int comparePlace(OutputId other) {
        int order = Long.compare(generation, other.generation);
        if (order == 0) {
            order = Long.compare(sequence, other.sequence);
        }
        return order == 0 ? Integer.compare(index, other.index) : order;
    }

    @Override
    public String toString() {
        return journal + ":" + generation + ":" + sequence + ":" + index + ":" + cycle + ":" + symbol + ":" + key;
    }
}
