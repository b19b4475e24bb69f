// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import io.tickwork.dag.candle.CandleAggregator;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.PublishedOutput;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.state.OutputSlot;
import io.tickwork.dag.state.Variable;

/** All that belongs to one symbol: its flat state, its definition, and the keys of its outputs. */
final class SymbolState {
    private final Graph graph;
    private final State state;
    private final long[] outputKeys;
    private final long[] faultKeys;
    private String name;
    private long nameDigest;
    private int priceExponent;
    private int sizeExponent;
    private long nextCloseNs = CandleAggregator.NEVER;

    SymbolState(Graph graph) {
        this.graph = graph;
        state = new State(
                graph.doubleCount(),
                graph.longCount(),
                graph.outputCount(),
                graph.nodes().size());
        outputKeys = new long[graph.outputs().size()];
        faultKeys = new long[graph.nodes().size()];
    }

    void define(String symbolName, int priceExponentOfSymbol, int sizeExponentOfSymbol) {
        name = symbolName;
        nameDigest = Digest.of(symbolName);
        priceExponent = priceExponentOfSymbol;
        sizeExponent = sizeExponentOfSymbol;
        for (PublishedOutput output : graph.outputs()) {
            outputKeys[output.id()] = Digest.of(symbolName + "/" + output.name());
        }
        for (GraphNode node : graph.nodes()) {
            faultKeys[node.index()] = Digest.of("fault " + symbolName + "/" + node.id());
        }
    }

    boolean isDefined() {
        return name != null;
    }

    String name() {
        return name;
    }

    State state() {
        return state;
    }

    int priceExponent() {
        return priceExponent;
    }

    int sizeExponent() {
        return sizeExponent;
    }

    long outputKey(int output) {
        return outputKeys[output];
    }

    long faultKey(int node) {
        return faultKeys[node];
    }

    long nextCloseNs() {
        return nextCloseNs;
    }

    void nextCloseNs(long timeNs) {
        nextCloseNs = timeNs;
    }

    /** The digest of all that is not a node's: definition, sources and their validity, bars that are open. */
    long sourcesDigest() {
        long hash = Digest.mix(Digest.SEED, nameDigest);
        hash = Digest.mix(hash, priceExponent);
        hash = Digest.mix(hash, sizeExponent);
        for (int i = 0; i < graph.sources().size(); i++) { // an iterator would be allocated
            Source source = graph.sources().get(i);
            hash = Digest.mix(hash, state.isValid(source.output()) ? 1 : 0);
            hash = doubles(hash, source.doubleSlot(), source.doubleCount());
            hash = longs(hash, source.longSlot(), source.longCount());
        }
        return hash;
    }

    /** The digest of one node: its outputs and their validity, its variables, whether it is quarantined. */
    long nodeDigest(int index) {
        GraphNode node = graph.nodes().get(index);
        long hash = Digest.mix(Digest.SEED, state.isQuarantined(index) ? 1 : 0);
        for (int i = 0; i < node.slots().outputs().size(); i++) {
            OutputSlot output = node.slots().outputs().get(i);
            ValueKind kind = output.spec().kind();
            hash = Digest.mix(hash, state.isValid(output.index()) ? 1 : 0);
            hash = doubles(hash, output.doubleSlot(), kind.doubleSlots());
            hash = longs(hash, output.longSlot(), kind.longSlots());
        }
        for (int i = 0; i < node.slots().variables().size(); i++) {
            Variable variable = node.slots().variables().get(i);
            hash = variable.isDouble()
                    ? doubles(hash, variable.slot(), variable.length())
                    : longs(hash, variable.slot(), variable.length());
        }
        return hash;
    }

    private long doubles(long hash, int slot, int count) {
        long result = hash;
        for (int i = slot; i < slot + count; i++) {
            result = Digest.mix(result, state.getDouble(i));
        }
        return result;
    }

    private long longs(long hash, int slot, int count) {
        long result = hash;
        for (int i = slot; i < slot + count; i++) {
            result = Digest.mix(result, state.getLong(i));
        }
        return result;
    }
}
