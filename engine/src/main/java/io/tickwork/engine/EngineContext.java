// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.Graph.SymbolGraph;
import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.engine.doctor.HostFiles;
import io.tickwork.engine.thread.Pins;
import io.tickwork.journal.JournalContext;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.WaitMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.agrona.BitUtil;

/**
 * The settings of an engine. Set what differs from the defaults, then {@link #conclude()}, after which nothing can be
 * set.
 */
public final class EngineContext {
    /** The most events journaled as one excerpt, by default. */
    public static final int BATCH_LIMIT_DEFAULT = 256;
    /** The most events that may be journaled as one excerpt. */
    public static final int BATCH_LIMIT_MAX = 4_096;
    /** Events between two checkpoints, by default. */
    public static final int CHECKPOINT_INTERVAL_DEFAULT = 10_000;
    /** Of so many events the service time of one is measured: reading the clock costs as much as several nodes. */
    public static final int SAMPLE_INTERVAL_DEFAULT = 64;
    /** Bytes of a slot of either ring: enough for trades, quotes, bars and what is put out. */
    public static final int SLOT_LENGTH_BYTES = 128;
    /** Bytes of an inbound slot of a graph that reads books or has parameters to change: ten levels a side fit. */
    public static final int LONG_SLOT_LENGTH_BYTES = 512;
    /** Events from one snapshot to the next, by default. */
    public static final long SNAPSHOT_INTERVAL_DEFAULT = 1_000_000;
    /** The longest time from one snapshot to the next while there are events, by default: a minute. */
    public static final long SNAPSHOT_PERIOD_MS_DEFAULT = 60_000;
    /** Snapshots that are kept, by default. */
    public static final int SNAPSHOTS_KEPT_DEFAULT = 3;
    /** What the engine thread copies for a snapshot in one batch, by default: a few microseconds' worth. */
    public static final long SNAPSHOT_BUDGET_BYTES_DEFAULT = 16_384;
    /** The most slots of a ring, which make a block of 1 GiB. */
    public static final int SLOT_COUNT_MAX = (1 << 30) / SLOT_LENGTH_BYTES;

    private Graph graph;
    private List<GraphSource> graphSources = List.of();
    private Path journalDirectory;
    private WaitMode waitMode = WaitMode.BUSY_SPIN;
    private int batchLimit = BATCH_LIMIT_DEFAULT;
    private int checkpointInterval = CHECKPOINT_INTERVAL_DEFAULT;
    private int sampleInterval = SAMPLE_INTERVAL_DEFAULT;
    private JournalContext journal = new JournalContext();
    private boolean isRecovering;
    private LongSupplier confirmedSequence = () -> Long.MAX_VALUE;
    private boolean areOwedOutputsGivenUp;
    private Topology topology = Topology.INLINE;
    private SnapshotMode snapshotMode = SnapshotMode.NONE;
    private long snapshotInterval = SNAPSHOT_INTERVAL_DEFAULT;
    private long snapshotPeriodMs = SNAPSHOT_PERIOD_MS_DEFAULT;
    private int snapshotsKept = SNAPSHOTS_KEPT_DEFAULT;
    private long snapshotBudgetBytes = SNAPSHOT_BUDGET_BYTES_DEFAULT;
    private int slotLengthBytes;
    private int slotCount;
    private Pins pins = Pins.NONE;
    private Function<Subgraph, Plan> plans = PlanCompiler::compile;
    private boolean concluded;

    /**
     * Checks everything and freezes it.
     *
     * @return this.
     * @throws IllegalArgumentException naming the setting that is missing or out of range.
     */
    public EngineContext conclude() {
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(journalDirectory, "journalDirectory");
        Objects.requireNonNull(journal, "journal");
        Objects.requireNonNull(pins, "pins").requireOn(HostFiles.ofThisHost());
        requireInRange("batchLimit", batchLimit, 1, BATCH_LIMIT_MAX);
        requireInRange("checkpointInterval", checkpointInterval, 1, Integer.MAX_VALUE);
        requireInRange("sampleInterval", sampleInterval, 1, Integer.MAX_VALUE);
        requireInRange("snapshotInterval", snapshotInterval, 1, Long.MAX_VALUE);
        requireInRange("snapshotPeriodMs", snapshotPeriodMs, 1, Long.MAX_VALUE);
        requireInRange("snapshotsKept", snapshotsKept, 1, Integer.MAX_VALUE);
        requireInRange("snapshotBudgetBytes", snapshotBudgetBytes, 1, Long.MAX_VALUE);
        slotLengthBytes = needsLongSlots(graph) ? LONG_SLOT_LENGTH_BYTES : SLOT_LENGTH_BYTES;
        if (slotCount == 0) {
            slotCount = EventRing.defaultSlotCount(slotLengthBytes);
        }
        requireInRange("slotCount", slotCount, 2, SLOT_COUNT_MAX);
        if (!BitUtil.isPowerOfTwo(slotCount)) {
            throw new IllegalArgumentException("slotCount=" + slotCount + " is not a power of two");
        }
        concluded = true;
        return this;
    }

