// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.CandleDecoder;
import io.tickwork.codecs.sbe.ClockDecoder;
import io.tickwork.codecs.sbe.DepthDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.NodeResetDecoder;
import io.tickwork.codecs.sbe.ParameterChangeDecoder;
import io.tickwork.codecs.sbe.QuoteDecoder;
import io.tickwork.codecs.sbe.SessionState;
import io.tickwork.codecs.sbe.SessionStatusDecoder;
import io.tickwork.codecs.sbe.SymbolDefinitionDecoder;
import io.tickwork.codecs.sbe.TradeDecoder;
import io.tickwork.codecs.validate.Refusal;
import io.tickwork.dag.candle.CandleAggregator;
import io.tickwork.dag.graph.Dependants;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.ResetPolicy;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.node.DepthIn;
import io.tickwork.dag.node.State;
import io.tickwork.dag.plan.CycleKind;
import io.tickwork.dag.plan.CycleOutputs;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.state.ParameterSlot;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.agrona.DirectBuffer;

/**
 * Turns events into cycles: the same for live events and for replayed ones, so that both give the same outputs.
 *
 * <p>Engine time is the greatest event time seen. An event first yields one cycle for each boundary, the end of a bar
 * or a timer, at or before its time, in the order of time; in it all bars that end there close together, for all
 * symbols in the order of their ids, and then the groups run. Then comes the event's own cycle. What moved the time, a
 * trade, a quote or a clock event, makes no difference to the boundaries.
 *
 * <p>With a grace, boundaries wait until the time has passed them by that much. An external bar that is joined does not
 * fire the boundary at which it ends: that is for the last of them, or for an event that shows that no more will come.
 *
 * <p>Threading: the engine thread. Memory: everything is allocated by the constructor but what the definition of a
 * symbol, a change of parameters, a reset or a fault needs. Buffers handed in are not kept.
 */
public final class GraphProcessor {
    private final Graph graph;
    private final Map<Subgraph, Instance.Code> codes = new IdentityHashMap<>();
    private final Map<Subgraph, CandleAggregator> candles = new IdentityHashMap<>();
    private final SymbolInstance[] symbols;
    private final Map<String, SymbolInstance> symbolsByName = new HashMap<>();
    private final Groups groups;
    private final boolean hasGroups;
    private final Timers timers;
    private final CycleEmitter emitter;
    private final long graceNs;
    private final long[] closedCounts;
    private final List<ParameterChanges> changesForAll = new ArrayList<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeDecoder tradeDecoder = new TradeDecoder();
    private final QuoteDecoder quoteDecoder = new QuoteDecoder();
    private final DepthDecoder depthDecoder = new DepthDecoder();
    private final CandleDecoder candleDecoder = new CandleDecoder();
    private final SymbolDefinitionDecoder definitionDecoder = new SymbolDefinitionDecoder();
    private final ParameterChangeDecoder changeDecoder = new ParameterChangeDecoder();
    private final NodeResetDecoder resetDecoder = new NodeResetDecoder();
    private final SessionStatusDecoder sessionDecoder = new SessionStatusDecoder();

    private int symbolCount;
    private long engineTimeNs = Long.MIN_VALUE;
    /** Up to which time, inclusive, events have shown that boundaries are due, the grace aside. */
    private long shownTimeNs = Long.MIN_VALUE;

    private long nextBoundaryNs = CandleAggregator.NEVER;
    private long nextWaitingNs = CandleAggregator.NEVER;
    private long joinedAtNs = CandleAggregator.NEVER;
    private int joinedMissing;
    private long eventCount;
    private long lateTradeCount;
    private long outsideTradeCount;
    private long lateCandleCount;
    private long refusedCount;
    private long ignoredEventCount;
    /** Wants to know of every symbol that is about to change; null as long as nobody takes images. */
    private ImageTaker imageTaker;

    /**
     * @param graph checked.
     * @param plans makes what runs a subgraph.
     * @param outputs takes what leaves the graph.
     */
    public GraphProcessor(Graph graph, Function<Subgraph, Plan> plans, OutputHandler outputs) {
        this.graph = graph;
        closedCounts = new long[graph.template().bars().size()];
        add(graph.template(), plans);
        graph.overridden().values().forEach(each -> add(each.subgraph(), plans));
        add(graph.groups(), plans);
        symbols = new SymbolInstance[graph.symbolLimit()];
        groups = new Groups(codes.get(graph.groups()), graph);
        hasGroups = !graph.groups().nodes().isEmpty();
        timers = new Timers(graph);
        graceNs = graph.candles().graceNs();
        emitter = new CycleEmitter(outputs, graph.template().ids().size());
        groups.start();
    }

