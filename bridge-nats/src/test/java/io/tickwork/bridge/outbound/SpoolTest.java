// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.bridge.BridgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    private Path directory;

    private Spool spool;

    private final List<String> read = new ArrayList<>();
    private int takes = Integer.MAX_VALUE;

    private final Spool.Reader reader = new Spool.Reader() {
        @Override
        public boolean onFrame(long generation, DirectBuffer buffer, int offset, int length) {
            if (takes == 0) {
                return false;
            }
            takes--;
            read.add(generation + ":" + buffer.getStringWithoutLengthAscii(offset, length));
            return true;
        }

        @Override
        public void onMark(long sequence) {
            read.add("mark " + sequence);
        }
    };

    @BeforeEach
    void make() {
        spool = new Spool(directory, Spool.CAPACITY_MIN);
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void shouldGiveBackWhatItTookInOrder() {
        assertThat(offer(1, "a")).isTrue();
        assertThat(spool.mark(7)).isTrue();
        assertThat(offer(2, "bc")).isTrue();
        spool.read(reader, 10);
        assertThat(read).containsExactly("1:a", "mark 7", "2:bc");
        assertThat(spool.size()).isZero();
    }

    @Test
    void shouldGiveAgainWhatWasNotTaken() {
        offer(1, "a");
        offer(1, "b");
        takes = 1;
        spool.read(reader, 10);
        assertThat(read).containsExactly("1:a");
        takes = 1;
        spool.read(reader, 10);
        assertThat(read).containsExactly("1:a", "1:b");
    }

    @Test
    void shouldRefuseWhenFullAndTakeMoreOnceRead() {
        SplittableRandom random = new SplittableRandom(1);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            String text = "x".repeat(random.nextInt(300)) + i;
            if (offer(i, text)) {
                expected.add(i + ":" + text);
            } else {
                assertThat(spool.size()).isGreaterThan(Spool.CAPACITY_MIN - 1_000);
                spool.read(reader, Integer.MAX_VALUE);
                spool.read(reader, Integer.MAX_VALUE); // one read ends where the file does
            }
        }
        spool.read(reader, Integer.MAX_VALUE);
        spool.read(reader, Integer.MAX_VALUE);
        assertThat(read).isEqualTo(expected);
    }

    @Test
    void shouldLeaveNoFileBehind() throws IOException {
        assertThat(directory).isEmptyDirectory();
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> new Spool(file, Spool.CAPACITY_MIN))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("64 KiB in " + file);
    }

    private boolean offer(long generation, String text) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[text.length()]);
        buffer.putStringWithoutLengthAscii(0, text);
        return spool.offer(generation, buffer, 0, text.length());
    }
}
