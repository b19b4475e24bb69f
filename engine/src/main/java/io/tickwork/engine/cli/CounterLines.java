// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.bridge.BridgeCounter;
import java.io.PrintWriter;
import java.util.Locale;

/** The lines of a report that tell of counters; what is zero is left out. */
final class CounterLines {
    private CounterLines() {}

    static void print(PrintWriter out, BridgeCounter counter, long count) {
        print(out, counter.label(), count, counter.meaning());
    }

    static void print(PrintWriter out, String label, long count, String meaning) {
        if (count > 0) {
            out.printf(Locale.ROOT, "    %-22s %,14d  %s%n", label, count, meaning);
        }
    }
}
