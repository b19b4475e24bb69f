// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.bench;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.SymbolDefinitionDecoder;
import io.tickwork.dag.graph.Graph;
import io.tickwork.engine.feed.InboundEncoder;
import io.tickwork.engine.feed.MarketDataFile;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.TradeRow;
import io.tickwork.engine.feed.TradeSource;
import io.tickwork.engine.replay.ReplayException;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Events in memory, in the order in which they are run: encoded once, to be run again and again. Memory: about 96 bytes
 * a trade, of the heap. For one thread.
 */
public final class EventTape {
    private static final int REEL_BYTES = 4 << 20;
    private static final int REEL_EVENTS = 1 << 16;
    /** Decoders read longs in place, which is cheapest where they lie on multiples of their length. */
    private static final int ALIGNMENT = 8;

    private final List<Reel> reels = new ArrayList<>();
    private final InboundEncoder encoder = new InboundEncoder();
    private final MutableDirectBuffer scratch = new UnsafeBuffer(new byte[MarketDataFile.EVENT_LENGTH_MAX]);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[REEL_BYTES]);
    private final int[] offsets = new int[REEL_EVENTS];
    private int length;
    private int count;
    private long eventCount;

    EventTape() {}

    /**
     * Events that lie together.
     *
     * @param buffer holds them.
     * @param offsets where they begin.
     * @param isDefinition whether it is one definition of a symbol, which allocates the symbol's state.
     */
    record Reel(DirectBuffer buffer, int[] offsets, boolean isDefinition) {
        /** {@return how much room the event with an index takes, in bytes} */
        int length(int index) {
            int end = index + 1 < offsets.length ? offsets[index + 1] : buffer.capacity();
            return end - offsets[index];
        }
    }

    /**
     * {@return a symbol and its trades}
     *
     * @param symbol defined at the time of the first trade.
     * @param trades read to the end or the limit; not closed.
     * @param eventLimit the most events, at least 1.
     */
    public static EventTape of(Symbol symbol, TradeSource trades, long eventLimit) {
        EventTape tape = new EventTape();
        TradeRow row = new TradeRow();
        while (tape.eventCount < eventLimit && trades.next(row)) {
            if (tape.eventCount == 0) {
                int definition = tape.encoder.definition(tape.scratch, 0, symbol, row.eventTimeNs(), row.eventTimeNs());
                tape.add(tape.scratch, 0, definition);
            }
            if (tape.eventCount < eventLimit) {
                int trade = tape.encoder.trade(tape.scratch, 0, symbol.id(), row, row.eventTimeNs());
                tape.add(tape.scratch, 0, trade);
            }
        }
        tape.endReel(false);
        return tape;
    }

    /**
     * {@return made-up events of all kinds that a graph may meet, so that every cycle of its plan runs}
     *
     * @param graph that is to run them; each time the same events for the same graph.
     * @param tradeCount how many trades; to each come a quote, a book, and now and then everything else.
     */
    public static EventTape rehearsal(Graph graph, int tradeCount) {
        return rehearsal(graph, tradeCount, 1);
    }

    /** {@return the same with prices that another seed makes up} */
    static EventTape rehearsal(Graph graph, int tradeCount, long seed) {
        EventTape tape = new EventTape();
        RehearsalTape.write(graph, tradeCount, seed, tape);
        tape.endReel(false);
        return tape;
    }

    /**
     * {@return events during which nodes fail: to each, events of all kinds, the last of which resets it}
     *
     * @param graph that is to run them.
     * @param steps what fails, in this order.
     */
    static EventTape drill(Graph graph, List<FaultDrill.Step> steps) {
        EventTape tape = new EventTape();
        RehearsalTape.write(graph, steps, tape);
        tape.endReel(false);
        return tape;
    }

    /**
     * {@return the first events of a journal}
     *
     * @param journal its directory; nothing in it is changed.
     * @param eventLimit the most events, at least 1.
     * @throws ReplayException when its first events have been removed: they define the symbols.
     * @throws io.tickwork.journal.JournalException when it cannot be read.
     */
    public static EventTape ofJournal(Path journal, long eventLimit) {
        EventTape tape = new EventTape();
        JournalHandler handler = new JournalHandler() {
            @Override
            public void onEvent(long sequence, int source, long sourceSequence, DirectBuffer from, int at, int bytes) {
                if (tape.eventCount < eventLimit) {
                    tape.add(from, at, bytes);
                }
            }
        };
        try (JournalReader reader = JournalReader.open(journal)) {
            if (reader.isTrimmed()) {
                throw new ReplayException("The first segments of the journal " + journal
                        + " have been removed, and with them the definitions of its symbols; give one that is whole.");
            }
            boolean isMore = true;
            while (isMore && tape.eventCount < eventLimit) {
                isMore = reader.next(handler);
            }
        }
        tape.endReel(false);
        return tape;
    }

    void add(DirectBuffer from, int offset, int bytes) {
        boolean isDefinition = InboundEvents.templateId(from, offset) == SymbolDefinitionDecoder.TEMPLATE_ID;
        if (isDefinition || count == REEL_EVENTS || length + bytes > REEL_BYTES) {
            endReel(false);
        }
        buffer.putBytes(length, from, offset, bytes);
        offsets[count++] = length;
        length += (bytes + ALIGNMENT - 1) & -ALIGNMENT;
        eventCount++;
        if (isDefinition) {
            endReel(true);
        }
    }

    void endReel(boolean isDefinition) {
        if (count > 0) {
            byte[] events = new byte[length];
            buffer.getBytes(0, events);
            reels.add(new Reel(new UnsafeBuffer(events), Arrays.copyOf(offsets, count), isDefinition));
            length = 0;
            count = 0;
        }
    }

    List<Reel> reels() {
        return reels;
    }

    /** {@return whether there is an event that does not define a symbol} */
    public boolean isMeasurable() {
        return reels.stream().anyMatch(reel -> !reel.isDefinition());
    }

    /** {@return the number of events} */
    public long eventCount() {
        return eventCount;
    }
}
