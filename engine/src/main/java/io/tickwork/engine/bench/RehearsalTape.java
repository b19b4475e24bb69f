// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.bench;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.CandleEncoder;
import io.tickwork.codecs.sbe.ClockEncoder;
import io.tickwork.codecs.sbe.DepthEncoder;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.NodeResetEncoder;
import io.tickwork.codecs.sbe.ParameterChangeEncoder;
import io.tickwork.codecs.sbe.QuoteEncoder;
import io.tickwork.codecs.sbe.SessionState;
import io.tickwork.codecs.sbe.SessionStatusEncoder;
import io.tickwork.dag.graph.Bars;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.node.DepthIn;
import io.tickwork.dag.state.ParameterSlot;
import io.tickwork.engine.feed.InboundEncoder;
import io.tickwork.engine.feed.MarketDataFile;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.SyntheticMarket;
import io.tickwork.engine.feed.SyntheticTradeSource;
import io.tickwork.engine.feed.TradeRow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes up events of every kind that a graph may meet, so that each cycle of its plan has run before anything real
 * comes: trades, quotes and books, bars from outside, bars of all lengths that close, timers, sessions that open and
 * close, parameters set to what they are, nodes reset. The symbols are those for which the graph says something of its
 * own, and one for which it does not. Time passes evenly, but for an hour's jump now and then and one of a day, at
 * which what ends rarely ends too. The same graph gives the same events.
 */
