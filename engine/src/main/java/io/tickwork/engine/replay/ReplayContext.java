// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.engine.feed.Pacer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * What a {@link ReplayCursor} or a {@link Replay} runs, and how. Only the directory is required; with nothing else set,
 * the journal's newest graph is run with the node types that come with the program, compiled, and its outputs are
 * dropped.
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
    private long firstSequence = Long.MIN_VALUE;
    private long lastSequence = Long.MAX_VALUE;
    private LongConsumer progress = sequence -> {};
    private ReplayObserver observer = ReplayObserver.NONE;
    private Pacer pacer = Pacer.AT_ONCE;
    private boolean isPacedByReceiveTime;

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

    /**
     * Sets of which events a {@link Replay} gives the outputs. It begins with the newest snapshot before the first of
     * them and runs what is in between silently; it compares all that it runs. A cursor takes no notice.
     *
     * @param first event, {@link Long#MIN_VALUE} for all from the beginning of the journal.
     * @param last event, {@link Long#MAX_VALUE} for all up to its end.
     * @return this.
     * @throws IllegalArgumentException when the last is before the first.
     */
    public ReplayContext range(long first, long last) {
        if (last < first) {
            throw new IllegalArgumentException("last=" + last + " is before first=" + first);
        }
        firstSequence = first;
        lastSequence = last;
        return this;
    }

    /** {@return the first event whose outputs are given} */
    public long firstSequence() {
        return firstSequence;
    }

    /** {@return the last event whose outputs are given} */
    public long lastSequence() {
        return lastSequence;
    }

    /**
     * Sets what is told the sequence of each event that a {@link Replay} has run. A cursor takes no notice.
     *
     * @param value called on the thread of the replay.
     * @return this.
     */
    public ReplayContext progress(LongConsumer value) {
        progress = Objects.requireNonNull(value, "progress");
        return this;
    }

    /** {@return what is told of progress} */
    public LongConsumer progress() {
        return progress;
    }

    /**
     * Sets what looks at the events of the range while a {@link Replay} runs them. A cursor takes no notice.
     *
     * @param value called on the thread of the replay.
     * @return this.
     */
    public ReplayContext observer(ReplayObserver value) {
        observer = Objects.requireNonNull(value, "observer");
        return this;
    }

    /** {@return what looks at the events of the range} */
    public ReplayObserver observer() {
        return observer;
    }

    /**
     * Sets how fast a {@link Replay} runs the events of its range. A cursor takes no notice.
     *
     * @param value asked on the thread of the replay, which waits in between.
     * @param byReceiveTime whether it is asked with the time at which events reached us, not with their own.
     * @return this.
     */
    public ReplayContext pacer(Pacer value, boolean byReceiveTime) {
        pacer = Objects.requireNonNull(value, "pacer");
        isPacedByReceiveTime = byReceiveTime;
        return this;
    }

    /** {@return what paces the events} */
    public Pacer pacer() {
        return pacer;
    }

    /** {@return whether events are paced by the time at which they reached us} */
    public boolean isPacedByReceiveTime() {
        return isPacedByReceiveTime;
    }
}
