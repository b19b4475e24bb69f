// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.nats;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.UnsafeBuffer;

/** How far a process has come, in a mapped file, so that another can look while it runs and after it was killed. */
final class ProgressFile {
    private final UnsafeBuffer buffer;

    private ProgressFile(UnsafeBuffer buffer) {
        this.buffer = buffer;
    }

    static ProgressFile open(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new ProgressFile(new UnsafeBuffer(channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES)));
        }
    }

    void set(long sequence) {
        buffer.putLongVolatile(0, sequence);
    }

    long get() {
        return buffer.getLongVolatile(0);
    }
}