    /** {@return one with the same symbols and parameters, which has run no event and shares the plans} */
    GraphProcessor withoutEvents(OutputHandler outputs) {
        GraphProcessor copy =
                new GraphProcessor(graph, subgraph -> codes.get(subgraph).plan(), outputs);
        for (int id = 0; id < symbolCount; id++) {
            SymbolInstance symbol = symbols[id];
            if (symbol != null) {
                copy.define(id, symbol.name(), symbol.priceExponent(), symbol.sizeExponent());
                copyParameters(symbol, copy.symbols[id]);
            }
        }
        copyParameters(groups, copy.groups);
        copy.changesForAll.addAll(changesForAll);
        return copy;
    }

    /** Gives a symbol the parameters that symbols have by now; starts nothing. */
    SymbolInstance define(int id, String name, int priceExponent, int sizeExponent) {
        SymbolInstance symbol = newSymbol(id, name, priceExponent, sizeExponent);
        install(symbol);
        changesForAll.forEach(changes -> changes.resolve(symbol).applyTo(symbol));
        return symbol;
    }

    private static void copyParameters(Instance from, Instance to) {
        for (GraphNode node : from.subgraph().nodes()) {
            for (ParameterSlot parameter : node.slots().parameters()) {
                parameter.set(to.state(), parameter.get(from.state()));
            }
        }
    }

    private void add(Subgraph subgraph, Function<Subgraph, Plan> plans) {
        if (!codes.containsKey(subgraph)) {
            Dependants dependants = new Dependants(subgraph);
            codes.put(subgraph, new Instance.Code(subgraph, plans.apply(subgraph), dependants));
            candles.put(subgraph, new CandleAggregator(subgraph.bars(), closedCounts));
            // Looked up now, since a session opens on the engine thread; of all nodes it could be a great many.
            subgraph.nodes().stream()
                    .filter(node -> node.reset() == ResetPolicy.SESSION)
                    .forEach(node -> dependants.outputsInvalidatedBy(node.index()));
        }
    }

    /**
     * Runs all cycles of an event. After a node whose fault policy says so has thrown, there are no further cycles, and
     * events to come are ignored.
     *
     * @param sequence its journal sequence.
     * @param buffer holds its SBE message, checked at the edge.
     * @param offset where the message begins.
     */
    public void onEvent(long sequence, DirectBuffer buffer, int offset) {
        eventCount++;
        emitter.beginEvent(sequence);
        header.wrap(buffer, offset);
        int template = header.templateId();
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        boolean isJoined =
                template == CandleDecoder.TEMPLATE_ID && graph.candles().join();
        if (template != SymbolDefinitionDecoder.TEMPLATE_ID) { // which says nothing about when the market is
            advance(InboundEvents.eventTimeNs(buffer, offset), isJoined);
        }
        if (emitter.isHalted()) {
            return;
        }
        int symbol = InboundEvents.symbolId(buffer, offset);
        switch (template) {
            case TradeDecoder.TEMPLATE_ID ->
                onTrade(symbol, tradeDecoder.wrap(buffer, body, header.blockLength(), header.version()));
            case QuoteDecoder.TEMPLATE_ID ->
                onQuote(symbol, quoteDecoder.wrap(buffer, body, header.blockLength(), header.version()));
            case DepthDecoder.TEMPLATE_ID ->
                onDepth(symbol, depthDecoder.wrap(buffer, body, header.blockLength(), header.version()));
            case CandleDecoder.TEMPLATE_ID ->
                onCandle(symbol, candleDecoder.wrap(buffer, body, header.blockLength(), header.version()));
            case SymbolDefinitionDecoder.TEMPLATE_ID ->
                onDefinition(symbol, definitionDecoder.wrap(buffer, body, header.blockLength(), header.version()));
            case ParameterChangeDecoder.TEMPLATE_ID ->
                onChange(symbol, changeDecoder.wrap(buffer, body, header.blockLength(), header.version()));
            case NodeResetDecoder.TEMPLATE_ID ->
                onReset(symbol, resetDecoder.wrap(buffer, body, header.blockLength(), header.version()));
            case SessionStatusDecoder.TEMPLATE_ID ->
                onSession(symbol, sessionDecoder.wrap(buffer, body, header.blockLength(), header.version()));
            case ClockDecoder.TEMPLATE_ID -> {
                // It has done its work by moving the time.
            }
            default -> ignoredEventCount++;
        }
    }

    /** Moves the time and runs the boundaries that are due. */
    private void advance(long eventTimeNs, boolean isJoined) {
        if (engineTimeNs == Long.MIN_VALUE) {
            begin(eventTimeNs);
        }
        engineTimeNs = Math.max(engineTimeNs, eventTimeNs);
        show(isJoined ? eventTimeNs - 1 : eventTimeNs);
    }

