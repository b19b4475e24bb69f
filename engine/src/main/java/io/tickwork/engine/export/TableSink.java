// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.export;

import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.IndicatorVectorDecoder;
import io.tickwork.codecs.sbe.NodeFaultDecoder;
import io.tickwork.codecs.sbe.SignalDecoder;
import io.tickwork.codecs.sbe.ValueKind;
import io.tickwork.engine.export.Column.Kind;
import io.tickwork.engine.sink.OutputNames;
import io.tickwork.engine.sink.OutputSink;
import io.tickwork.engine.sink.ValueText;
import java.util.List;

/**
 * Writes values and signals as tables with the columns of the CSV files of a run. A value has one column more: its
 * exact text, as it stands in the CSV file; of vectors that is all there is.
 */
public final class TableSink implements OutputSink {
    private static final List<Column> VALUES = List.of(
            new Column("sequence", Kind.LONG),
            new Column("event_time_ns", Kind.LONG),
            new Column("symbol", Kind.TEXT),
            new Column("node", Kind.TEXT),
            new Column("output", Kind.TEXT),
            new Column("value", Kind.DOUBLE),
            new Column("text", Kind.TEXT));
    private static final List<Column> SIGNALS = List.of(
            new Column("sequence", Kind.LONG),
            new Column("event_time_ns", Kind.LONG),
            new Column("symbol", Kind.TEXT),
            new Column("node", Kind.TEXT),
            new Column("output", Kind.TEXT),
            new Column("side", Kind.TEXT),
            new Column("strength", Kind.DOUBLE),
            new Column("price", Kind.DOUBLE),
            new Column("reason", Kind.TEXT));

    private final TableFiles files;
    private final OutputNames names;

    /**
     * @param files take the tables; closed with this.
     * @param names for the ids.
     */
    public TableSink(TableFiles files, OutputNames names) {
        this.files = files;
        this.names = names;
    }

    @Override
    public void onValue(IndicatorValueDecoder value) {
        long bits = value.valueBits();
        files.write(
                "values",
                VALUES,
                value.sequence(),
                value.cycleTimeNs(),
                names.symbol(value.symbolId()),
                names.node(value.outputId()),
                names.outputOfNode(value.outputId()),
                value.kind() == ValueKind.DOUBLE ? Double.longBitsToDouble(bits) : (double) bits,
                ValueText.of(value.kind(), bits));
    }

    @Override
    public void onVector(IndicatorVectorDecoder vector) {
        files.write(
                "values",
                VALUES,
                vector.sequence(),
                vector.cycleTimeNs(),
                names.symbol(vector.symbolId()),
                names.node(vector.outputId()),
                names.outputOfNode(vector.outputId()),
                null,
                ValueText.of(vector));
    }

    @Override
    public void onSignal(SignalDecoder signal) {
        files.write(
                "signals",
                SIGNALS,
                signal.sequence(),
                signal.cycleTimeNs(),
                names.symbol(signal.symbolId()),
                names.node(signal.outputId()),
                names.outputOfNode(signal.outputId()),
                signal.side().name(),
                signal.strength(),
                signal.referencePrice(),
                names.reason(signal.outputId(), signal.reason()));
    }

    @Override
    public void onFault(NodeFaultDecoder fault) {}

    @Override
    public void complete() {
        files.complete();
    }

    @Override
    public void close() {
        files.close();
    }
}
