// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.CandleEncoder;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import java.nio.file.Path;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** Reads closed bars of one timeframe. The time of a row is when its bar opens; its event is the close. */
final class CsvCandleSource extends CsvEventSource {
    private static final CsvColumn OPEN = CsvColumn.required("open", "open");
    private static final CsvColumn HIGH = CsvColumn.required("high", "high");
    private static final CsvColumn LOW = CsvColumn.required("low", "low");
    private static final CsvColumn CLOSE = CsvColumn.required("close", "close");
    private static final CsvColumn VOLUME = CsvColumn.required("volume", "volume");
    private static final CsvColumn COUNT = CsvColumn.optional("count", "count", "trades");
    private static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + CandleEncoder.BLOCK_LENGTH;

    private final int openIndex = table.indexOf(OPEN);
    private final int highIndex = table.indexOf(HIGH);
    private final int lowIndex = table.indexOf(LOW);
    private final int closeIndex = table.indexOf(CLOSE);
    private final int volumeIndex = table.indexOf(VOLUME);
    private final int countIndex = table.indexOf(COUNT);
    private final long timeframeNs;
    private final CandleEncoder candle = new CandleEncoder();
    private long open;
    private long high;
    private long low;
    private long close;
    private long volume;
    private long count;

    CsvCandleSource(Path path, Symbol symbol, TimeFormat timeFormat, long expectedCount, long timeframeNs) {
        super(
                path,
                "bar",
                List.of(CsvColumn.TIME, OPEN, HIGH, LOW, CLOSE, VOLUME, COUNT),
                symbol,
                timeFormat,
                expectedCount);
        this.timeframeNs = timeframeNs;
    }

    @Override
    long read(long timeNs) {
        open = price(openIndex, OPEN);
        high = price(highIndex, HIGH);
        low = price(lowIndex, LOW);
        close = price(closeIndex, CLOSE);
        volume = size(volumeIndex, VOLUME);
        count = table.wholeNumber(countIndex, COUNT.label(), 0);
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw table.refused(
                    countIndex, "count is out of range", table.text(countIndex), "from 0 to " + Integer.MAX_VALUE);
        }
        return timeNs + timeframeNs;
    }

    @Override
    public int encode(MutableDirectBuffer buffer, int offset) {
        candle.wrapAndApplyHeader(buffer, offset, header);
        InboundEvents.stamp(buffer, offset, eventTimeNs(), eventTimeNs(), symbol.id());
        candle.tradeCount((int) count)
                .timeframeNs(timeframeNs)
                .openTimeNs(eventTimeNs() - timeframeNs)
                .openMantissa(open)
                .highMantissa(high)
                .lowMantissa(low)
                .closeMantissa(close)
                .volumeMantissa(volume);
        return LENGTH;
    }
}
