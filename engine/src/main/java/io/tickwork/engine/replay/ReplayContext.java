// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.OutputHandler;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a {@link ReplayCursor} runs, and how. Only the directory is required; with nothing else set, the journal's
 * newest graph is run with the node types that come with the program, compiled, and its outputs are dropped.
 */
public final class ReplayContext {
    /** Bytes of the images that are kept in memory, by default. */
    public static final long IMAGE_BYTES_DEFAULT =
            Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4);

    private Path directory;
    private Catalogue catalogue;
    private Graph graph;
    private Replay.Outputs outputs = (of, symbols) -> OutputHandler.NONE;
    private Function<Subgraph, Plan> plans = PlanCompiler::compile;
    private long imageBytes = IMAGE_BYTES_DEFAULT;
    private boolean isUsingSnapshots = true;

    /**
     * Sets where the journal is. Nothing in it is changed.
     *
     * @param value the directory.
     * @return this.
     */
    public ReplayContext journalDirectory(Path value) {
        directory = Objects.requireNonNull(value, "journalDirectory");
        return this;
    }

    /** {@return the directory of the journal} */
    public Path journalDirectory() {
        return directory;
    }

    /**
     * Sets the node types that the journal's own graph may use.
     *
     * @param value by default those that come with the program.
     * @return this.
     */
    public ReplayContext catalogue(Catalogue value) {
        catalogue = Objects.requireNonNull(value, "catalogue");
        return this;
    }

    /** {@return the node types} */
    public Catalogue catalogue() {
        if (catalogue == null) {
            catalogue = Catalogue.load(); // not before it is known that nobody brings others
        }
        return catalogue;
    }

    /**
     * Sets another graph to run than the journal's newest: what if, or that of an older manifest by
     * {@link JournalGraph#of}.
     *
     * @param value checked; null for the journal's own.
     * @return this.
     */
    public ReplayContext graph(Graph value) {
        graph = value;
        return this;
    }

    /** {@return the graph that is set, null when it is the journal's own} */
    public Graph graph() {
        return graph;
    }

    /**
     * Sets what takes the outputs.
     *
     * @param value makes it once the graph is known.
     * @return this.
     */
    public ReplayContext outputs(Replay.Outputs value) {
        outputs = Objects.requireNonNull(value, "outputs");
        return this;
    }

    /**
     * Sets what takes the outputs.
     *
     * @param value takes them.
     * @return this.
     */
    public ReplayContext outputs(OutputHandler value) {
        Objects.requireNonNull(value, "outputs");
        return outputs((of, symbols) -> value);
    }

    /** {@return what makes the handler of outputs} */
    public Replay.Outputs outputs() {
        return outputs;
    }

    /**
     * Sets what runs the graph. Each subgraph is asked for once, however often the cursor goes back.
     *
     * @param value by default {@link PlanCompiler#compile}.
     * @return this.
     */
    public ReplayContext plans(Function<Subgraph, Plan> value) {
        plans = Objects.requireNonNull(value, "plans");
        return this;
    }

    /** {@return what makes the plans} */
    public Function<Subgraph, Plan> plans() {
        return plans;
    }

    /**
     * Sets how much memory images of the state may take, from which going back is quick.
     *
     * @param value bytes; 0 for none, so that going back starts from a snapshot or the beginning.
     * @return this.
     */
    public ReplayContext imageBytes(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("imageBytes=" + value + " is negative");
        }
        imageBytes = value;
        return this;
    }

    /** {@return bytes that images may take} */
    public long imageBytes() {
        return imageBytes;
    }

    /**
     * Sets whether the snapshots of the journal are used.
     *
     * @param value false to trust nothing but the events; by default true.
     * @return this.
     */
    public ReplayContext usingSnapshots(boolean value) {
        isUsingSnapshots = value;
        return this;
    }

    /** {@return whether the snapshots of the journal are used} */
    public boolean isUsingSnapshots() {
        return isUsingSnapshots;
    }
}
