// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import io.tickwork.codecs.sbe.DepthEncoder;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.validate.InboundValidator;
import io.tickwork.codecs.validate.Refusal;
import java.nio.file.Path;
import java.util.Locale;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A CSV file of market data of one symbol that has been read from end to end and found sound, so that nothing need be
 * created for a file with a bad row.
 *
 * @param path of the file.
 * @param kind of its rows.
 * @param symbol they are of.
 * @param timeFormat of its times.
 * @param eventCount its number of rows, at least 1.
 */
public record MarketDataFile(Path path, MarketDataKind kind, Symbol symbol, TimeFormat timeFormat, long eventCount) {
    /** Bytes of the longest event: a book of ten levels a side. */
    public static final int EVENT_LENGTH_MAX = 512;

    /** Bytes of a book of ten levels a side. */
    public static final int DEPTH_LENGTH_MAX = MessageHeaderEncoder.ENCODED_LENGTH
            + DepthEncoder.BLOCK_LENGTH
            + DepthEncoder.BidsEncoder.HEADER_SIZE
            + DepthEncoder.AsksEncoder.HEADER_SIZE
            + 2 * 10 * DepthEncoder.BidsEncoder.sbeBlockLength();

    /**
     * Reads a file from end to end. Each row must be what its kind asks for, and each event may enter an engine.
     *
     * @param path of the file.
     * @param kind of its rows.
     * @param symbol they are of.
     * @param timeFormat of its times.
     * @return the sound file.
     * @throws FeedException for the first thing that is wrong, or if there is no row.
     */
    public static MarketDataFile validate(Path path, MarketDataKind kind, Symbol symbol, TimeFormat timeFormat) {
        InboundValidator validator = new InboundValidator(0);
        validator.symbolCount(symbol.id() + 1);
        MutableDirectBuffer buffer = new UnsafeBuffer(new byte[EVENT_LENGTH_MAX]);
        long count = 0;
        try (EventSource source = kind.open(path, symbol, timeFormat, Feed.UNKNOWN)) {
            while (source.next()) {
                Refusal refusal = validator.validate(buffer, 0, source.encode(buffer, 0));
                if (refusal != null) {
                    throw source.refused(reason(refusal));
                }
                count++;
            }
            if (count == 0) {
                throw new FeedException(path, "has no row behind its header; expected at least one", null);
            }
        }
        return new MarketDataFile(path, kind, symbol, timeFormat, count);
    }

    private static String reason(Refusal refusal) {
        return refusal == Refusal.CANDLE
                ? "low and high do not hold open and close"
                : refusal.name().toLowerCase(Locale.ROOT) + " is not sound";
    }

    /**
     * Opens the file again. The source throws a {@link FeedException} where the file turns out to have changed.
     *
     * @return a source before the first event, to be closed by its user.
     */
    public EventSource open() {
        return kind.open(path, symbol, timeFormat, eventCount);
    }
}
