// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import io.tickwork.dag.graph.Dependants;
import io.tickwork.dag.node.Outcome;
import io.tickwork.dag.node.State;

/**
 * What generated code does with each output after its node has run. The methods are small, are called with constants,
 * and vanish into the generated code when the JIT inlines them; each returns whether the output was produced.
 *
 * <p>Public because generated code lives in a class loader of its own; not for anyone else.
 */
public final class Settle {
    private Settle() {}

    /**
     * @param state of the running instance.
     * @param outcome what the node returned.
     * @param bit the place of the output in its node.
     * @param output its index.
     * @param slot where its value lies.
     * @return whether it was produced.
     */
    public static boolean ofDouble(State state, long outcome, int bit, int output, int slot) {
        if (Outcome.isProduced(outcome, bit)) {
            if (Double.isFinite(state.getDouble(slot))) {
                state.setValid(output, true);
                return true;
            }
            state.withdrawNonFinite(output);
        } else if (Outcome.isWithdrawn(outcome, bit)) {
            state.setValid(output, false);
        }
        return false;
    }

    /**
     * The same with a cutoff: a value too near to the last one emitted leaves that one in place and counts as
     * unchanged.
     *
     * @param state of the running instance.
     * @param outcome what the node returned.
     * @param bit the place of the output in its node.
     * @param output its index.
     * @param slot where its value lies.
     * @param emitted what lay there before the node ran.
     * @param epsilon the greatest difference that is held back.
     * @return whether it was produced.
     */
    public static boolean ofDouble(
            State state, long outcome, int bit, int output, int slot, double emitted, double epsilon) {
        boolean wasValid = state.isValid(output);
        if (!ofDouble(state, outcome, bit, output, slot)) {
            return false;
        }
        if (wasValid && Math.abs(state.getDouble(slot) - emitted) <= epsilon) {
            state.setDouble(slot, emitted);
            return false;
        }
        return true;
    }

    /**
     * @param state of the running instance.
     * @param outcome what the node returned.
     * @param bit the place of the output in its node.
     * @param output its index.
     * @return whether it was produced.
     */
    public static boolean ofLong(State state, long outcome, int bit, int output) {
        if (Outcome.isProduced(outcome, bit)) {
            state.setValid(output, true);
            return true;
        }
        if (Outcome.isWithdrawn(outcome, bit)) {
            state.setValid(output, false);
        }
        return false;
    }

    /**
     * The same with a cutoff: a value equal to the last one emitted counts as unchanged.
     *
     * @param state of the running instance.
     * @param outcome what the node returned.
     * @param bit the place of the output in its node.
     * @param output its index.
     * @param slot where its value lies.
     * @param emitted what lay there before the node ran.
     * @return whether it was produced.
     */
    public static boolean ofLong(State state, long outcome, int bit, int output, int slot, long emitted) {
        boolean wasValid = state.isValid(output);
        return ofLong(state, outcome, bit, output) && !(wasValid && state.getLong(slot) == emitted);
    }

    /**
     * @param state of the running instance.
     * @param outcome what the node returned.
     * @param bit the place of the output in its node.
     * @param output its index.
     * @param slot where strength and reference price lie; a signal in which one of them is not finite is dropped.
     * @return whether it was produced.
     */
    public static boolean ofSignal(State state, long outcome, int bit, int output, int slot) {
        if (!Outcome.isProduced(outcome, bit)) {
            return false;
        }
        if (Double.isFinite(state.getDouble(slot)) && Double.isFinite(state.getDouble(slot + 1))) {
            return true;
        }
        state.withdrawNonFinite(output);
        return false;
    }

    /**
     * @param state of the running instance.
     * @param outcome what the node returned.
     * @param bit the place of the output in its node.
     * @param output its index.
     * @param slot of its first element.
     * @param length the number of its elements; one that is not finite withdraws them all.
     * @return whether it was produced.
     */
    public static boolean ofDoubles(State state, long outcome, int bit, int output, int slot, int length) {
        if (Outcome.isProduced(outcome, bit)) {
            for (int i = slot; i < slot + length; i++) {
                if (!Double.isFinite(state.getDouble(i))) {
                    state.withdrawNonFinite(output);
                    return false;
                }
            }
            state.setValid(output, true);
            return true;
        }
        if (Outcome.isWithdrawn(outcome, bit)) {
            state.setValid(output, false);
        }
        return false;
    }

    /**
     * The same with a cutoff: when no element is far enough from the last one emitted, those are put back and the
     * vector counts as unchanged.
     *
     * @param state of the running instance.
     * @param outcome what the node returned.
     * @param bit the place of the output in its node.
     * @param output its index.
     * @param slot of its first element.
     * @param length the number of its elements.
     * @param savedSlot of the first of the elements as they were before the node ran.
     * @param epsilon the greatest difference that is held back.
     * @return whether it was produced.
     */
    public static boolean ofDoubles(
            State state, long outcome, int bit, int output, int slot, int length, int savedSlot, double epsilon) {
        boolean wasValid = state.isValid(output);
        if (!ofDoubles(state, outcome, bit, output, slot, length)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!wasValid || Math.abs(state.getDouble(slot + i) - state.getDouble(savedSlot + i)) > epsilon) {
                return true;
            }
        }
        state.copyDoubles(savedSlot, slot, length);
        return false;
    }

    /**
     * The same with a cutoff: elements that all equal those last emitted count as unchanged.
     *
     * @param state of the running instance.
     * @param outcome what the node returned.
     * @param bit the place of the output in its node.
     * @param output its index.
     * @param slot of its first element.
     * @param length the number of its elements.
     * @param savedSlot of the first of the elements as they were before the node ran.
     * @return whether it was produced.
     */
    public static boolean ofLongs(State state, long outcome, int bit, int output, int slot, int length, int savedSlot) {
        boolean wasValid = state.isValid(output);
        if (!ofLong(state, outcome, bit, output)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!wasValid || state.getLong(slot + i) != state.getLong(savedSlot + i)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes a node out of service after it threw, and everything that depends on it with it.
     *
     * @param state of the running instance.
     * @param node its index.
     * @param cause what it threw.
     * @param dependants knows what depends on it.
     */
    public static void fault(State state, int node, Exception cause, Dependants dependants) {
        state.quarantine(node, cause);
        for (int output : dependants.outputsInvalidatedBy(node)) {
            state.setValid(output, false);
        }
    }

    /**
     * Puts out the faults of a cycle, by the index of their nodes.
     *
     * @param state of the running instance.
     * @param outputs takes them.
     */
    public static void emitFaults(State state, CycleOutputs outputs) {
        for (int node = state.nextFault(0); node >= 0; node = state.nextFault(node + 1)) {
            outputs.onFault(node, state.fault(node));
        }
        state.forgetFaults();
    }
}
