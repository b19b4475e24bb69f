// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.support;

import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.ImageTaker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;

/** Images of processors as arrays of bytes. */
public final class Images {
    private Images() {}

    private interface Writer {
        void writeTo(WritableByteChannel to) throws IOException;
    }

    /** {@return the image of a processor} @param processor between two events. */
    public static byte[] of(GraphProcessor processor) {
        return bytes(processor::saveImage);
    }

    /** {@return the complete image of a taker} @param taker that has one. */
    public static byte[] of(ImageTaker taker) {
        return bytes(taker::writeTo);
    }

    private static byte[] bytes(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writer.writeTo(Channels.newChannel(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Loads a processor. @param processor a fresh one. @param image of another. */
    public static void load(GraphProcessor processor, byte[] image) {
        try {
            processor.loadImage(Channels.newChannel(new ByteArrayInputStream(image)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
