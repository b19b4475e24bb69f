// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import java.nio.file.Path;
import java.util.List;

/** What sources of one event a row have in common. */
abstract class CsvEventSource implements EventSource {
    final Symbol symbol;
    final CsvTable table;
    final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long eventTimeNs;

    /** Opens the file; {@code columns} are known beside the time. */
    CsvEventSource(
            Path path,
            String rowWord,
            List<CsvColumn> columns,
            Symbol symbol,
            TimeFormat timeFormat,
            long expectedCount) {
        this.symbol = symbol;
        table = new CsvTable(path, rowWord, columns, timeFormat, expectedCount);
    }

    @Override
    public final boolean next() {
        if (!table.nextRow()) {
            return false;
        }
        eventTimeNs = read(table.timeNs());
        return true;
    }

    /** Reads the rest of a row; returns when its event happened. */
    abstract long read(long timeNs);

    final long price(int index, CsvColumn column) {
        return table.priceMantissa(index, column.label(), symbol.priceExponent());
    }

    final long size(int index, CsvColumn column) {
        return table.sizeMantissa(index, column.label(), symbol.sizeExponent());
    }

    @Override
    public final long eventTimeNs() {
        return eventTimeNs;
    }

    @Override
    public final FeedException refused(String reason) {
        return table.refusedRow(reason, "a sound one");
    }

    @Override
    public final void close() {
        table.close();
    }
}
