// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.journal;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.price.Decimal;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.SymbolDefinitionEncoder;
import io.tickwork.codecs.sbe.TradeEncoder;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphBuilder;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.ImageTaker;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.journal.JournalContext;
import io.tickwork.journal.snapshot.ImageRegion;
import io.tickwork.journal.snapshot.Snapshot;
import io.tickwork.journal.snapshot.SnapshotChoice;
import io.tickwork.journal.snapshot.SnapshotExpectation;
import io.tickwork.journal.snapshot.SnapshotFile;
import io.tickwork.journal.snapshot.SnapshotHeader;
import io.tickwork.journal.snapshot.SnapshotStore;
import io.tickwork.perf.rounds.CpuTimes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does a snapshot cost the engine thread, what its writing, and what a start that loads it, when the
 * state is about 1 MB and about 64 MB long?
 *
 * <p>Expected: on the engine thread about what copying the state costs, a little at a time; the writer waits for the
 * disk; a start reads every byte once for its checksum and once more to load it.
 *
 * <p>Every symbol has changed since the snapshot before. What is loaded must have the same state hash.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 10)
@Measurement(iterations = 20)
@State(Scope.Thread)
public class SnapshotBenchmark {
    private static final int AVERAGES = 10;
    private static final int WINDOW = 64;

    /** So many are copied beforehand, for the compiler; few symbols would not be enough of them. */
    private static final int WARM_SYMBOLS = 1_000_000;

    /** What is copied between two batches, in bytes. */
    private static final long BUDGET = 64 << 10;

    /** How many symbols there are, of 28 nodes each; they take about 1 MB and about 64 MB. */
    @Param({"180", "11500"})
    public int symbols;

    private final UnsafeBuffer trade = new UnsafeBuffer(new byte[128]);
    private Graph graph;
    private Map<Subgraph, Plan> plans;
    private GraphProcessor processor;
    private GraphProcessor loaded;
    private ImageTaker taker;
    private long sequence;
    private long[] digests;
    private long stateHash;

    private Path directory;
    private SnapshotStore store;
    private SnapshotHeader header;
    private List<ImageRegion> image;
    private SnapshotExpectation expected;

    /** Makes the benchmark. */
    public SnapshotBenchmark() {}

    /** Makes a state, and a snapshot of it. @throws IOException never. */
    @Setup
    public void prepare() throws IOException {
        graph = graph();
        plans = new IdentityHashMap<>();
        processor = newProcessor();
        for (int i = 0; i < symbols; i++) {
            define(i);
        }
        taker = processor.imageTaker();
        for (int copied = 0; copied < WARM_SYMBOLS; copied += symbols) {
            tradeAll();
            taker.begin(sequence - 1);
            while (!taker.isComplete()) {
                taker.copySome(BUDGET);
            }
            taker.release();
        }
        digests = new long[processor.nodeDigestCountMax()];
        stateHash = processor.stateHash(digests);
        int length = Math.toIntExact(processor.imageLength());
        ByteBuffer bytes = ByteBuffer.allocateDirect(length);
        processor.saveImage(new Filled(bytes));
        image = List.of(new ImageRegion(new UnsafeBuffer(bytes), 0, length));
        System.out.printf("%n# image of %,d bytes, %,d a symbol%n", length, length / symbols);

        directory = Scratch.create();
        Path journal = directory.resolve("journal");
        try (JournalSink sink = new JournalSink(journal, new JournalContext())) {
            sink.append(1);
            header = new SnapshotHeader(
                    sink.journalId(),
                    0,
                    sink.writer().position(),
                    JournalSink.MANIFEST.generation(),
                    JournalSink.MANIFEST.graphFingerprint(),
                    JournalSink.MANIFEST.schemaId(),
                    JournalSink.MANIFEST.schemaVersion(),
                    JournalSink.MANIFEST.buildVersion(),
                    stateHash,
                    processor.outputCount(),
                    processor.outputsHash(),
                    processor.eventCount(),
                    sink.writer().sources());
        }
        expected = new SnapshotExpectation(
                header.journalId(),
                header.graphFingerprint(),
                header.schemaId(),
                header.schemaVersion(),
                header.generation(),
                header.generation(),
                0,
                Long.MAX_VALUE);
        store = new SnapshotStore(journal);
        store.write(header, image);
    }

    private static Graph graph() {
        GraphBuilder builder = new GraphBuilder(Catalogue.load()).symbolLimit(1 << 14);
        for (int i = 0; i < AVERAGES; i++) {
            builder.node("average" + i, "ema")
                    .input("Tick")
                    .parameter("period", 5 + 3 * i)
                    .end();
        }
        for (int i = 0; i < AVERAGES - 1; i++) {
            builder.node("difference" + i, "sub")
                    .input("average" + i)
                    .input("average" + (i + 1))
                    .end();
            builder.node("score" + i, "zscore")
                    .input("difference" + i)
                    .parameter("period", WINDOW)
                    .end();
        }
        return builder.build();
    }

