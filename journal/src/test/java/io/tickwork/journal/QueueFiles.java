// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second, naive reading of the queue's data files, by which tests find the places to damage. */
final class QueueFiles {
    private QueueFiles() {}

    /** The data files of a journal, oldest first. */
    static List<Path> dataFiles(Path journal) {
        return SegmentFiles.list(journal).stream().map(SegmentFiles::dataFile).toList();
    }

    /** Where the excerpts of a file begin, with their 4-byte headers. */
    static List<Integer> excerpts(byte[] bytes) {
        final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        final List<Integer> excerpts = new ArrayList<>();
        int position = 0;
        while (buffer.getInt(position) > 0) {
            final int header = buffer.getInt(position);
            if ((header & 0x4000_0000) == 0) {
                excerpts.add(position);
            }
            position += 4 + ((header & 0x3FFF_FFFF) + 3) / 4 * 4;
        }
        return excerpts;
    }

    static int firstExcerpt(byte[] bytes) {
        return excerpts(bytes).get(0);
    }

    /** Where the last excerpt ends. */
    static int end(byte[] bytes) {
        final List<Integer> excerpts = excerpts(bytes);
        final int last = excerpts.get(excerpts.size() - 1);
        return last + 4 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(last);
    }

    /** Overwrites the queue's own note, in the file's header, of where its last excerpt begins. */
    static void noteLastExcerpt(Path file, long position) throws IOException {
        final ByteBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        final byte[] name = "writePosition".getBytes(StandardCharsets.US_ASCII);
        int offset = 0;
        while (!ByteBuffer.wrap(name).equals(buffer.slice(offset, name.length))) {
            offset++;
        }
        // The name is followed by an array of two longs, aligned to 8, with its length and use count before it.
        offset = (offset + name.length + 1 + 7) / 8 * 8 + 16;
        buffer.putLong(offset, position);
        Files.write(file, buffer.array());
    }
}
