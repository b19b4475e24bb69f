// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.interpret;

/** Whether a node runs in a cycle, and if not, why. */
public enum Verdict {
    /** It runs. */
    RUNS,
    /** It threw once and has not been reset since. */
    QUARANTINED,
    /** None of its triggering inputs was produced in this cycle. */
    NOT_TRIGGERED,
    /** It was triggered, but an input it requires holds no value. */
    INPUT_MISSING
}
