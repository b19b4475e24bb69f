// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.pool.ClassAliasPool;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.impl.table.SingleTableStore;
import net.openhft.chronicle.wire.Wires;

/**
 * What the queue writes down about itself: in the header of each data file where its last excerpt begins, and in its
 * metadata file which file is the newest. They are evidence against a journal that ends too early.
 *
 * <p>They are decoded from a copy of the bytes. The queue's own readers map the files and follow the offsets they find;
 * a damaged one leads them beyond the end of the file, which the JVM reports as an error at some later time, elsewhere.
 */
public final class QueueNotes {
    private static final Pattern LAST_EXCERPT = Pattern.compile("writePosition: \\[\\s*(\\d+)");
    private static final Pattern DATA_FORMAT = Pattern.compile("dataFormat: 1\\b");
    private static final Pattern ROLL_FORMAT = Pattern.compile("format: ([^,]+),");
    private static final Pattern HIGHEST_CYCLE = Pattern.compile("listing\\.highestCycle: (-?\\d+)");

    static {
        // The names of the types in the notes: where nothing has opened a queue yet, Chronicle does not know them.
        SingleChronicleQueueBuilder.addAliases();
        ClassAliasPool.CLASS_ALIASES.addAlias(SingleTableStore.class, "STStore");
    }

    private QueueNotes() {}

    /**
     * Where the last excerpt of a data file begins.
     *
     * @param header the file's first document.
     * @return offset in bytes, 0 when there is none; at most one excerpt behind when its writer was killed.
     * @throws RuntimeException when it is no such header.
     */
    public static long lastExcerpt(byte[] header) {
        final String text = text(header, 0, header.length);
        final Matcher matcher = LAST_EXCERPT.matcher(text);
        if (!DATA_FORMAT.matcher(text).find() || !matcher.find()) {
            throw new Damage("the header of the file is destroyed");
        }
        return number(matcher.group(1));
    }

    /**
     * The name of the newest data file that was completely made.
     *
     * @param metadata the whole metadata file.
     * @return the name, or null before the first data file.
     * @throws Damage when it is no such file.
     */
    static String newestFile(byte[] metadata) {
        final ByteBuffer buffer = ByteBuffer.wrap(metadata).order(ByteOrder.LITTLE_ENDIAN);
        RollPeriod period = null;
        int position = 0;
        while (position + Integer.BYTES <= metadata.length && Wires.isReady(buffer.getInt(position))) {
            final int end = position + Integer.BYTES + Wires.lengthOf(buffer.getInt(position));
            if (end > metadata.length) {
                break;
            }
            final String text = text(metadata, position, end);
            if (period == null) {
                final Matcher format = ROLL_FORMAT.matcher(text);
                period = format.find() ? RollPeriod.ofFormat(format.group(1)) : null;
                if (period == null) {
                    break;
                }
            }
            final Matcher cycle = HIGHEST_CYCLE.matcher(text);
            if (cycle.find()) {
                final long highestCycle = number(cycle.group(1));
                return highestCycle < 0 ? null : period.fileName(highestCycle);
            }
            position = end + 3 & -4;
        }
        throw new Damage("it does not say which data file is the newest");
    }

    private static String text(byte[] bytes, int from, int to) {
        final Bytes<byte[]> document = Bytes.wrapForRead(Arrays.copyOfRange(bytes, from, to));
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
