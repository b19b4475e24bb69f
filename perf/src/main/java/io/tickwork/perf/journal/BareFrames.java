// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.journal;

import io.tickwork.journal.SegmentFiles;
import io.tickwork.journal.SegmentReader;
import io.tickwork.journal.frame.FrameDescriptor;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.agrona.concurrent.UnsafeBuffer;

/** The frames of a journal in a bare queue of one file, set as the journal sets it, and the bare tailer over them. */
public final class BareFrames {
    private final Path directory;
    private final long frameCount;

    /**
     * Copies them.
     *
     * @param journal its directory.
     * @param directory new, for the queue.
     */
    public BareFrames(Path journal, Path directory) {
        this.directory = directory;
        long count = 0;
        UnsafeBuffer window = new UnsafeBuffer(0, 0);
        try (BareSink sink = new BareSink(directory, BareSink.Setting.AS_OURS)) {
            for (SegmentFiles segment : SegmentFiles.list(journal)) {
                try (SegmentReader frames = new SegmentReader(segment, FrameDescriptor.MAX_FRAME_LENGTH, null)) {
                    while (frames.next()) {
                        window.wrap(frames.window(), 0, frames.window().capacity());
                        sink.append(window, frames.offset(), frames.length());
                        count++;
                    }
                }
            }
        }
        frameCount = count;
    }

    /** {@return how many there are} */
    public long frameCount() {
        return frameCount;
    }

    /**
     * Copies every excerpt out and looks at a word of it.
     *
     * @return a sum.
     */
    public long tail() {
        long sum = 0;
        long count = -1; // the sink begins with an excerpt of its own
        Bytes<?> bytes = Bytes.allocateElasticDirect(FrameDescriptor.MAX_FRAME_LENGTH);
        try (SingleChronicleQueue queue = BareSink.open(directory, BareSink.Setting.AS_OURS);
                ExcerptTailer tailer = queue.createTailer()) {
            while (tailer.readBytes(bytes.clear())) {
                sum += bytes.readLong(bytes.readPosition() + Long.BYTES);
                count++;
            }
        } finally {
            bytes.releaseLast();
        }
        if (count != frameCount) {
            throw new IllegalStateException("the tailer found " + count + " of " + frameCount + " frames");
        }
        return sum;
    }
}
