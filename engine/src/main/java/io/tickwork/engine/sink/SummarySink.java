// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.IndicatorVectorDecoder;
import io.tickwork.codecs.sbe.NodeFaultDecoder;
import io.tickwork.codecs.sbe.SignalDecoder;
import io.tickwork.codecs.sbe.SignalSide;
import io.tickwork.codecs.sbe.ValueKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/**
 * Keeps what a person wants to see after a run: the last value of each output, the signals of each strategy counted and
 * the latest of them, and the faults. Memory is bounded by the number of outputs.
 *
 * <p>Threading: the accessors belong to the agent's thread while it runs, and to anyone once it is closed.
 */
public final class SummarySink implements OutputSink {
    /** How many signals of a strategy, and how many faults, are kept. */
    public static final int RECENT_COUNT = 5;

    /**
     * What is kept of an output that is not a strategy's.
     *
     * @param outputId its id.
     * @param valueCount number of its values, of all symbols.
     * @param lastSequence of the event behind its last value.
     * @param lastCycleTimeNs time of the cycle of its last value, UTC epoch nanoseconds.
     * @param lastSymbolId symbol of its last value.
     * @param lastValue as text.
     */
    public record Output(
            int outputId,
            long valueCount,
            long lastSequence,
            long lastCycleTimeNs,
            int lastSymbolId,
            String lastValue) {}

    /**
     * What is kept of a strategy.
     *
     * @param outputId of its output.
     * @param buyCount number of its signals to buy, of all symbols.
     * @param sellCount number of its signals to sell, of all symbols.
     * @param recent its last signals, at most {@link #RECENT_COUNT}, the latest last.
     */
    public record Strategy(int outputId, long buyCount, long sellCount, List<Signal> recent) {}

    /**
     * One signal.
     *
     * @param sequence of the event behind it.
     * @param cycle index of the cycle within the event.
     * @param cycleTimeNs time of the cycle, UTC epoch nanoseconds.
     * @param symbolId of its symbol.
     * @param side what is to be done.
     * @param strength in the strategy's own measure.
     * @param referencePrice at which the strategy decided.
     * @param reason the strategy's own code.
     */
    public record Signal(
            long sequence,
            int cycle,
            long cycleTimeNs,
            int symbolId,
            SignalSide side,
            double strength,
            double referencePrice,
            int reason) {}

    /**
     * One fault.
     *
     * @param sequence of the event behind it.
     * @param cycle index of the cycle within the event.
     * @param cycleTimeNs time of the cycle, UTC epoch nanoseconds.
     * @param symbolId of its symbol.
     * @param nodeId of the node that threw.
     * @param cause what it threw.
     */
    public record Fault(long sequence, int cycle, long cycleTimeNs, int symbolId, int nodeId, String cause) {}

    private final TreeMap<Integer, OutputState> outputs = new TreeMap<>();
    private final TreeMap<Integer, StrategyState> strategies = new TreeMap<>();
    private final Deque<Fault> recentFaults = new ArrayDeque<>();
    private long faultCount;

    @Override
    public void onValue(IndicatorValueDecoder value) {
        OutputState state = outputs.computeIfAbsent(value.outputId(), id -> new OutputState());
        state.count++;
        state.sequence = value.sequence();
        state.cycleTimeNs = value.cycleTimeNs();
        state.symbolId = value.symbolId();
        state.kind = value.kind();
        state.bits = value.valueBits();
    }

    @Override
    public void onVector(IndicatorVectorDecoder vector) {
        OutputState state = outputs.computeIfAbsent(vector.outputId(), id -> new OutputState());
        state.count++;
        state.sequence = vector.sequence();
        state.cycleTimeNs = vector.cycleTimeNs();
        state.symbolId = vector.symbolId();
        state.vector = ValueText.of(vector);
    }

    @Override
    public void onSignal(SignalDecoder signal) {
        StrategyState state = strategies.computeIfAbsent(signal.outputId(), id -> new StrategyState());
        state.buyCount += signal.side() == SignalSide.BUY ? 1 : 0;
        state.sellCount += signal.side() == SignalSide.SELL ? 1 : 0;
        addRecent(
                state.recent,
                new Signal(
                        signal.sequence(),
                        signal.cycle(),
                        signal.cycleTimeNs(),
                        signal.symbolId(),
                        signal.side(),
                        signal.strength(),
                        signal.referencePrice(),
                        signal.reason()));
    }

    @Override
    public void onFault(NodeFaultDecoder fault) {
        faultCount++;
        addRecent(
                recentFaults,
                new Fault(
                        fault.sequence(),
                        fault.cycle(),
                        fault.cycleTimeNs(),
                        fault.symbolId(),
                        fault.nodeId(),
                        fault.cause()));
    }

    @Override
    public void complete() {}

    @Override
    public void close() {}

    /**
     * The outputs that had values.
     *
     * @return a new list, by id.
     */
    public List<Output> outputs() {
        return outputs.entrySet().stream()
                .map(entry -> entry.getValue().toOutput(entry.getKey()))
                .toList();
    }

    /**
     * The strategies that gave signals.
     *
     * @return a new list, by id.
     */
    public List<Strategy> strategies() {
        return strategies.entrySet().stream()
                .map(entry -> entry.getValue().toStrategy(entry.getKey()))
                .toList();
    }

    /**
     * Number of faults.
     *
     * @return of all nodes and symbols.
     */
    public long faultCount() {
        return faultCount;
    }

    /**
     * The last faults.
     *
     * @return a new list of at most {@link #RECENT_COUNT}, the latest last.
     */
    public List<Fault> recentFaults() {
        return List.copyOf(recentFaults);
    }

    private static <T> void addRecent(Deque<T> recent, T latest) {
        if (recent.size() == RECENT_COUNT) {
            recent.removeFirst();
        }
        recent.addLast(latest);
    }

    private static final class OutputState {
        private long count;
        private long sequence;
        private long cycleTimeNs;
        private int symbolId;
        private ValueKind kind;
        private long bits;
        private String vector;

        private Output toOutput(int outputId) {
            return new Output(
                    outputId,
                    count,
                    sequence,
                    cycleTimeNs,
                    symbolId,
                    vector == null ? ValueText.of(kind, bits) : vector);
        }
    }

    private static final class StrategyState {
        private long buyCount;
        private long sellCount;
        private final Deque<Signal> recent = new ArrayDeque<>(RECENT_COUNT);

        private Strategy toStrategy(int outputId) {
            return new Strategy(outputId, buyCount, sellCount, List.copyOf(recent));
        }
    }
}