    /** Nothing happened before the first time that is known. */
    private void begin(long timeNs) {
        timers.passed(timeNs);
        nextBoundaryNs = timers.nextNs();
        for (int id = 0; id < symbolCount; id++) {
            if (symbols[id] != null) {
                beforeChange(symbols[id]);
                symbols[id].sessionsFrom(timeNs);
                noteBoundaries(symbols[id]);
            }
        }
    }

    private void show(long timeNs) {
        if (timeNs > shownTimeNs) {
            shownTimeNs = timeNs;
            long dueNs = timeNs - graceNs;
            while ((nextBoundaryNs <= dueNs || nextWaitingNs < dueNs) && !emitter.isHalted()) {
                long boundaryNs = nextBoundaryNs;
                if (nextWaitingNs < dueNs && nextWaitingNs < boundaryNs) {
                    boundaryNs = nextWaitingNs;
                }
                runBoundary(boundaryNs, boundaryNs < dueNs);
            }
        }
    }

    /** One cycle: all symbols in the order of their ids, then the groups. */
    private void runBoundary(long boundaryNs, boolean waiting) {
        boolean isTimer = timers.nextNs() == boundaryNs;
        if (isTimer) {
            timers.passed(boundaryNs);
        }
        for (int id = 0; id < symbolCount; id++) { // as of the start of the cycle, so before any symbol runs
            if (symbols[id] != null && !symbols[id].imports().isEmpty()) {
                beforeChange(symbols[id]);
                symbols[id].takeImports();
            }
        }
        groups.beginCycle(boundaryNs);
        for (int id = 0; id < symbolCount; id++) {
            SymbolInstance symbol = symbols[id];
            if (symbol != null
                    && (isTimer
                            || symbol.nextCloseNs() == boundaryNs
                            || waiting && symbol.nextWaitingNs() == boundaryNs)) {
                runBoundary(symbol, boundaryNs, waiting, isTimer);
            }
        }
        if (isTimer) {
            groups.boundary(boundaryNs);
        }
        runGroups(boundaryNs);
        emitter.endCycle();
        nextBoundaryNs = timers.nextNs();
        nextWaitingNs = CandleAggregator.NEVER;
        for (int id = 0; id < symbolCount; id++) {
            if (symbols[id] != null) {
                openSession(symbols[id], boundaryNs);
                noteBoundaries(symbols[id]);
            }
        }
    }

    private void runBoundary(SymbolInstance symbol, long boundaryNs, boolean waiting, boolean isTimer) {
        beforeChange(symbol);
        State state = symbol.state();
        state.beginCycle(boundaryNs);
        long fired = isTimer ? symbol.fireTimers(boundaryNs) : 0;
        fired |= symbol.candles().closeAt(state, symbol.calendar(), boundaryNs, waiting, symbol.sizeExponent());
        symbol.barsChanged();
        symbol.plan().boundary(state, fired, emitter.cycle(symbol.id(), symbol, boundaryNs));
        groups.take(symbol);
    }

    private void noteBoundaries(SymbolInstance symbol) {
        nextBoundaryNs = Math.min(nextBoundaryNs, Math.min(symbol.nextCloseNs(), symbol.nextSessionNs()));
        nextWaitingNs = Math.min(nextWaitingNs, symbol.nextWaitingNs());
    }

    /**
     * Begins nodes anew behind the cycle of the boundary, so that they have seen the last bars of the session before.
     */
    private void openSession(SymbolInstance symbol, long boundaryNs) {
        if (symbol.nextSessionNs() == boundaryNs) {
            beforeChange(symbol);
            symbol.sessionsFrom(boundaryNs);
            symbol.resetForSession();
            afterReset(symbol, boundaryNs);
        }
    }

    private void afterReset(SymbolInstance symbol, long timeNs) {
        Groups.refresh(symbol);
        emitFaults(symbol.id(), symbol, timeNs);
    }

    /** Puts out what was thrown outside of a plan, by nodes that start. */
    private void emitFaults(int id, Instance instance, long timeNs) {
        State state = instance.state();
        if (state.hasFaults()) {
            emitter.cycle(id, instance, timeNs);
            for (int node = state.nextFault(0); node >= 0; node = state.nextFault(node + 1)) {
                emitter.onFault(node, state.fault(node));
            }
            state.forgetFaults();
            emitter.endCycle();
        }
    }

    private void runGroups(long timeNs) {
        if (groups.isTriggered()) {
            groups.run(emitter.cycle(InboundEvents.NO_SYMBOL, groups, timeNs));
        }
    }

