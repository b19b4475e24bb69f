// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.IndicatorVectorDecoder;
import io.tickwork.codecs.sbe.NodeFaultDecoder;
import io.tickwork.codecs.sbe.SignalDecoder;
import java.nio.file.Path;

/**
 * Writes values and signals to {@value #VALUES_FILE} and {@value #SIGNALS_FILE}, one row each. Both appear in their
 * directory when the sink is completed, and never otherwise.
 *
 * <p>A time is that of the cycle, which for the cycles of boundaries is before that of their event; rows stand in the
 * order in which values left the graph. Doubles are {@link Double#toString}'s: the same text gives the same value, but
 * JDK 19 and newer write some in fewer digits than older ones. Faults are not written.
 */
public final class CsvSink implements OutputSink {
    /** Name of the file of values. */
    public static final String VALUES_FILE = "values.csv";

    /** Name of the file of signals. */
    public static final String SIGNALS_FILE = "signals.csv";

    private final OutputNames names;
    private final PendingCsvFile values;
    private final PendingCsvFile signals;

    /**
     * Opens both files.
     *
     * @param directory for them, created if missing.
     * @param names for the ids.
     * @throws SinkException if one of the files exists or cannot be written.
     */
    public CsvSink(Path directory, OutputNames names) {
        this.names = names;
        this.values = new PendingCsvFile(
                directory.resolve(VALUES_FILE), "sequence", "event_time_ns", "symbol", "node", "output", "value");
        try {
            this.signals = new PendingCsvFile(
                    directory.resolve(SIGNALS_FILE),
                    "sequence",
                    "event_time_ns",
                    "symbol",
                    "node",
                    "output",
                    "side",
                    "strength",
                    "price",
                    "reason");
        } catch (SinkException e) {
            values.discard();
            throw e;
        }
    }

    @Override
    public void onValue(IndicatorValueDecoder value) {
        values.write(
                Long.toString(value.sequence()),
                Long.toString(value.cycleTimeNs()),
                names.symbol(value.symbolId()),
                names.node(value.outputId()),
                names.outputOfNode(value.outputId()),
                ValueText.of(value.kind(), value.valueBits()));
    }

    @Override
    public void onVector(IndicatorVectorDecoder vector) {
        values.write(
                Long.toString(vector.sequence()),
                Long.toString(vector.cycleTimeNs()),
                names.symbol(vector.symbolId()),
                names.node(vector.outputId()),
                names.outputOfNode(vector.outputId()),
                ValueText.of(vector));
    }

    @Override
    public void onSignal(SignalDecoder signal) {
        signals.write(
                Long.toString(signal.sequence()),
                Long.toString(signal.cycleTimeNs()),
                names.symbol(signal.symbolId()),
                names.node(signal.outputId()),
                names.outputOfNode(signal.outputId()),
                signal.side().name(),
                Double.toString(signal.strength()),
                Double.toString(signal.referencePrice()),
                names.reason(signal.outputId(), signal.reason()));
    }

    @Override
    public void onFault(NodeFaultDecoder fault) {}

    @Override
    public void complete() {
        values.finish();
        signals.finish();
        values.moveIntoPlace();
        signals.moveIntoPlace();
    }

    @Override
    public void close() {
        try {
            signals.discard();
        } finally {
            values.discard(); // which made the directory
        }
    }
}
