// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.support;

import io.tickwork.codecs.sbe.SessionState;
import io.tickwork.codecs.time.Timeframe;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A graph of test nodes with everything around it: gives it events, in seconds since {@link #START_NS} and in prices,
 * and takes what comes out as text.
 */
public final class Rig {
    /** A Monday, 2013-11-25 at 0:00 UTC, where bars of all timeframes but 7m begin. */
    public static final long START_NS = 1_385_337_600_000_000_000L;

    private static final double NS_PER_SECOND = 1e9;
    private static final double MANTISSA_PER_UNIT = 1e9;

    private final Graph graph;
    private final Recorder recorder;
    private final GraphProcessor processor;
    private final Events events;

    private Rig(Form form, Graph graph) {
        this.graph = graph;
        recorder = new Recorder(graph);
        processor = new GraphProcessor(graph, form::plan, recorder);
        events = new Events(processor);
    }

    /** {@return a rig with symbol 0 defined} @param form in which the graph runs. @param yaml of test nodes. */
    public static Rig of(Form form, String yaml) {
        return of(form, TestNodes.CATALOGUE, yaml);
    }

    /**
     * {@return a rig with symbol 0 defined} @param form in which the graph runs. @param types and @param yaml of it.
     */
    public static Rig of(Form form, Catalogue types, String yaml) {
        Graph graph = YamlGraphReader.read(types, List.of(new GraphSource("test.yaml", yaml)));
        return new Rig(form, graph).define(0);
    }

    /** {@return the graph} */
    public Graph graph() {
        return graph;
    }

    /** {@return the processor} */
    public GraphProcessor processor() {
        return processor;
    }

    /** Defines a symbol. */
    public Rig define(int symbol) {
        events.define(symbol, "S" + symbol);
        return this;
    }

    /** A trade of symbol 0 with size 1. */
    public Rig trade(double seconds, double price) {
        return trade(0, seconds, price);
    }

    /** A trade with size 1. */
    public Rig trade(int symbol, double seconds, double price) {
        events.trade(symbol, timeNs(seconds), mantissa(price), mantissa(1));
        return this;
    }

    /** A quote of symbol 0. */
    public Rig quote(double seconds, double bid, double ask) {
        events.quote(0, timeNs(seconds), mantissa(bid), mantissa(ask));
        return this;
    }

    /** A book of symbol 0 with sizes of 1; prices of both sides, best first. */
    public Rig depth(double seconds, double[] bids, double[] asks) {
        events.depth(0, timeNs(seconds), mantissas(bids), mantissas(asks), mantissa(1));
        return this;
    }

    private static long[] mantissas(double[] prices) {
        return Arrays.stream(prices).mapToLong(Rig::mantissa).toArray();
    }

    /** A bar from outside of symbol 0 that ends at a time, from its low to its high. */
    public Rig candle(String timeframe, double endSeconds, double low, double high) {
        return candle(timeframe, endSeconds - Timeframe.parse(timeframe) / NS_PER_SECOND, endSeconds, low, high);
    }

    /** A bar from outside that ends at a time. */
    public Rig candle(int symbol, String timeframe, double endSeconds, double low, double high) {
        events.candle(
                symbol, Timeframe.parse(timeframe), timeNs(endSeconds), mantissa(low), mantissa(high), mantissa(1));
        return this;
    }

    /** A bar from outside of symbol 0 that need not be as long as its timeframe. */
    public Rig candle(String timeframe, double startSeconds, double endSeconds, double low, double high) {
        long timeframeNs = Timeframe.parse(timeframe);
        events.candle(
                0, timeframeNs, timeNs(startSeconds), timeNs(endSeconds), mantissa(low), mantissa(high), mantissa(1));
        return this;
    }

    /** A new value of one parameter; of every symbol if it is -1. */
    public Rig change(int symbol, double seconds, String node, String parameter, double value) {
        return change(symbol, seconds, new String[] {node}, new String[] {parameter}, new double[] {value});
    }

    /** New values of several parameters. */
    public Rig change(int symbol, double seconds, String[] nodes, String[] parameters, double[] values) {
        events.change(symbol, timeNs(seconds), nodes, parameters, values);
        return this;
    }

    /** A node of symbol 0 begins anew. */
    public Rig reset(double seconds, String node) {
        events.reset(0, timeNs(seconds), node);
        return this;
    }

    /** The venue opens or closes for symbol 0. */
    public Rig session(double seconds, SessionState state) {
        events.session(0, timeNs(seconds), state.value());
        return this;
    }

    /** Time passes. */
    public Rig clock(double seconds) {
        events.clock(timeNs(seconds));
        return this;
    }

    /** {@return the time so many seconds after the start} */
    public static long timeNs(double seconds) {
        return START_NS + Math.round(seconds * NS_PER_SECOND);
    }

    private static long mantissa(double price) {
        return Math.round(price * MANTISSA_PER_UNIT);
    }

    /** {@return what came out since the last call, as {@code name=value}} */
    public List<String> take() {
        return lines(line -> line.substring(line.indexOf('/') + 1));
    }

    /** {@return what came out since the last call, as {@code cycle@seconds symbol/name=value}} */
    public List<String> takeCycles() {
        return lines(line -> {
            String[] words = line.split("[.@ ]", 4);
            return words[1] + "@" + (Long.parseLong(words[2]) - START_NS) / 1_000_000_000L + " " + words[3];
        });
    }

    /**
     * {@return what came out since the last call, without the events that led to it: {@code time symbol/name=value}}
     */
    public List<String> takeByTime() {
        return lines(line -> line.substring(line.indexOf('@') + 1));
    }

    private List<String> lines(UnaryOperator<String> form) {
        List<String> lines = recorder.lines().stream().map(form).toList();
        recorder.lines().clear();
        return lines;
    }

    /** {@return whether an output holds a value for symbol 0} @param node its node. @param place in its node. */
    public boolean isValid(String node, int place) {
        int output = graph.template().node(node).slots().outputs().get(place).index();
        return processor.state(0).isValid(output);
    }
}