    /** Runs an event's own cycle, whose state has begun and whose sources are written. */
    private void runOwn(SymbolInstance symbol, CycleKind kind, long fired) {
        symbol.takeImports();
        State state = symbol.state();
        CycleOutputs outputs = emitter.cycle(symbol.id(), symbol, engineTimeNs);
        switch (kind) {
            case TRADE -> symbol.plan().trade(state, fired, outputs);
            case QUOTE -> symbol.plan().quote(state, fired, outputs);
            case DEPTH -> symbol.plan().depth(state, fired, outputs);
            case BOUNDARY -> symbol.plan().boundary(state, fired, outputs);
            case GROUP -> throw new IllegalArgumentException("groups have no event of their own");
        }
        if (!symbol.exports().isEmpty()) {
            groups.beginCycle(engineTimeNs);
            groups.take(symbol);
            runGroups(engineTimeNs);
        }
        emitter.endCycle();
    }

    private void onTrade(int id, TradeDecoder event) {
        SymbolInstance symbol = defined(id);
        if (symbol == null) {
            return;
        }
        State state = symbol.state();
        state.beginCycle(engineTimeNs);
        double price = symbol.price(event.priceMantissa());
        long fired = 0;
        if (closedCounts.length > 0) {
            fired = addToBars(symbol, event, price);
        }
        Source trade = symbol.trade();
        if (trade != null) {
            state.setDouble(trade.doubleSlot(), price);
            state.setDouble(trade.doubleSlot() + 1, symbol.size(event.sizeMantissa()));
            state.setLong(trade.longSlot(), event.aggressorSideRaw());
            state.setLong(trade.longSlot() + 1, event.tradeId());
            state.setLong(trade.longSlot() + 2, event.eventTimeNs());
            fired |= produce(state, trade);
        }
        if (fired != 0) {
            runOwn(symbol, CycleKind.TRADE, fired);
        }
    }

    private long addToBars(SymbolInstance symbol, TradeDecoder event, double price) {
        CandleAggregator bars = symbol.candles();
        int result = bars.onTrade(
                symbol.state(),
                symbol.calendar(),
                event.eventTimeNs(),
                shownTimeNs - graceNs,
                price,
                event.sizeMantissa(),
                symbol.sizeExponent());
        lateTradeCount += (result & CandleAggregator.LATE) != 0 ? 1 : 0;
        outsideTradeCount += (result & CandleAggregator.OUTSIDE) != 0 ? 1 : 0;
        if ((result & CandleAggregator.OPENED) != 0) {
            symbol.barsChanged();
            noteBoundaries(symbol);
        }
        return bars.formed();
    }

    private static long produce(State state, Source source) {
        state.setValid(source.output(), true);
        state.markProduced(source.output());
        return source.mask();
    }

    private void onQuote(int id, QuoteDecoder event) {
        SymbolInstance symbol = defined(id);
        if (symbol == null || symbol.quote() == null) {
            return;
        }
        State state = symbol.state();
        Source quote = symbol.quote();
        state.beginCycle(engineTimeNs);
        int doubles = quote.doubleSlot();
        state.setDouble(doubles, symbol.price(event.bidPriceMantissa()));
        state.setDouble(doubles + 1, symbol.size(event.bidSizeMantissa()));
        state.setDouble(doubles + 2, symbol.price(event.askPriceMantissa()));
        state.setDouble(doubles + 3, symbol.size(event.askSizeMantissa()));
        state.setLong(quote.longSlot(), event.eventTimeNs());
        runOwn(symbol, CycleKind.QUOTE, produce(state, quote));
    }

    private void onDepth(int id, DepthDecoder event) {
        SymbolInstance symbol = defined(id);
        if (symbol == null || symbol.depth() == null) {
            return;
        }
        State state = symbol.state();
        Source depth = symbol.depth();
        state.beginCycle(engineTimeNs);
        int prices = depth.doubleSlot();
        int bids = 0;
        for (DepthDecoder.BidsDecoder level = event.bids(); level.hasNext() && bids < DepthIn.LEVELS_MAX; bids++) {
            level.next();
            setLevel(symbol, prices + bids, level.priceMantissa(), level.sizeMantissa());
        }
        clearLevels(state, prices, bids);
        prices += 2 * DepthIn.LEVELS_MAX;
        int asks = 0;
        for (DepthDecoder.AsksDecoder level = event.asks(); level.hasNext() && asks < DepthIn.LEVELS_MAX; asks++) {
            level.next();
            setLevel(symbol, prices + asks, level.priceMantissa(), level.sizeMantissa());
        }
        clearLevels(state, prices, asks);
        state.setLong(depth.longSlot(), bids);
        state.setLong(depth.longSlot() + 1, asks);
        state.setLong(depth.longSlot() + 2, event.updateId());
        state.setLong(depth.longSlot() + 3, event.eventTimeNs());
        runOwn(symbol, CycleKind.DEPTH, produce(state, depth));
    }

    private static void setLevel(SymbolInstance symbol, int slot, long priceMantissa, long sizeMantissa) {
        symbol.state().setDouble(slot, symbol.price(priceMantissa));
        symbol.state().setDouble(slot + DepthIn.LEVELS_MAX, symbol.size(sizeMantissa));
    }

