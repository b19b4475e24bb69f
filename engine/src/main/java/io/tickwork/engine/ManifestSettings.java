// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

/** The names under which a journal's manifest keeps the settings of the engine that wrote it. */
public final class ManifestSettings {
    /** Events from one checkpoint to the next. */
    public static final String CHECKPOINT_INTERVAL = "checkpointInterval";
    /** The most events journaled as one excerpt. */
    public static final String BATCH_LIMIT = "batchLimit";
    /** What the engine thread did when there was nothing to do. */
    public static final String WAIT_MODE = "waitMode";
    /** What a journaled event survives. */
    public static final String DURABILITY = "durability";

    /** In what holds recorded outputs and no events: the version of their format. */
    public static final String RECORDED_OUTPUTS = "recordedOutputs";

    private ManifestSettings() {}
}
