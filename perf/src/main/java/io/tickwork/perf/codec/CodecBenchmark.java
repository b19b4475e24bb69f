// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.codec;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.DepthDecoder;
import io.tickwork.codecs.sbe.DepthEncoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.validate.InboundValidator;
import io.tickwork.codecs.validate.Refusal;
import io.tickwork.perf.ring.TradePayload;
import io.tickwork.perf.rounds.CpuTimed;
import java.util.concurrent.TimeUnit;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does it cost to write an event, to read its fields, and to check it at the edge: a trade, and a book
 * of ten levels a side?
 *
 * <p>Expected: a few nanoseconds for a trade, since a field is one store or load; the book some tens of them, as its
 * levels are groups that are walked.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class CodecBenchmark extends CpuTimed {
    private static final int LEVELS = 10;
    private static final int BUFFER_LENGTH = 1_024;
    private static final long PRICE = 1_000_000_000_000L;
    /** Times of the messages are near 0. */
    private static final long AHEAD_NS_MAX = Long.MAX_VALUE / 2;

    private final UnsafeBuffer trade = new UnsafeBuffer(BufferUtil.allocateDirectAligned(BUFFER_LENGTH, 64));
    private final UnsafeBuffer depth = new UnsafeBuffer(BufferUtil.allocateDirectAligned(BUFFER_LENGTH, 64));
    private final TradePayload payload = new TradePayload();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final DepthEncoder depthEncoder = new DepthEncoder();
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final DepthDecoder depthDecoder = new DepthDecoder();
    private final InboundValidator validator = new InboundValidator(AHEAD_NS_MAX);
    private long number;
    private int depthLength;

    /** Makes the benchmark. */
    public CodecBenchmark() {}

    /** Reads what was written. */
    @Setup
    public void check() {
        validator.symbolCount(1);
        encodeDepth();
        encodeTrade();
        long expected = 0;
        for (int level = 0; level < LEVELS; level++) {
            expected += 2 * PRICE + 2 * (level + 1);
        }
        if (payload.number(trade, 0) != number || decodeDepth() != expected) {
            throw new IllegalStateException("what is read is not what was written");
        }
        if (validateTrade() != null || validateDepth() != null) {
            throw new IllegalStateException("sound events are refused: " + validateTrade() + ", " + validateDepth());
        }
    }

    /** {@return the message} */
    @Benchmark
    public Object encodeTrade() {
        payload.encode(trade, 0, ++number);
        return trade;
    }

    /** {@return a sum of fields} */
    @Benchmark
    public long decodeTrade() {
        return payload.sum(trade, 0);
    }

    /** {@return null: it is sound} */
    @Benchmark
    public Refusal validateTrade() {
        return validator.validate(trade, 0, TradePayload.LENGTH);
    }

    /** {@return the message} */
    @Benchmark
    public Object encodeDepth() {
        depthEncoder.wrapAndApplyHeader(depth, 0, headerEncoder);
        InboundEvents.stamp(depth, 0, number, number, 0);
        depthEncoder.updateId(++number);
        DepthEncoder.BidsEncoder bids = depthEncoder.bidsCount(LEVELS);
        for (int level = 0; level < LEVELS; level++) {
            bids.next().priceMantissa(PRICE - level).sizeMantissa(level + 1);
        }
        DepthEncoder.AsksEncoder asks = depthEncoder.asksCount(LEVELS);
        for (int level = 0; level < LEVELS; level++) {
            asks.next().priceMantissa(PRICE + level).sizeMantissa(level + 1);
        }
        depthLength = depthEncoder.limit();
        return depth;
    }

    /** {@return the sum of all prices and sizes} */
    @Benchmark
    public long decodeDepth() {
        long sum = 0;
        depthDecoder.wrapAndApplyHeader(depth, 0, headerDecoder);
        for (DepthDecoder.BidsDecoder level = depthDecoder.bids(); level.hasNext(); ) {
            level.next();
            sum += level.priceMantissa() + level.sizeMantissa();
        }
        for (DepthDecoder.AsksDecoder level = depthDecoder.asks(); level.hasNext(); ) {
            level.next();
            sum += level.priceMantissa() + level.sizeMantissa();
        }
        return sum;
    }

    /** {@return null: it is sound} */
    @Benchmark
    public Refusal validateDepth() {
        return validator.validate(depth, 0, depthLength);
    }
}
