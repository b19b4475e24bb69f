// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import io.tickwork.dag.graph.Bars;
import io.tickwork.dag.graph.Dependants;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.PublishedOutput;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.State;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.state.OutputSlot;
import io.tickwork.dag.state.ParameterSlot;
import io.tickwork.dag.state.Variable;
import java.util.List;

/** A subgraph with a state of its own: that of one symbol, or the groups. */
class Instance {
    private final Code code;
    private final State state;
    private final List<Parameters> parameters;
    private final long[] outputKeys;
    private final long[] faultKeys;
    private final OutputSlot[] withSavedElements;

    /**
     * A subgraph and what runs it; one for all its instances.
     *
     * @param subgraph checked.
     * @param plan that runs it.
     * @param dependants of its nodes.
     */
    record Code(Subgraph subgraph, Plan plan, Dependants dependants) {}

    /**
     * @param code what runs.
     * @param prefix of its ids: {@code symbol/}, or nothing for the groups.
     * @param parameters to begin with, by node.
     */
    Instance(Code code, String prefix, List<Parameters> parameters) {
        this.code = code;
        this.parameters = parameters;
        Subgraph subgraph = code.subgraph();
        int nodeCount = subgraph.nodes().size();
        state = new State(subgraph.doubleCount(), subgraph.longCount(), subgraph.outputCount(), nodeCount);
        outputKeys = new long[subgraph.outputs().size()];
        for (int i = 0; i < outputKeys.length; i++) {
            outputKeys[i] = Digest.of(prefix + subgraph.outputs().get(i).name());
        }
        faultKeys = new long[nodeCount];
        for (GraphNode node : subgraph.nodes()) {
            faultKeys[node.index()] = Digest.of("fault " + prefix + node.id());
            for (ParameterSlot parameter : node.slots().parameters()) {
                Object value =
                        parameters.get(node.index()).value(parameter.spec().name());
                parameter.set(state, value);
            }
        }
        withSavedElements = subgraph.nodes().stream()
                .flatMap(node -> node.slots().outputs().stream())
                .filter(output -> output.savedSlot() >= 0)
                .toArray(OutputSlot[]::new);
    }

    Subgraph subgraph() {
        return code.subgraph();
    }

    Plan plan() {
        return code.plan();
    }

    State state() {
        return state;
    }

    /** {@return the parameters a node began with} */
    Parameters parameters(GraphNode node) {
        return parameters.get(node.index());
    }

    long outputKey(int output) {
        List<PublishedOutput> outputs = subgraph().outputs();
        return outputKeys[output - outputs.get(0).id()];
    }

    long faultKey(int node) {
        return faultKeys[node];
    }

    /** Starts all nodes; one that throws is quarantined. */
    void start() {
        for (int i = 0; i < subgraph().nodes().size(); i++) {
            start(subgraph().nodes().get(i));
        }
    }

    private void start(GraphNode node) {
        state.beginCycle(state.cycleTimeNs()); // what the last cycle produced is no business of a node that starts
        try {
            node.node().start(state);
        } catch (Exception e) {
            state.quarantine(node.index(), e);
        }
    }

    /** Zeroes a node, lifts its quarantine and starts it; what depends on it keeps its state and waits to be fed. */
    void reset(GraphNode node) {
        for (int output : code.dependants().outputsInvalidatedBy(node.index())) {
            state.setValid(output, false);
        }
        invalidateReaders(node.index());
        node.slots().zero(state);
        state.release(node.index());
        start(node);
    }

    /** Takes the values of all away that depends on a node of this instance and belongs to the groups. */
    void invalidateReaders(int node) {
        // Nothing beyond the groups reads groups.
    }

    /** Takes the values of all away that depends on a source. */
    final void invalidateReadersOf(Source source) {
        for (int output : code.dependants().outputsInvalidatedBySource(source)) {
            state.setValid(output, false);
        }
    }

    final int[] outputsInvalidatedBy(int node) {
        return code.dependants().outputsInvalidatedBy(node);
    }

    /** Makes the timers that fire at an instant valid and produced; returns their masks. */
    long fireTimers(long timeNs) {
        long fired = 0;
        List<Source> sources = subgraph().sources();
        for (int i = 0; i < sources.size(); i++) { // an iterator would be allocated
            Source source = sources.get(i);
            if (source.kind() == SourceKind.TIMER && Timers.fires(source.timeframeNs(), timeNs)) {
                state.setLong(source.longSlot(), timeNs);
                state.setValid(source.output(), true);
                state.markProduced(source.output());
                fired |= source.mask();
            }
        }
        return fired;
    }

    /** The digest of all that is not a node's: sources and their validity, bars that are open. */
    long sourcesDigest() {
        long hash = Digest.SEED;
        for (int i = 0; i < subgraph().sources().size(); i++) {
            Source source = subgraph().sources().get(i);
            hash = Digest.mix(hash, state.isValid(source.output()) ? 1 : 0);
            hash = doubles(hash, source.doubleSlot(), source.doubleCount());
            hash = longs(hash, source.longSlot(), source.longCount());
        }
        for (int i = 0; i < subgraph().bars().size(); i++) {
            Bars bars = subgraph().bars().get(i);
            hash = doubles(hash, bars.doubleSlot(), bars.doubleCount());
            hash = longs(hash, bars.longSlot(), bars.longCount());
        }
        return hash;
    }

    /** The digest of one node: outputs and their validity, variables, mutable parameters, whether it is quarantined. */
    long nodeDigest(int index) {
        GraphNode node = subgraph().nodes().get(index);
        long hash = Digest.mix(Digest.SEED, state.isQuarantined(index) ? 1 : 0);
        for (int i = 0; i < node.slots().outputs().size(); i++) {
            OutputSlot output = node.slots().outputs().get(i);
            hash = Digest.mix(hash, state.isValid(output.index()) ? 1 : 0);
            hash = doubles(hash, output.doubleSlot(), output.doubleCount());
            hash = longs(hash, output.longSlot(), output.longCount());
        }
        for (int i = 0; i < node.slots().variables().size(); i++) {
            Variable variable = node.slots().variables().get(i);
            hash = variable.isDouble()
                    ? doubles(hash, variable.slot(), variable.length())
                    : longs(hash, variable.slot(), variable.length());
        }
        for (int i = 0; i < node.slots().parameters().size(); i++) {
            ParameterSlot parameter = node.slots().parameters().get(i);
            hash = parameter.isDouble() ? doubles(hash, parameter.slot(), 1) : longs(hash, parameter.slot(), 1);
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

    /** Saves, or on loading compares, how much there is of everything. */
    final void shape(ImageWords words) {
        words.expect("the number of doubles", state.doubleCount());
        words.expect("the number of longs", state.longCount());
        words.expect("the number of outputs", state.outputCount());
        words.expect("the number of nodes", state.nodeCount());
    }

    /** Saves or loads all that can change. */
    void image(ImageWords words) {
        zeroSavedElements();
        words.state(state);
    }

    /**
     * What a vector held while its node ran means nothing afterwards; the compiled plan leaves it behind, the
     * interpreter does not.
     */
    private void zeroSavedElements() {
        for (OutputSlot output : withSavedElements) {
            for (int i = output.savedSlot(); i < output.savedSlot() + output.length(); i++) {
                if (output.isDouble()) {
                    state.setDouble(i, 0);
                } else {
                    state.setLong(i, 0);
                }
            }
        }
    }
}
