// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.engine.replay.StateImages.Image;
import org.junit.jupiter.api.Test;

class StateImagesTest {
    private static final int LENGTH = 100;
    private static final int COUNT_MAX = 64;
    private static final int INTERVAL = 10;

    private final StateImages images = new StateImages(COUNT_MAX * LENGTH);

    private void add(long sequence) {
        images.add(new Image(sequence, null, new byte[LENGTH]));
    }

    @Test
    void shouldFindTheNewestUpToAnEvent() {
        add(20);
        add(10);
        assertThat(images.atOrBefore(9)).isNull();
        assertThat(images.atOrBefore(10).sequence()).isEqualTo(10);
        assertThat(images.atOrBefore(19).sequence()).isEqualTo(10);
        assertThat(images.atOrBefore(Long.MAX_VALUE).sequence()).isEqualTo(20);
    }

    @Test
    void shouldReplaceOneOfTheSameEvent() {
        add(10);
        add(10);
        assertThat(images.count()).isEqualTo(1);
        assertThat(images.bytes()).isEqualTo(LENGTH);
    }

    @Test
    void shouldStayDenseWhereItIsAndSparseFurtherAway() {
        long end = 1_000_000;
        for (long sequence = INTERVAL; sequence <= end; sequence += INTERVAL) {
            add(sequence);
            assertThat(images.bytes()).isLessThanOrEqualTo(COUNT_MAX * LENGTH);
            assertThat(images.atOrBefore(sequence).sequence()).isEqualTo(sequence);
        }
        assertThat(images.count()).isGreaterThan(COUNT_MAX / 2);
        for (long back = 1; back < end * 9 / 10; back = back * 2) {
            long reached = images.atOrBefore(end - back).sequence();
            assertThat(end - back - reached)
                    .as("events to run to %d before the end", back)
                    .isLessThanOrEqualTo(2 * INTERVAL + back / 2);
        }
    }

    @Test
    void shouldKeepTheOneThatIsHereIfItFitsAlone() {
        StateImages single = new StateImages(LENGTH);
        assertThat(single.takes(LENGTH)).isTrue();
        assertThat(single.takes(LENGTH + 1)).isFalse();
        for (long sequence = 1; sequence < 10; sequence++) {
            single.add(new Image(sequence, null, new byte[LENGTH]));
            assertThat(single.count()).isEqualTo(1);
            assertThat(single.atOrBefore(sequence).sequence()).isEqualTo(sequence);
        }
    }
}
