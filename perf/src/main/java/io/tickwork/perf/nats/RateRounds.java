// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.nats;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** Sends so many messages by jnats alone and through the bridge in turn, and prints what each makes in a second. */
final class RateRounds {
    /** Messages of one round of one way. */
    static final int MESSAGES = 500_000;

    private static final int ROUNDS = 5;
    private static final long LIMIT_NS = 120_000_000_000L;

    private RateRounds() {}

    /** Brings all messages from one end to the other. */
    interface Way {
        /** {@return messages a second} */
        double run() throws IOException, InterruptedException, TimeoutException;
    }

    /**
     * Prints each round, and medians with their ranges.
     *
     * @param payload what a message is, in words.
     * @param payloadLength its bytes.
     */
    static void print(Way bare, Way bridge, String payload, int payloadLength)
            throws IOException, InterruptedException, TimeoutException {
        double[] bareRates = new double[ROUNDS];
        double[] bridgeRates = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) { // one to warm up
            double bareRate = bare.run();
            double bridgeRate = bridge.run();
            print(round < 0 ? "warm-up" : "round " + (round + 1), bareRate, bridgeRate, bridgeRate / bareRate);
            if (round >= 0) {
                bareRates[round] = bareRate;
                bridgeRates[round] = bridgeRate;
                ratios[round] = bridgeRate / bareRate;
            }
        }
        Arrays.sort(bareRates);
        Arrays.sort(bridgeRates);
        Arrays.sort(ratios);
        print("least", bareRates[0], bridgeRates[0], ratios[0]);
        print("median", bareRates[ROUNDS / 2], bridgeRates[ROUNDS / 2], ratios[ROUNDS / 2]);
        print("greatest", bareRates[ROUNDS - 1], bridgeRates[ROUNDS - 1], ratios[ROUNDS - 1]);
        System.out.printf(
                Locale.ROOT,
                "%,d messages a round, each %s of %d bytes; the ratios are within a round; %d processors, Java %s%n",
                MESSAGES,
                payload,
                payloadLength,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    }

    private static void print(String what, double bareRate, double bridgeRate, double ratio) {
        System.out.printf(
                Locale.ROOT,
                "%-8s bare jnats %,10.0f messages/s   bridge %,10.0f   ratio %.2f%n",
                what,
                bareRate,
                bridgeRate,
                ratio);
    }

    /** {@return messages a second, all having come since then} */
    static double rate(long startNs) {
        return MESSAGES * 1e9 / (System.nanoTime() - startNs);
    }

    /** Lets others run while nothing comes; throws once it has taken too long. */
    static void idle(long startNs, long count) {
        if (System.nanoTime() - startNs > LIMIT_NS) {
            throw new IllegalStateException("only " + count + " of " + MESSAGES + " messages came");
        }
        Thread.yield();
    }
}
