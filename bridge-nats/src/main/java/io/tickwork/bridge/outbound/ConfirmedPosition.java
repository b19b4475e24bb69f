// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import io.tickwork.bridge.BridgeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;

/**
 * How far a stream had confirmed outputs, as noted in a file. What the stream itself says goes before it: the file
 * tells whether the stream has lost something since, and how far a journal has come that gave nothing for long.
 *
 * @param stream its name.
 * @param streamSequence of the last message that was confirmed, 0 for none.
 * @param id of that message, null for none.
 * @param generation of the run that noted it.
 * @param confirmedSequence up to which event all outputs were confirmed.
 */
record ConfirmedPosition(String stream, long streamSequence, OutputId id, long generation, long confirmedSequence) {
    private static final String STREAM = "stream";
    private static final String STREAM_SEQUENCE = "stream-sequence";
    private static final String ID = "id";
    private static final String GENERATION = "generation";
    private static final String CONFIRMED = "confirmed-sequence";

    /**
     * {@return what a file says, null when there is none}
     *
     * @throws BridgeException if it cannot be read or makes no sense.
     */
    static ConfirmedPosition read(Path file) {
        if (Files.notExists(file)) {
            return null;
        }
        Properties found = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            found.load(reader);
            long streamSequence = Long.parseLong(found.getProperty(STREAM_SEQUENCE));
            OutputId id = OutputId.parse(found.getProperty(ID, ""));
            if (found.getProperty(STREAM) == null || id == null && streamSequence > 0) {
                throw new IllegalArgumentException("it names no stream, or no output");
            }
            return new ConfirmedPosition(
                    found.getProperty(STREAM),
                    streamSequence,
                    id,
                    Long.parseLong(found.getProperty(GENERATION)),
                    Long.parseLong(found.getProperty(CONFIRMED)));
        } catch (IOException | IllegalArgumentException e) {
            throw BridgeException.environment(
                    "The file " + file + ", which notes what the stream has confirmed, cannot be read (" + e
                            + "). Move it away; the end of the stream then says how far it is.",
                    e);
        }
    }

    /** Replaces the file; it is on the disk when this returns, and whoever reads it finds the old or the new. */
    void write(Path file) throws IOException {
        String text = String.join(
                "\n",
                STREAM + "=" + stream,
                STREAM_SEQUENCE + "=" + streamSequence,
                ID + "=" + (id == null ? "" : id),
                GENERATION + "=" + generation,
                CONFIRMED + "=" + confirmedSequence,
                "");
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent())) {
            directory.force(true);
        }
    }
}
