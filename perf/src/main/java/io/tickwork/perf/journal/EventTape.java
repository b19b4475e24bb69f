// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.journal;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.QuoteEncoder;
import java.util.SplittableRandom;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Quotes that were encoded beforehand, one behind the other and again from the first: 64 bytes each with its header.
 */
final class EventTape {
    /** Bytes of an event. */
    static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + QuoteEncoder.BLOCK_LENGTH;

    private static final int COUNT = 1 << 10;

    private final UnsafeBuffer buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(COUNT * LENGTH, LENGTH));

    EventTape() {
        SplittableRandom random = new SplittableRandom(1);
        MessageHeaderEncoder header = new MessageHeaderEncoder();
        QuoteEncoder quote = new QuoteEncoder();
        for (int i = 0; i < COUNT; i++) {
            int offset = i * LENGTH;
            quote.wrapAndApplyHeader(buffer, offset, header);
            InboundEvents.stamp(buffer, offset, 1_000L * i, 1_000L * i + 1, i & 7);
            quote.bidPriceMantissa(random.nextLong(1L << 40))
                    .bidSizeMantissa(random.nextLong(1L << 30))
                    .askPriceMantissa(random.nextLong(1L << 40))
                    .askSizeMantissa(random.nextLong(1L << 30));
        }
    }

    DirectBuffer buffer() {
        return buffer;
    }

    /** {@return where an event begins} */
    static int offset(long sequence) {
        return (int) (sequence & COUNT - 1) * LENGTH;
    }

    /** {@return the digest that stands for the outputs of an event} */
    static int digest(long sequence) {
        return (int) (sequence * 0x9E37_79B9);
    }

    /** {@return what the first events come to} */
    Contents contents(long count) {
        Contents contents = new Contents();
        for (long sequence = 0; sequence < count; sequence++) {
            contents.onEvent(sequence, JournalSink.SOURCE_ID, sequence, buffer, offset(sequence), LENGTH);
        }
        return contents;
    }
}