final class RehearsalTape {
    private static final int EVENTS_PER_HOUR = 2_000;
    private static final int HOURS_PER_DAY = 7;
    private static final int TRADES_PER_FAULT = 3;
    private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);
    private static final long DAY_NS = TimeUnit.DAYS.toNanos(1);
    private static final String ANY_SYMBOL = "rehearsal";

    private final EventTape tape;
    private final Graph graph;
    private final MutableDirectBuffer buffer = new UnsafeBuffer(new byte[MarketDataFile.EVENT_LENGTH_MAX]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final InboundEncoder inbound = new InboundEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final DepthEncoder depth = new DepthEncoder();
    private final CandleEncoder candle = new CandleEncoder();
    private final ClockEncoder clock = new ClockEncoder();
    private final ParameterChangeEncoder change = new ParameterChangeEncoder();
    private final NodeResetEncoder reset = new NodeResetEncoder();
    private final SessionStatusEncoder session = new SessionStatusEncoder();
    private final TradeRow row = new TradeRow();
    private final List<Symbol> symbols = new ArrayList<>();
    private long jumpedNs;

    private RehearsalTape(Graph graph, EventTape tape) {
        this.graph = graph;
        this.tape = tape;
    }

    /** Writes so many rounds of events to a tape, a trade of each round and what comes with it. */
    static void write(Graph graph, int tradeCount, long seed, EventTape tape) {
        new RehearsalTape(graph, tape).write(tradeCount, seed);
    }

    /** Writes what comes while nodes fail, each until it is reset: see {@link FaultDrill}. */
    static void write(Graph graph, List<FaultDrill.Step> steps, EventTape tape) {
        new RehearsalTape(graph, tape).write(steps);
    }

    /** {@return the names of the symbols that are made up} */
    static List<String> symbolNames(Graph graph) {
        List<String> names = new ArrayList<>(graph.overridden().keySet());
        names.add(ANY_SYMBOL);
        return names.subList(0, Math.min(names.size(), graph.symbolLimit()));
    }

    private void defineSymbols() {
        for (String name : symbolNames(graph)) {
            Symbol template = Symbol.named(name);
            Symbol symbol = new Symbol(symbols.size(), name, template.priceExponent(), template.sizeExponent());
            symbols.add(symbol);
            long timeNs = SyntheticMarket.DEFAULT.startTimeNs();
            add(inbound.definition(buffer, 0, symbol, timeNs, timeNs));
        }
    }

    private void write(int tradeCount, long seed) {
        defineSymbols();
        SyntheticTradeSource trades = new SyntheticTradeSource(tradeCount, seed, SyntheticMarket.DEFAULT);
        for (int i = 1; trades.next(row); i++) {
            Symbol symbol = symbols.get(i % symbols.size());
            long timeNs = row.eventTimeNs() + jumpedNs;
            market(symbol, timeNs);
            if (i % EVENTS_PER_HOUR == 0) {
                operations(symbol, timeNs);
                jump(i % (EVENTS_PER_HOUR * HOURS_PER_DAY) == 0 ? DAY_NS : HOUR_NS);
            }
        }
    }

    private void write(List<FaultDrill.Step> steps) {
        defineSymbols();
        SyntheticTradeSource trades =
                new SyntheticTradeSource((long) steps.size() * TRADES_PER_FAULT, 1, SyntheticMarket.DEFAULT);
        int hour = 0;
        for (FaultDrill.Step step : steps) {
            int id = InboundEvents.NO_SYMBOL;
            for (int i = 0; i < TRADES_PER_FAULT && trades.next(row); i++) {
                Symbol symbol = symbols.stream()
                        .filter(each -> each.name().equals(step.symbol()))
                        .findFirst()
                        .orElse(symbols.get(0));
                id = step.symbol() == null ? InboundEvents.NO_SYMBOL : symbol.id();
                market(symbol, row.eventTimeNs() + jumpedNs);
                jump(++hour % HOURS_PER_DAY == 0 ? DAY_NS : HOUR_NS);
            }
            reset(step.node(), id, row.eventTimeNs() + jumpedNs);
        }
    }

    private void jump(long byNs) {
        jumpedNs += byNs;
        clock.wrapAndApplyHeader(buffer, 0, header);
        stamp(row.eventTimeNs() + jumpedNs, InboundEvents.NO_SYMBOL);
        add(clock.limit());
    }

    private void market(Symbol symbol, long timeNs) {
        long price = row.priceMantissa();
        long size = row.sizeMantissa();
        row.set(timeNs, price, size, row.aggressorSide(), row.tradeId());
        add(inbound.trade(buffer, 0, symbol.id(), row, timeNs));
        row.set(timeNs - jumpedNs, price, size, row.aggressorSide(), row.tradeId());
        quote.wrapAndApplyHeader(buffer, 0, header);
        stamp(timeNs, symbol.id());
        quote.bidPriceMantissa(price - 1)
                .bidSizeMantissa(size)
                .askPriceMantissa(price + 1)
                .askSizeMantissa(size);
        add(quote.limit());
        depth.wrapAndApplyHeader(buffer, 0, header);
        stamp(timeNs, symbol.id());
        depth.updateId(row.tradeId());
        DepthEncoder.BidsEncoder bids = depth.bidsCount(DepthIn.LEVELS_MAX);
        for (int level = 1; level <= DepthIn.LEVELS_MAX; level++) {
            bids.next().priceMantissa(price - level).sizeMantissa(size);
        }
        DepthEncoder.AsksEncoder asks = depth.asksCount(DepthIn.LEVELS_MAX);
        for (int level = 1; level <= DepthIn.LEVELS_MAX; level++) {
            asks.next().priceMantissa(price + level).sizeMantissa(size);
        }
        add(depth.limit());
        for (Bars bars : graph.template().bars()) {
            if (bars.feed() == Bars.Feed.EXTERNAL) {
                bar(symbol, timeNs - Math.floorMod(timeNs, bars.timeframeNs()), bars.timeframeNs(), price, size);
            }
        }
    }

    private void bar(Symbol symbol, long closeTimeNs, long timeframeNs, long price, long size) {
        candle.wrapAndApplyHeader(buffer, 0, header);
        stamp(closeTimeNs, symbol.id());
        candle.tradeCount(1)
                .timeframeNs(timeframeNs)
                .openTimeNs(closeTimeNs - timeframeNs)
                .openMantissa(price)
                .highMantissa(price)
                .lowMantissa(price)
                .closeMantissa(price)
                .volumeMantissa(size);
        add(candle.limit());
    }

    private void operations(Symbol symbol, long timeNs) {
        for (GraphNode node : graph.template().nodes()) {
            for (ParameterSlot parameter : node.slots().parameters()) {
                if (node.parameters().value(parameter.spec().name()) instanceof Number value) {
                    change.wrapAndApplyHeader(buffer, 0, header);
                    stamp(timeNs, symbol.id());
                    change.changesCount(1)
                            .next()
                            .value(value.doubleValue())
                            .node(node.id())
                            .parameter(parameter.spec().name());
                    add(change.limit());
                }
            }
        }
        reset(graph.template().nodes().get(0), symbol.id(), timeNs);
        for (SessionState status : List.of(SessionState.CLOSED, SessionState.OPEN)) {
            session.wrapAndApplyHeader(buffer, 0, header);
            stamp(timeNs, symbol.id());
            session.status(status);
            add(session.limit());
        }
    }

    private void reset(GraphNode node, int symbol, long timeNs) {
        reset.wrapAndApplyHeader(buffer, 0, header);
        stamp(timeNs, symbol);
        reset.node(node.id());
        add(reset.limit());
    }

    private void stamp(long timeNs, int symbol) {
        InboundEvents.stamp(buffer, 0, timeNs, timeNs, symbol);
    }

    private void add(int length) {
        tape.add(buffer, 0, length);
    }
}
