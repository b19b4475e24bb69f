// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.bridge.outbound.OutboundCounter;
import io.tickwork.engine.sink.NatsSink;
import java.io.PrintWriter;

/** Prints what befell outputs on their way to NATS. */
final class NatsOutputReport {
    private NatsOutputReport() {}

    static void print(NatsSink sink, PrintWriter out) {
        out.printf("%-13s%s%n", "To NATS", "what left, and what befell it");
        for (OutboundCounter counter : OutboundCounter.values()) {
            CounterLines.print(out, counter, sink.count(counter));
        }
    }
}