    private static void clearLevels(State state, int prices, int from) {
        for (int level = from; level < DepthIn.LEVELS_MAX; level++) {
            state.setDouble(prices + level, Double.NaN);
            state.setDouble(prices + DepthIn.LEVELS_MAX + level, 0);
        }
    }

    private void onCandle(int id, CandleDecoder event) {
        SymbolInstance symbol = defined(id);
        if (symbol == null) {
            return;
        }
        CandleAggregator bars = symbol.candles();
        int place = bars.external(event.timeframeNs());
        if (place < 0) {
            return; // nobody reads it
        }
        long closeTimeNs = event.eventTimeNs();
        int opened = bars.openExternal(
                symbol.state(),
                place,
                event.openTimeNs(),
                closeTimeNs,
                symbol.price(event.openMantissa()),
                symbol.price(event.highMantissa()),
                symbol.price(event.lowMantissa()),
                symbol.price(event.closeMantissa()),
                event.volumeMantissa(),
                event.tradeCount());
        if (opened < 0) {
            lateCandleCount++;
        } else if (graph.candles().join() && closeTimeNs > shownTimeNs - graceNs) {
            symbol.barsChanged();
            noteBoundaries(symbol);
            joined(symbol, place, closeTimeNs);
        } else {
            lateCandleCount += graph.candles().join() ? 1 : 0; // its boundary has been run without it
            State state = symbol.state();
            state.beginCycle(engineTimeNs);
            long fired = bars.closeExternal(
                    state, symbol.calendar(), shownTimeNs - graceNs, place, opened, symbol.sizeExponent());
            symbol.barsChanged();
            noteBoundaries(symbol);
            runOwn(symbol, CycleKind.BOUNDARY, fired);
        }
    }

    /** Runs the boundary when the last of the bars that end there has come. */
    private void joined(SymbolInstance symbol, int place, long closeTimeNs) {
        if (joinedAtNs != closeTimeNs) {
            joinedAtNs = closeTimeNs;
            joinedMissing = 0;
            for (int id = 0; id < symbolCount; id++) {
                if (symbols[id] != null) {
                    joinedMissing += symbols[id].candles().externalEndingAt(symbols[id].calendar(), closeTimeNs);
                }
            }
        }
        if (symbol.candles().endsAt(symbol.calendar(), place, closeTimeNs)) { // else it was not waited for
            joinedMissing--;
        }
        if (joinedMissing == 0 && graceNs == 0) {
            show(closeTimeNs);
        }
    }

    private void onDefinition(int id, SymbolDefinitionDecoder event) {
        if (id < 0 || id >= symbols.length || symbols[id] != null) {
            ignoredEventCount++;
            return;
        }
        int priceExponent = event.priceExponent();
        int sizeExponent = event.sizeExponent();
        String name = event.symbolName();
        if (symbolsByName.containsKey(name)) { // two would be told apart by nothing that leaves the graph
            ignoredEventCount++;
            return;
        }
        SymbolInstance symbol = define(id, name, priceExponent, sizeExponent);
        if (joinedAtNs != CandleAggregator.NEVER) {
            joinedMissing += symbol.candles().externalEndingAt(symbol.calendar(), joinedAtNs);
        }
        symbol.start();
        emitFaults(id, symbol, engineTimeNs);
        if (engineTimeNs > Long.MIN_VALUE) {
            symbol.sessionsFrom(engineTimeNs);
            noteBoundaries(symbol);
        }
    }

    /** Makes a symbol that nobody knows of yet. */
    SymbolInstance newSymbol(int id, String name, int priceExponent, int sizeExponent) {
        Graph.SymbolGraph of = graph.of(name);
        return new SymbolInstance(
                id, name, priceExponent, sizeExponent, codes.get(of.subgraph()), of, candles.get(of.subgraph()));
    }

    /** Gives a new symbol its place. */
    void install(SymbolInstance symbol) {
        symbols[symbol.id()] = symbol;
        symbolsByName.put(symbol.name(), symbol);
        symbolCount = Math.max(symbolCount, symbol.id() + 1);
        groups.bind(symbol);
        bind(symbol);
        if (imageTaker != null) {
            imageTaker.onDefined(symbol);
        }
    }

    /**
     * Lets a new symbol see what it reads, and be seen; most graphs read no other symbol, and then it costs nothing.
     */
    private void bind(SymbolInstance symbol) {
        List<Source> imports = symbol.subgraph().sources(SourceKind.IMPORT);
        for (Source source : imports) { // every symbol has the same
            SymbolInstance read = symbolsByName.get(source.foreign().symbol());
            if (read != null) {
                symbol.imports().add(new Transfer(read, symbol, source));
            }
        }
        boolean isRead =
                imports.stream().anyMatch(source -> source.foreign().symbol().equals(symbol.name()));
        for (int id = 0; isRead && id < symbolCount; id++) {
            if (symbols[id] != null && symbols[id] != symbol) {
                bind(symbols[id], symbol);
            }
        }
    }

