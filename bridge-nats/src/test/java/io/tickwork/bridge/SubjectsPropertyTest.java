// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random names, many of them of the signs that subjects give a meaning to. Each must come back from its token, no two
 * may share one, and NATS must take the token for one.
 */
class SubjectsPropertyTest {
    private static final int NAMES = 100_000;
    private static final int LENGTH_MAX = 6;
    private static final String SIGNS = ".*> %$\t\r\n\0_-/:+aAzZ09é\u2028";
    private static final int[] OTHERS = {0x1F600, 0xFFFF, 0x10FFFF, 0x7F, 0x80};

    @Test
    void shouldGiveEachNameATokenOfItsOwn() {
        long seed = Long.getLong("tickwork.seed", 1);
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < NAMES; i++) {
            String name = randomName(random);
            String token = Subjects.token(name);
            assertThat(token).as("seed %d, name %s", seed, name).matches("[a-zA-Z0-9/:+_%-]+");
            assertThat(Subjects.name(token)).as("seed %d", seed).isEqualTo(name);
            String other = names.putIfAbsent(token, name);
            assertThat(other == null || other.equals(name))
                    .as("seed %d: %s and %s", seed, name, other)
                    .isTrue();
        }
    }

    private static String randomName(SplittableRandom random) {
        StringBuilder name = new StringBuilder();
        for (int length = random.nextInt(LENGTH_MAX + 1); length > 0; length--) {
            if (random.nextInt(8) == 0) {
                name.appendCodePoint(OTHERS[random.nextInt(OTHERS.length)]);
            } else {
                name.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
            }
        }
        return name.toString();
    }
}
