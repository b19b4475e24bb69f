// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.Wires;

/**
 * What the queue writes down about itself: in the header of a data file where its last excerpt begins. It is evidence
 * against a file that ends too early.
 *
 * <p>It is decoded from a copy of the bytes. The queue's own readers map the file and follow the offsets they find; a
 * damaged one leads them beyond the end of the file, which the JVM reports as an error at some later time, elsewhere.
 */
final class QueueNotes {
    private static final Pattern LAST_EXCERPT = Pattern.compile("writePosition: \\[\\s*(\\d+)");
    private static final Pattern DATA_FORMAT = Pattern.compile("dataFormat: 1\\b");

    static {
        // The names of the types in the notes: where nothing has opened a queue yet, Chronicle does not know them.
        SingleChronicleQueueBuilder.addAliases();
    }

    private QueueNotes() {}

    /**
     * Where the last excerpt of a data file begins.
     *
     * @param header the file's first document.
     * @return offset in bytes, 0 when there is none; at most one excerpt behind when its writer was killed.
     * @throws Damage when it is no such header.
     */
    static long lastExcerpt(byte[] header) {
        final String text = text(header);
        final Matcher matcher = LAST_EXCERPT.matcher(text);
        if (!DATA_FORMAT.matcher(text).find() || !matcher.find()) {
            throw new Damage("the header of the file is destroyed");
        }
        return number(matcher.group(1));
    }

    private static String text(byte[] bytes) {
        final Bytes<byte[]> document = Bytes.wrapForRead(bytes);
        try {
            return Wires.fromSizePrefixedBlobs(document);
        } catch (RuntimeException | AssertionError e) {
            throw new Damage("the queue's own notes cannot be read", e);
        } finally {
            document.releaseLast();
        }
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new Damage("the queue's own notes cannot be read", e);
        }
    }
}
