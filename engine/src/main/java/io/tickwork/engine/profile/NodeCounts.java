// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.profile;

/**
 * How often something happened to a node, over all symbols.
 *
 * @param triggered cycles in which one of its triggering inputs was produced while it was in service: runs, and turns
 *     in which a required input held no value.
 * @param runs cycles in which it ran.
 * @param inputMissing cycles in which it was triggered and a required input held no value.
 * @param quarantined turns it did not take because it had thrown.
 * @param emissions outputs that its runs produced: values that count as new, and signals.
 * @param cutoffs values that its emit policy held back.
 * @param unchanged outputs that its runs left alone.
 * @param withdrawn outputs that its runs took away.
 * @param notFinite values that were withdrawn because they were not finite.
 * @param faults runs in which it threw.
 */
public record NodeCounts(
        long triggered,
        long runs,
        long inputMissing,
        long quarantined,
        long emissions,
        long cutoffs,
        long unchanged,
        long withdrawn,
        long notFinite,
        long faults) {

    /** {@return the sum of both} */
    NodeCounts plus(NodeCounts other) {
        return new NodeCounts(
                triggered + other.triggered,
                runs + other.runs,
                inputMissing + other.inputMissing,
                quarantined + other.quarantined,
                emissions + other.emissions,
                cutoffs + other.cutoffs,
                unchanged + other.unchanged,
                withdrawn + other.withdrawn,
                notFinite + other.notFinite,
                faults + other.faults);
    }
}