    private static boolean needsLongSlots(Graph graph) {
        return Stream.concat(
                        Stream.of(graph.template(), graph.groups()),
                        graph.overridden().values().stream().map(SymbolGraph::subgraph))
                .anyMatch(subgraph -> subgraph.source(SourceKind.DEPTH) != null
                        || subgraph.nodes().stream()
                                .anyMatch(node -> !node.slots().parameters().isEmpty()));
    }

    private static void requireInRange(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + "=" + value + " is not from " + min + " to " + max);
        }
    }

    private void requireOpen() {
        if (concluded) {
            throw new IllegalStateException("the context is concluded; set it up before");
        }
    }

    /**
     * Sets the graph and the texts it came from, which the journal keeps so that it can be replayed without them.
     *
     * @param value checked.
     * @param sources in order.
     * @return this.
     */
    public EngineContext graph(Graph value, List<GraphSource> sources) {
        requireOpen();
        graph = value;
        graphSources = List.copyOf(sources);
        return this;
    }

    /** {@return the graph} */
    public Graph graph() {
        return graph;
    }

    /** {@return the texts the graph came from} */
    public List<GraphSource> graphSources() {
        return graphSources;
    }

    /**
     * Sets where the journal goes.
     *
     * @param value a directory that does not exist or is empty, or one that holds a journal, which is gone on with.
     * @return this.
     */
    public EngineContext journalDirectory(Path value) {
        requireOpen();
        journalDirectory = value;
        return this;
    }

    /** {@return where the journal goes} */
    public Path journalDirectory() {
        return journalDirectory;
    }

    /**
     * Sets how the journal is written: durability, rolls, space. Its limits follow from the other settings.
     *
     * @param value concluded by the engine.
     * @return this.
     */
    public EngineContext journal(JournalContext value) {
        requireOpen();
        journal = value;
        return this;
    }

    /** {@return how the journal is written} */
    public JournalContext journal() {
        return journal;
    }

    /**
     * Sets whether to go on from the last sound event of a damaged journal, giving up what comes after. The files stay
     * as they are.
     *
     * @param value false to refuse such a journal, the default.
     * @return this.
     */
    public EngineContext recover(boolean value) {
        requireOpen();
        isRecovering = value;
        return this;
    }

    /** {@return whether to go on from the last sound event of a damaged journal} */
    public boolean recover() {
        return isRecovering;
    }

    /**
     * Sets up to which event outputs have safely arrived. Those of later events are put out once more when a journal is
     * gone on with.
     *
     * @param value gives a sequence, to any thread; 0 when everything is wanted again; by default nothing is.
     * @return this.
     */
    public EngineContext confirmedSequence(LongSupplier value) {
        requireOpen();
        confirmedSequence = value;
        return this;
    }

    /** {@return what tells up to which event outputs have safely arrived} */
    public LongSupplier confirmedSequence() {
        return confirmedSequence;
    }

    /**
     * Sets whether to start though the graph has changed and outputs of the one before it have not arrived. They cannot
     * be made by this one, and are lost then.
     *
     * @param value false by default: such a start is refused.
     * @return this.
     */
    public EngineContext giveUpOwedOutputs(boolean value) {
        requireOpen();
        areOwedOutputsGivenUp = value;
        return this;
    }

    /** {@return whether to start though outputs of the graph before this one have not arrived} */
    public boolean giveUpOwedOutputs() {
        return areOwedOutputsGivenUp;
    }

    /**
     * Sets on which thread events are journaled.
     *
     * @param value {@link Topology#INLINE} by default.
     * @return this.
     */
    public EngineContext topology(Topology value) {
        requireOpen();
        topology = value;
        return this;
    }

    /** {@return on which thread events are journaled} */
    public Topology topology() {
        return topology;
    }

    /**
     * Sets who makes snapshots, from which a start needs to run only what came later.
     *
     * @param value {@link SnapshotMode#NONE} by default.
     * @return this.
     */
    public EngineContext snapshots(SnapshotMode value) {
        requireOpen();
        snapshotMode = value;
        return this;
    }

    /** {@return who makes snapshots} */
    public SnapshotMode snapshots() {
        return snapshotMode;
    }

    /**
     * Sets how many events there are from one snapshot to the next. Snapshots are taken at checkpoints, the first one
     * behind so many events.
     *
     * @param value at least 1.
     * @return this.
     */
    public EngineContext snapshotInterval(long value) {
        requireOpen();
        snapshotInterval = value;
        return this;
    }

    /** {@return events from one snapshot to the next} */
    public long snapshotInterval() {
        return snapshotInterval;
    }

    /**
     * Sets after how much time there is a snapshot, if there were events and however few.
     *
     * @param value milliseconds, at least 1.
     * @return this.
     */
    public EngineContext snapshotPeriodMs(long value) {
        requireOpen();
        snapshotPeriodMs = value;
        return this;
    }

    /** {@return after how many milliseconds there is a snapshot} */
    public long snapshotPeriodMs() {
        return snapshotPeriodMs;
    }

    /**
     * Sets how many snapshots are kept. One that is not beyond what is confirmed is always among them.
     *
     * @param value at least 1.
     * @return this.
     */
    public EngineContext snapshotsKept(int value) {
        requireOpen();
        snapshotsKept = value;
        return this;
    }

    /** {@return how many snapshots are kept} */
    public int snapshotsKept() {
        return snapshotsKept;
    }

    /**
     * Sets how much the engine thread copies for a snapshot in one batch: its time, since copying takes about so much
     * for each byte.
     *
     * @param value bytes, at least 1; a symbol is copied as a whole.
     * @return this.
     */
    public EngineContext snapshotBudgetBytes(long value) {
        requireOpen();
        snapshotBudgetBytes = value;
        return this;
    }

    /** {@return how many bytes the engine thread copies for a snapshot in one batch} */
    public long snapshotBudgetBytes() {
        return snapshotBudgetBytes;
    }

    /**
     * Sets what the engine thread does when there is nothing to do.
     *
     * @param value the mode.
     * @return this.
     */
    public EngineContext waitMode(WaitMode value) {
        requireOpen();
        waitMode = value;
        return this;
    }

    /** {@return what the engine thread does when there is nothing to do} */
    public WaitMode waitMode() {
        return waitMode;
    }

    /**
     * Sets which thread runs on which core.
     *
     * @param value {@link Pins#NONE} by default; concluding refuses cores that are not there.
     * @return this.
     */
    public EngineContext pins(Pins value) {
        requireOpen();
        pins = value;
        return this;
    }

    /**
     * Sets what makes the plans, for instance what has run them until they were warm.
     *
     * @param value gives a plan for a subgraph; by default it is compiled.
     * @return this.
     */
    public EngineContext plans(Function<Subgraph, Plan> value) {
        requireOpen();
        plans = value;
        return this;
    }

    /** {@return what makes the plans} */
    public Function<Subgraph, Plan> plans() {
        return plans;
    }

    /** {@return which thread runs on which core} */
    public Pins pins() {
        return pins;
    }

    /**
     * Sets the most events journaled as one excerpt. It changes latency under load, never what comes out.
     *
     * @param value from 1 to {@link #BATCH_LIMIT_MAX}.
     * @return this.
     */
    public EngineContext batchLimit(int value) {
        requireOpen();
        batchLimit = value;
        return this;
    }

    /** {@return the most events journaled as one excerpt} */
    public int batchLimit() {
        return batchLimit;
    }

    /**
     * Sets how often the hashes of state and outputs are journaled.
     *
     * @param value events from one checkpoint to the next, at least 1.
     * @return this.
     */
    public EngineContext checkpointInterval(int value) {
        requireOpen();
        checkpointInterval = value;
        return this;
    }

    /** {@return events from one checkpoint to the next} */
    public int checkpointInterval() {
        return checkpointInterval;
    }

    /**
     * Sets of how many events the service time of one is measured.
     *
     * @param value at least 1.
     * @return this.
     */
    public EngineContext sampleInterval(int value) {
        requireOpen();
        sampleInterval = value;
        return this;
    }

    /** {@return of how many events the service time of one is measured} */
    public int sampleInterval() {
        return sampleInterval;
    }

    /**
     * Sets the length of both rings. By default each is about a mebibyte, which stays in a core's cache.
     *
     * @param value slots, a power of two from 2 to {@link #SLOT_COUNT_MAX}.
     * @return this.
     */
    public EngineContext slotCount(int value) {
        requireOpen();
        slotCount = value;
        return this;
    }

    /** {@return the length of both rings, in slots; once concluded} */
    public int slotCount() {
        return slotCount;
    }

    /** {@return the bytes of an inbound slot, which follow from what the graph reads; once concluded} */
    public int slotLengthBytes() {
        return slotLengthBytes;
    }
}