    private GraphProcessor newProcessor() {
        return new GraphProcessor(
                graph, subgraph -> plans.computeIfAbsent(subgraph, PlanCompiler::compile), OutputHandler.NONE);
    }

    private void define(int id) {
        UnsafeBuffer definition = new UnsafeBuffer(new byte[256]);
        SymbolDefinitionEncoder encoder =
                new SymbolDefinitionEncoder().wrapAndApplyHeader(definition, 0, new MessageHeaderEncoder());
        InboundEvents.stamp(definition, 0, 0, 0, id);
        encoder.priceExponent((byte) Decimal.DEFAULT_EXPONENT)
                .sizeExponent((byte) Decimal.DEFAULT_EXPONENT)
                .symbolName("S" + id);
        processor.onEvent(sequence++, definition, 0);
    }

    /** A trade of each symbol. */
    private void tradeAll() {
        TradeEncoder encoder = new TradeEncoder().wrapAndApplyHeader(trade, 0, new MessageHeaderEncoder());
        for (int i = 0; i < symbols; i++) {
            InboundEvents.stamp(trade, 0, sequence, sequence, i);
            encoder.priceMantissa(1_000_000 + sequence * 7919 % 10_007).sizeMantissa(1_000_000_000);
            processor.onEvent(sequence++, trade, 0);
        }
    }

    /** Removes the files. */
    @TearDown
    public void remove() {
        Scratch.remove(directory);
    }

    /** Changes every symbol, once the image before is done with, and makes a processor to load. */
    @Setup(Level.Iteration)
    public void change() {
        taker.copySome(Long.MAX_VALUE);
        if (taker.isComplete()) {
            taker.release();
        }
        tradeAll();
        loaded = newProcessor();
    }

    /** {@return true} */
    @Benchmark
    public boolean begin() {
        CpuTimes.begin(CpuTimes.NONE);
        boolean isBegun = taker.begin(sequence - 1);
        CpuTimes.end(CpuTimes.NONE, 1);
        return require(isBegun);
    }

    /** {@return true} */
    @Benchmark
    public boolean take() {
        CpuTimes.begin(CpuTimes.NONE);
        taker.begin(sequence - 1);
        while (!taker.isComplete()) {
            taker.copySome(BUDGET);
        }
        CpuTimes.end(CpuTimes.NONE, 1);
        return require(taker.isComplete());
    }

    /** {@return the file} */
    @Benchmark
    public SnapshotFile write() {
        CpuTimes.begin(CpuTimes.NONE);
        SnapshotFile file = store.write(header, image);
        CpuTimes.end(CpuTimes.NONE, 1);
        return file;
    }

    /** {@return bytes} */
    @Benchmark
    public int find() {
        CpuTimes.begin(CpuTimes.NONE);
        try (Snapshot snapshot = require(store.newestSound(expected))) {
            CpuTimes.end(CpuTimes.NONE, 1);
            return snapshot.image().capacity();
        }
    }

    /** {@return hash over the state} @throws IOException never. */
    @Benchmark
    public long findAndLoad() throws IOException {
        CpuTimes.begin(CpuTimes.NONE);
        try (Snapshot snapshot = require(store.newestSound(expected))) {
            loaded.loadImage(new Taken(snapshot.image()));
        }
        long hash = loaded.stateHash(digests);
        CpuTimes.end(CpuTimes.NONE, 1);
        require(hash == stateHash);
        return hash;
    }

    private static boolean require(boolean isSo) {
        if (!isSo) {
            throw new IllegalStateException("an image was not begun, is not complete, or is not what was saved");
        }
        return true;
    }

    private static Snapshot require(SnapshotChoice choice) {
        if (choice.snapshot() == null) {
            throw new IllegalStateException("no snapshot is sound: " + choice.refusals());
        }
        return choice.snapshot();
    }

    /** Puts everything into a buffer. */
    private record Filled(ByteBuffer buffer) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) {
            int count = bytes.remaining();
            buffer.put(bytes);
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // nothing to close
        }
    }

    /** Reads from a buffer. */
    private static final class Taken implements ReadableByteChannel {
        private final DirectBuffer buffer;
        private int position;

        Taken(DirectBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public int read(ByteBuffer into) {
            int count = Math.min(into.remaining(), buffer.capacity() - position);
            if (count == 0) {
                return into.hasRemaining() ? -1 : 0;
            }
            buffer.getBytes(position, into, count);
            position += count;
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // nothing to close
        }
    }
}