    private static void bind(SymbolInstance reader, SymbolInstance read) {
        for (Source source : reader.subgraph().sources(SourceKind.IMPORT)) {
            if (source.foreign().symbol().equals(read.name())) {
                reader.imports().add(new Transfer(read, reader, source));
            }
        }
    }

    private void onChange(int id, ParameterChangeDecoder event) {
        refusedCount += change(id, ParameterChanges.of(event)) == null ? 0 : 1;
    }

    /**
     * Applies a list of changes to one symbol, to all, or to the groups: if one does not take it, none does.
     *
     * @return why none does; null when all do.
     */
    Refusal change(int id, ParameterChanges changes) {
        boolean areForAll = id == InboundEvents.NO_SYMBOL && !changes.areAbout(groups);
        List<Instance> targets =
                id == InboundEvents.NO_SYMBOL ? (areForAll ? definedSymbols() : List.of(groups)) : targets(id);
        if (targets.isEmpty() && !areForAll) {
            return Refusal.SYMBOL;
        }
        if (targets.isEmpty()) {
            targets.add(symbolToCome());
        }
        Map<Instance, ParameterChanges.Resolution> resolved = new LinkedHashMap<>();
        for (Instance target : targets) {
            ParameterChanges.Resolution resolution = changes.resolve(target);
            if (resolution.refusal() != null) {
                return resolution.refusal();
            }
            resolved.put(target, resolution);
        }
        resolved.forEach((target, resolution) -> resolution.applyTo(target));
        if (areForAll) {
            changesForAll.add(changes); // for symbols to come
        }
        return null;
    }

    /** Stands in for symbols as long as there is none, so that what no symbol could take is refused. */
    private Instance symbolToCome() {
        Instance symbol = new Instance(codes.get(graph.template()), "", graph.templateParameters());
        changesForAll.forEach(changes -> changes.resolve(symbol).applyTo(symbol));
        return symbol;
    }

    private void onReset(int id, NodeResetDecoder event) {
        String nodeId = event.node();
        boolean isKnown = false;
        for (Instance target : resetTargets(id)) {
            GraphNode node = target.subgraph().node(nodeId);
            if (node != null) {
                isKnown = true;
                target.reset(node);
                if (target instanceof SymbolInstance symbol) {
                    afterReset(symbol, engineTimeNs);
                } else {
                    emitFaults(InboundEvents.NO_SYMBOL, target, engineTimeNs);
                }
            }
        }
        refusedCount += isKnown ? 0 : 1;
    }

    private List<Instance> resetTargets(int id) {
        List<Instance> targets = new ArrayList<>(id == InboundEvents.NO_SYMBOL ? definedSymbols() : targets(id));
        if (id == InboundEvents.NO_SYMBOL) {
            targets.add(groups);
        }
        return targets;
    }

    /** {@return whether a reset of a node would find one} */
    boolean hasNode(int id, String nodeId) {
        return resetTargets(id).stream().anyMatch(target -> target.subgraph().node(nodeId) != null);
    }

    /** A calendar says by itself when sessions open; without one the venue does. */
    private void onSession(int id, SessionStatusDecoder event) {
        boolean isOpen = event.status() == SessionState.OPEN;
        for (Instance target : id == InboundEvents.NO_SYMBOL ? definedSymbols() : targets(id)) {
            SymbolInstance symbol = (SymbolInstance) target;
            if (symbol.opens(isOpen)) {
                symbol.resetForSession();
                afterReset(symbol, engineTimeNs);
            }
        }
    }

    /** All symbols, which are about to change. */
    private List<Instance> definedSymbols() {
        List<Instance> defined = new ArrayList<>();
        for (SymbolInstance symbol : symbols) {
            if (symbol != null) {
                beforeChange(symbol);
                defined.add(symbol);
            }
        }
        return defined;
    }

    private List<Instance> targets(int id) {
        SymbolInstance symbol = defined(id);
        return symbol == null ? List.of() : List.of(symbol);
    }

    /** A symbol that is about to change; null, and counted, if there is none. */
    private SymbolInstance defined(int id) {
        if (id < 0 || id >= symbols.length || symbols[id] == null) {
            ignoredEventCount++;
            return null;
        }
        beforeChange(symbols[id]);
        return symbols[id];
    }

    private void beforeChange(SymbolInstance symbol) {
        if (imageTaker != null) {
            imageTaker.beforeChange(symbol);
        }
    }

    /** {@return the greatest event time seen, UTC epoch nanoseconds; {@link Long#MIN_VALUE} before the first event} */
    public long engineTimeNs() {
        return engineTimeNs;
    }

