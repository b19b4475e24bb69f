// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SequenceWindowTest {
    private final SequenceWindow window = new SequenceWindow();

    @Test
    void shouldTellWhatIsMissingLateAndThereTwice() {
        assertThat(window.note(7)).isZero();
        assertThat(window.note(8)).isZero();
        assertThat(window.note(11)).isEqualTo(2);
        assertThat(window.note(11)).isEqualTo(SequenceWindow.DUPLICATE);
        assertThat(window.note(9)).isEqualTo(SequenceWindow.LATE);
        assertThat(window.note(9)).isEqualTo(SequenceWindow.DUPLICATE);
        assertThat(window.note(6)).as("before the first").isEqualTo(SequenceWindow.DUPLICATE);
        assertThat(window.note(12)).isZero();
    }

    @Test
    void shouldForgetWhatIsLongAgo() {
        window.note(1);
        assertThat(window.note(1_000_000)).isEqualTo(999_998);
        assertThat(window.note(1_000_000 - SequenceWindow.LENGTH + 1)).isEqualTo(SequenceWindow.LATE);
        assertThat(window.note(1_000_000 - SequenceWindow.LENGTH)).isEqualTo(SequenceWindow.DUPLICATE);
    }

    /** The oracle keeps everything. */
    @Test
    void shouldAgreeWithASetOfAllThatHasCome() {
        for (long seed = 1; seed <= 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SequenceWindow tested = new SequenceWindow();
            Set<Long> seen = new HashSet<>();
            long first = random.nextInt(5);
            long last = first - 1;
            for (int i = 0; i < 2_000; i++) {
                long sequence = i == 0 ? first : Math.max(0, last + random.nextInt(-1_100, 10));
                long expected;
                if (sequence > last) {
                    expected = sequence - last - 1;
                    last = sequence;
                } else if (sequence < first || last - sequence >= SequenceWindow.LENGTH || seen.contains(sequence)) {
                    expected = SequenceWindow.DUPLICATE;
                } else {
                    expected = SequenceWindow.LATE;
                }
                seen.add(sequence);
                assertThat(tested.note(sequence))
                        .as("seed %d, step %d, sequence %d", seed, i, sequence)
                        .isEqualTo(expected);
            }
        }
    }
}
