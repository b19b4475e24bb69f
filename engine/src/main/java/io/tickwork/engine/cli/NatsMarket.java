// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.bridge.connection.ConnectionCounter;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.inbound.InboundAgent;
import io.tickwork.bridge.inbound.InboundContext;
import io.tickwork.bridge.inbound.InboundCounter;
import io.tickwork.bridge.inbound.InboundCounters;
import io.tickwork.bridge.inbound.MarketSymbol;
import io.tickwork.codecs.validate.Refusal;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.run.ControlGate;
import io.tickwork.engine.ResumePoint;
import io.tickwork.engine.feed.Feed;
import io.tickwork.engine.feed.MarketDataFile;
import io.tickwork.engine.feed.NatsFeed;
import io.tickwork.engine.feed.Pacer;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.sink.NatsSink;
import io.tickwork.engine.sink.OutputNames;
import io.tickwork.ring.EventRing;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What comes from NATS. */
final class NatsMarket implements Market {
    /** In the journal's directory: which stream it was fed from. */
    private static final String STREAM_IDENTITY = "inbound-stream";

    private final NatsConnection connection;
    private final NatsFeedOptions options;
    private final NatsOutputOptions outputs;
    private final List<Symbol> symbols;
    private InboundAgent agent;

    /**
     * Takes from NATS what options say, and publishes there.
     *
     * @param connection closed by whoever made it, after this.
     * @param options what is taken, and how.
     * @param outputs what is published, and how.
     * @param symbols in the order of their ids.
     */
    NatsMarket(NatsConnection connection, NatsFeedOptions options, NatsOutputOptions outputs, List<Symbol> symbols) {
        this.connection = connection;
        this.options = options;
        this.outputs = outputs;
        this.symbols = symbols;
    }

    @Override
    public String description() {
        return symbols.stream().map(Symbol::name).limit(5).collect(Collectors.joining(", "))
                + (symbols.size() > 5 ? " and " + (symbols.size() - 5) + " more" : "") + " from NATS at "
                + connection.context().url()
                + (options.stream() == null ? "" : ", stream " + options.stream() + ",");
    }

    @Override
    public String symbolName(int id) {
        return symbols.get(id).name();
    }

    @Override
    public long eventCount() {
        return Feed.UNKNOWN;
    }

    @Override
    public NatsSink outlet(Graph graph, OutputNames names, Path journal) {
        return outputs.open(connection, graph, names, journal);
    }

    @Override
    public boolean areOwedOutputsGivenUp() {
        return outputs.areOwedOutputsGivenUp();
    }

    @Override
    public Feed feed(EventRing ring, ResumePoint resumed, Pacer pacer, Path journal) {
        JournaledSymbols.require(resumed, symbols, journal);
        InboundContext context = options.context(ring.payloadCapacity() >= MarketDataFile.DEPTH_LENGTH_MAX)
                .symbols(symbols.stream()
                        .map(each ->
                                new MarketSymbol(each.id(), each.name(), each.priceExponent(), each.sizeExponent()))
                        .toList())
                .definedCount(resumed.symbols().size())
                .journaledSequence(sourceId -> Math.max(0, resumed.sources().get(sourceId)));
        if (options.isControlled()) {
            context.controlCheck(controlGate(resumed)::check)
                    .engineTimeNs(Math.max(0, resumed.processor().engineTimeNs()));
        }
        if (options.stream() != null) {
            context.stream(options.stream(), journal.resolve(STREAM_IDENTITY));
        }
        agent = InboundAgent.create(connection, context, ring);
        return new NatsFeed(agent);
    }

    private ControlGate controlGate(ResumePoint resumed) {
        ControlGate gate = ControlGate.of(resumed.processor());
        symbols.stream()
                .skip(resumed.symbols().size())
                .forEach(each -> gate.define(each.id(), each.name(), each.priceExponent(), each.sizeExponent()));
        return gate;
    }

    @Override
    public void report(PrintWriter out) {
        if (agent == null) {
            return;
        }
        InboundCounters counters = agent.counters();
        out.printf("%-13s%s%n", "From NATS", "what was taken, and what befell it");
        for (InboundCounter counter : InboundCounter.values()) {
            CounterLines.print(out, counter, counters.get(counter));
            if (counter == InboundCounter.REFUSED) {
                for (Refusal refusal : Refusal.values()) {
                    CounterLines.print(out, "  " + refusal, counters.get(refusal), "of them");
                }
            }
        }
        for (ConnectionCounter counter : ConnectionCounter.values()) {
            CounterLines.print(out, counter, connection.count(counter));
        }
    }
}