    /** {@return the number of the cycle that runs, or else of the one to come, within its event; from 0} */
    public int cycle() {
        return emitter.cycle();
    }

    /** {@return whether a node has thrown after which no further event is taken} */
    public boolean isHalted() {
        return emitter.isHalted();
    }

    /** {@return the number of events} */
    public long eventCount() {
        return eventCount;
    }

    /** {@return the number of trades that came after a bar they belong to had closed} */
    public long lateTradeCount() {
        return lateTradeCount;
    }

    /** {@return the number of trades outside of every session of their symbol, which no bar takes} */
    public long outsideTradeCount() {
        return outsideTradeCount;
    }

    /** {@return the number of bars from outside that were no newer than the last one, or came after their boundary} */
    public long lateCandleCount() {
        return lateCandleCount;
    }

    /** {@return the number of changes of parameters and resets that were refused} */
    public long refusedCount() {
        return refusedCount;
    }

    /**
     * {@return the number of events of an unknown kind, or about a symbol that is not defined, or whose id or name is
     * taken}
     */
    public long ignoredEventCount() {
        return ignoredEventCount;
    }

    /**
     * {@return the number of bars closed, over all symbols}
     *
     * @param timeframe the place of the timeframe in {@link Subgraph#bars()}.
     */
    public long candleCount(int timeframe) {
        return closedCounts[timeframe];
    }

    /** {@return the number of values, signals and faults put out} */
    public long outputCount() {
        return emitter.outputCount();
    }

    /** {@return the hash of all outputs so far: time of the cycle, key, value} */
    public long outputsHash() {
        return emitter.outputsHash();
    }

    /** {@return the digest of the outputs of the last event, in 32 bits} */
    public int eventDigest() {
        return emitter.eventDigest();
    }

    /** {@return how many values were withdrawn because they were not finite, over all symbols and the groups} */
    public long nonFiniteCount() {
        long count = groups.state().nonFiniteCount();
        for (SymbolInstance symbol : symbols) {
            count += symbol == null ? 0 : symbol.state().nonFiniteCount();
        }
        return count;
    }

    /**
     * {@return the name of a symbol, null when it is not defined}
     *
     * @param symbol its id.
     */
    public String symbolName(int symbol) {
        return symbols[symbol] == null ? null : symbols[symbol].name();
    }

    /**
     * {@return the power of ten that mantissas of prices are multiplied by}
     *
     * @param symbol its id, of one that is defined.
     */
    public int priceExponent(int symbol) {
        return symbols[symbol].priceExponent();
    }

    /**
     * {@return the power of ten that mantissas of sizes are multiplied by}
     *
     * @param symbol its id, of one that is defined.
     */
    public int sizeExponent(int symbol) {
        return symbols[symbol].sizeExponent();
    }

    /** {@return one more than the greatest id of a symbol that is defined} */
    public int symbolCount() {
        return symbolCount;
    }

    /**
     * {@return the parameters that are not what their nodes began with, by name: {@code symbol/node.parameter}, and
     * {@code node.parameter} of the groups} Goes through all of them and allocates.
     */
    public SortedMap<String, String> changedParameters() {
        SortedMap<String, String> changed = new TreeMap<>();
        addChangedParameters("", groups, changed);
        for (SymbolInstance symbol : symbols) {
            if (symbol != null) {
                addChangedParameters(symbol.name() + "/", symbol, changed);
            }
        }
        return changed;
    }

    private static void addChangedParameters(String prefix, Instance instance, SortedMap<String, String> changed) {
        for (GraphNode node : instance.subgraph().nodes()) {
            for (ParameterSlot parameter : node.slots().parameters()) {
                String name = parameter.spec().name();
                Object value = parameter.get(instance.state());
                if (!value.equals(instance.parameters(node).value(name))) {
                    changed.put(prefix + node.id() + "." + name, value.toString());
                }
            }
        }
    }

    /**
     * {@return the flat state of a symbol}
     *
     * @param symbol its id, of one that is defined.
     */
    public State state(int symbol) {
        return symbols[symbol].state();
    }

    /** {@return the flat state of the groups} */
    public State groupState() {
        return groups.state();
    }

    /** {@return how many digests {@link #stateHash(long[])} writes at most} */
    public int nodeDigestCountMax() {
        return symbols.length * graph.template().ids().size()
                + graph.groups().nodes().size();
    }

    /**
     * Hashes the state of all symbols and of the groups: definitions, sources, nodes with validity and quarantine, and
     * the engine time. What depends on the machine, such as receive times, is not in it.
     *
     * @param nodeDigests takes a digest for each node of each defined symbol, by id and then by index, and then those
     *     of the groups.
     * @return the hash.
     */
    public long stateHash(long[] nodeDigests) {
        long hash = Digest.mix(Digest.mix(Digest.SEED, engineTimeNs), shownTimeNs);
        hash = Digest.mix(Digest.mix(hash, joinedAtNs), joinedMissing);
        hash = Digest.mix(hash, changesForAll.size());
        int count = 0;
        for (SymbolInstance symbol : symbols) {
            if (symbol != null) {
                hash = hash(hash, symbol, nodeDigests, count);
                count += symbol.subgraph().nodes().size();
            }
        }
        return hasGroups ? hash(hash, groups, nodeDigests, count) : hash;
    }

