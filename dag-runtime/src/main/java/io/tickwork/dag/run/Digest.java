// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import java.nio.charset.StandardCharsets;

/**
 * The hash of outputs and state: a chain of 64-bit mixing steps, each a multiplication by an odd constant and a shift,
 * so that every bit of the input reaches the high bits and comes back down. It detects differences between runs; it is
 * no defence against someone who makes them.
 */
public final class Digest {
    /** Where every chain begins; 2^64 divided by the golden ratio. */
    public static final long SEED = 0x9E3779B97F4A7C15L;

    private static final long CANONICAL_NAN = Double.doubleToLongBits(Double.NaN);

    private Digest() {}

    /**
     * {@return a chain with one more value}
     *
     * @param hash the chain.
     * @param value the value.
     */
    public static long mix(long hash, long value) {
        long mixed = (hash ^ value) * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 32);
    }

    /**
     * {@return a chain with one more value; all NaNs count as one}
     *
     * @param hash the chain.
     * @param value the value.
     */
    public static long mix(long hash, double value) {
        return mix(hash, value == value ? Double.doubleToRawLongBits(value) : CANONICAL_NAN);
    }

    /**
     * {@return a number that stands for a text, the same on every machine}
     *
     * @param text any.
     */
    public static long of(String text) {
        long hash = mix(SEED, text.length());
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = mix(hash, each);
        }
        return hash;
    }

    /**
     * {@return a digest in the form that commands print: 16 hexadecimal digits}
     *
     * @param hash the digest.
     */
    public static String format(long hash) {
        return String.format("%016x", hash);
    }
}