    private static long hash(long before, Instance instance, long[] nodeDigests, int first) {
        long hash = Digest.mix(before, instance.sourcesDigest());
        for (int node = 0; node < instance.subgraph().nodes().size(); node++) {
            nodeDigests[first + node] = instance.nodeDigest(node);
            hash = Digest.mix(hash, nodeDigests[first + node]);
        }
        return hash;
    }

    /** {@return how many digests {@link #stateHash(long[])} writes now} */
    public int nodeDigestCount() {
        int count = hasGroups ? graph.groups().nodes().size() : 0;
        for (SymbolInstance symbol : symbols) {
            count += symbol == null ? 0 : symbol.subgraph().nodes().size();
        }
        return count;
    }

    /**
     * {@return what the digest at a place of {@link #stateHash(long[])} is of: {@code symbol/node}, or the id of a
     * group}
     *
     * @param place from 0.
     */
    public String nodeLabel(int place) {
        int left = place;
        for (SymbolInstance symbol : symbols) {
            if (symbol != null) {
                if (left < symbol.subgraph().nodes().size()) {
                    return symbol.name() + "/"
                            + symbol.subgraph().nodes().get(left).id();
                }
                left -= symbol.subgraph().nodes().size();
            }
        }
        return graph.groups().nodes().get(left).id();
    }

    /** {@return the length in bytes of what {@link #saveImage} would write now; allocates} */
    public long imageLength() {
        return StateImage.length(this);
    }

    /**
     * Writes the whole state, between two events. Processors of a graph that have seen the same events write the same
     * bytes, in whatever form they run it and whether or not they have begun with an image themselves. Allocates.
     *
     * @param to takes it all; which graph it is of is not in it.
     * @throws IOException by the channel.
     */
    public void saveImage(WritableByteChannel to) throws IOException {
        StateImage.save(this, to);
    }

    /**
     * Takes the whole state over from one that was saved, and from then on does the same with every event. Of what
     * nodes threw only the fact is kept. Reads no further than the end of the image.
     *
     * @param from at the beginning of an image that was saved by a processor of the same graph, with no bit flipped.
     * @throws StateImageException if it is of another version, ends too early, or does not fit the graph; nothing has
     *     changed then.
     * @throws IOException by the channel; nothing has changed then.
     * @throws IllegalStateException if this processor has seen an event, or has been loaded.
     */
    public void loadImage(ReadableByteChannel from) throws IOException {
        if (eventCount != 0 || symbolCount != 0) {
            throw new IllegalStateException("the processor has a state already, after " + eventCount + " events");
        }
        StateImage.load(this, from);
    }

    /** {@return what takes images while events go on; always the same, made at the first call, which allocates} */
    public ImageTaker imageTaker() {
        if (imageTaker == null) {
            imageTaker = new ImageTaker(this);
        }
        return imageTaker;
    }

    /** Saves, or on loading compares, how much there is of everything that belongs to no symbol. */
    void shape(ImageWords words) {
        words.expect("the number of timeframes", closedCounts.length);
        words.expect("the number of timers", timers.count());
        groups.shape(words);
    }

    /**
     * Saves or loads all that can change and belongs to no symbol, but for the changes for all. What may be refused on
     * loading comes first, so that nothing has changed then.
     */
    void image(ImageWords words) {
        emitter.image(words);
        engineTimeNs = words.word(engineTimeNs);
        shownTimeNs = words.word(shownTimeNs);
        nextBoundaryNs = words.word(nextBoundaryNs);
        nextWaitingNs = words.word(nextWaitingNs);
        joinedAtNs = words.word(joinedAtNs);
        joinedMissing = (int) words.word(joinedMissing);
        eventCount = words.word(eventCount);
        lateTradeCount = words.word(lateTradeCount);
        outsideTradeCount = words.word(outsideTradeCount);
        lateCandleCount = words.word(lateCandleCount);
        refusedCount = words.word(refusedCount);
        ignoredEventCount = words.word(ignoredEventCount);
        words.longs(closedCounts);
        timers.image(words);
        groups.image(words);
    }

    List<ParameterChanges> changesForAll() {
        return changesForAll;
    }

    int symbolLimit() {
        return symbols.length;
    }

    int definedSymbolCount() {
        return symbolsByName.size();
    }

    SymbolInstance symbol(int id) {
        return symbols[id];
    }
}
