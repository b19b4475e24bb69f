// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphFingerprint;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.engine.replay.StateImages.Image;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalHead;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.Manifest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import org.agrona.DirectBuffer;

/**
 * A graph at a place in a journal, which can be moved to any event: forward by running events, back by beginning from
 * an earlier state and running on. Earlier states are the snapshots of the journal and images that the cursor keeps in
 * memory while it goes, dense near to where it is; without any, it begins at the journal's start. Wherever it is, state
 * and outputs are those of a run that has just taken this event.
 *
 * <pre>{@code
 * try (ReplayCursor cursor = ReplayCursor.open(new ReplayContext().journalDirectory(directory))) {
 *     cursor.moveTo(41_217);
 *     ... cursor.processor() ...
 *     cursor.back();
 * }
 * }</pre>
 *
 * <p>Where a journal has several generations, the graph is the newest, unless another is set, and it is run over all
 * events from the first on: so its own generation did it. A journal whose oldest segments have been removed begins with
 * the oldest snapshot of the graph.
 *
 * <p>A journal that is being written may be followed: behind its last event, {@link #next()} says false, and true once
 * there is another.
 *
 * <p>Threading: one thread at a time. Memory: see {@link ReplayContext#imageBytes(long)}; events are copied. Cost:
 * going back by an event runs some thousand events from the image before, milliseconds; going far runs all events from
 * the nearest state before.
 */
public final class ReplayCursor implements AutoCloseable {
    /** The least distance of two images, in events: what is run in a few milliseconds. */
    private static final long IMAGE_INTERVAL_MIN = 1_024;
    /** Bytes of an image that are worth running an event: copying as much costs a few nanoseconds. */
    private static final long IMAGE_BYTES_PER_EVENT = 16;

    private final Path directory;
    private final JournalHead head;
    private final Graph graph;
    private final String graphFingerprint;
    private final OutputGate outputs;
    private final Function<Subgraph, Plan> plans;
    private final StateImages images;
    private final SnapshotPlaces snapshots;
    private final JournalHandler frames = new Frames();
    private final CurrentFrame frame = new CurrentFrame();

    private GraphProcessor processor;
    private JournalReader reader;
    private Manifest manifest;
    private long sequence;
    private long target;
    private long oldestSequence;
    private Image oldestImage;
    private long nextImageSequence;
    private boolean isNewFrame;

    private ReplayCursor(ReplayContext context, JournalHead head, Graph graph) {
        directory = context.journalDirectory();
        this.head = head;
        this.graph = graph;
        graphFingerprint = GraphFingerprint.of(graph);
        outputs = new OutputGate(context.outputs().open(graph, id -> processor.symbolName(id)));
        Map<Subgraph, Plan> made = new IdentityHashMap<>();
        Function<Subgraph, Plan> maker = context.plans();
        plans = subgraph -> made.computeIfAbsent(subgraph, maker); // one that is warm is worth keeping
        images = new StateImages(context.imageBytes());
        snapshots = context.isUsingSnapshots()
                ? new SnapshotPlaces(directory, head, graphFingerprint, this::newProcessor)
                : null;
        manifest = head.manifest();
    }

    /**
     * Opens a journal. The cursor stands before its first event, or behind its oldest snapshot where the beginning has
     * been removed.
     *
     * @param context what is run; may be changed and used again afterwards.
     * @return the cursor.
     * @throws io.tickwork.journal.JournalException when the journal cannot be read.
     * @throws ReplayException when the journal has no graph and none is set, asks for something this build cannot do,
     *     or has lost its beginning and has no snapshot of the graph.
     * @throws io.tickwork.dag.graph.GraphException when its graph needs node types that are not there.
     */
    public static ReplayCursor open(ReplayContext context) {
        JournalHead head = JournalGraph.newestHead(context.journalDirectory());
        Graph graph = context.graph() != null ? context.graph() : JournalGraph.of(head.manifest(), context.catalogue());
        ReplayCursor cursor = new ReplayCursor(context, head, graph);
        try {
            cursor.begin(context.graph() != null);
        } catch (RuntimeException e) {
            cursor.close();
            throw e;
        }
        return cursor;
    }

    private void begin(boolean isOtherGraph) {
        reader = JournalReader.open(directory);
        SnapshotPlaces.Loaded oldest = reader.isTrimmed() && snapshots != null ? snapshots.oldest() : null;
        if (oldest != null) {
            enter(oldest);
            oldestImage = image();
        } else if (reader.isTrimmed() && !isOtherGraph) {
            throw new ReplayException(trimmed(directory));
        } else {
            beginAtStart();
        }
        oldestSequence = sequence;
    }

    /** {@return what is said of a journal whose beginning is missing and that cannot be done without} */
    static String trimmed(Path directory) {
        return "The oldest segments of the journal " + directory
                + " have been removed, and there is no snapshot of its graph to begin with, so that its events cannot be"
                + " run again. Bring the segments back, or run a graph over those that are left with --graph.";
    }

    private void beginAtStart() {
        processor = newProcessor();
        target = Long.MIN_VALUE;
        sequence = Long.MIN_VALUE;
        frame.clear();
        boolean isMore = true;
        while (isMore && frame.isEmpty()) { // the events of the first frame wait; they tell where it begins
            isMore = nextFrame();
        }
        sequence = frame.isEmpty() ? 0 : frame.nextSequence() - 1;
        nextImageSequence = Long.MIN_VALUE;
    }

    private GraphProcessor newProcessor() {
        return new GraphProcessor(graph, plans, outputs);
    }

    /**
     * Runs the next event.
     *
     * @return false when there is none, and nothing has changed.
     * @throws io.tickwork.journal.JournalException when the journal is damaged there, or cannot be read.
     */
    public boolean next() {
        return runTo(sequence + 1);
    }

    /**
     * Runs the events up to one; outputs of all of them are given to the handler.
     *
     * @param last its sequence; from the current one on.
     * @return false when the journal ends before it; the cursor is at the last event then.
     * @throws IllegalArgumentException when that event lies behind the cursor.
     * @throws io.tickwork.journal.JournalException when the journal is damaged on the way, or cannot be read; the
     *     cursor is at the last event before that.
     */
    public boolean runTo(long last) {
        if (last < sequence) {
            throw new IllegalArgumentException("last=" + last + " is before event " + sequence);
        }
        return run(last);
    }

    /**
     * Goes back by one event. Its outputs are given to the handler once more.
     *
     * @return false when there is nothing before this one, and nothing has changed.
     */
    public boolean back() {
        return sequence > oldestSequence && moveTo(sequence - 1);
    }

    /**
     * Moves to an event, forward or back, on the shortest way there is. Only the outputs of that event are given to the
     * handler.
     *
     * @param to its sequence; {@link #oldestSequence()} is before the first event that can be run.
     * @return false when the journal ends before it; the cursor is at the last event then, as if moved there.
     * @throws IllegalArgumentException when it is before the oldest place.
     * @throws io.tickwork.journal.JournalException when the journal is damaged on the way, or cannot be read; the
     *     cursor is at the last event before that.
     */
    public boolean moveTo(long to) {
        if (to < oldestSequence) {
            throw new IllegalArgumentException(
                    "to=" + to + " is before " + oldestSequence + ", where the journal begins");
        }
        if (to == sequence) {
            return true;
        }
        if (to == oldestSequence) {
            enterOldest();
            return true;
        }
        approach(to - 1); // the event itself is run, for its outputs
        if (runSilently(to - 1) && run(to)) {
            return true;
        }
        long last = sequence;
        if (last > oldestSequence) { // its outputs have not been told
            approach(last - 1);
            runSilently(last - 1);
            run(last);
        }
        return false;
    }

    private boolean runSilently(long last) {
        outputs.set(false);
        try {
            return run(last);
        } finally {
            outputs.set(true);
        }
    }

    /**
     * Moves to the last event there is.
     *
     * @return its sequence.
     * @throws io.tickwork.journal.JournalException as {@link #moveTo} does.
     */
    public long moveToEnd() {
        moveTo(Long.MAX_VALUE);
        return sequence;
    }

    /** Goes to the best place to come to an event from: where the cursor is, an image, a snapshot, or the start. */
    private void approach(long to) {
        boolean isAhead = sequence <= to;
        // Running a few events is quicker than opening the journal elsewhere.
        long least = (isAhead ? sequence : oldestSequence) + (isAhead ? IMAGE_INTERVAL_MIN : 1);
        Image image = images.atOrBefore(to);
        if (image != null && image.sequence() < least) {
            image = null;
        }
        least = image == null ? least : image.sequence() + IMAGE_INTERVAL_MIN;
        SnapshotPlaces.Loaded snapshot = snapshots == null ? null : snapshots.newestBetween(least, to);
        if (snapshot != null) {
            enter(snapshot);
            keepImage();
        } else if (image != null) {
            enter(image);
        } else if (!isAhead) {
            enterOldest();
        }
    }

    private void enterOldest() {
        if (oldestImage != null) {
            enter(oldestImage);
        } else {
            reopen(JournalReader.open(directory));
            beginAtStart();
        }
    }

    private void enter(SnapshotPlaces.Loaded snapshot) {
        reopen(JournalReader.open(directory, snapshot.header().position()));
        arriveAt(snapshot.header().sequence(), snapshot.processor());
    }

    private void enter(Image image) {
        GraphProcessor loaded = newProcessor();
        try {
            loaded.loadImage(Channels.newChannel(new ByteArrayInputStream(image.state())));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of memory
        }
        reopen(JournalReader.open(directory, image.position()));
        arriveAt(image.sequence(), loaded);
    }

    private void reopen(JournalReader opened) {
        reader.close();
        reader = opened;
    }

    private void arriveAt(long at, GraphProcessor loaded) {
        processor = loaded;
        sequence = at;
        target = at;
        frame.clear();
        if (reader.manifest() != null) {
            manifest = reader.manifest();
        }
        nextImageSequence = at + imageInterval();
    }

    /** Runs events up to one. Returns false when the journal ends before it. */
    private boolean run(long last) {
        target = last;
        while (sequence < last && frame.hasNext()) {
            runNextOfFrame();
        }
        while (sequence < last) {
            if (sequence >= nextImageSequence) {
                keepImage();
            }
            if (!nextFrame()) {
                return false;
            }
        }
        return true;
    }

    private boolean nextFrame() {
        isNewFrame = true;
        return reader.next(frames);
    }

    private void runNextOfFrame() {
        frame.moveOn();
        sequence = frame.sequence();
        processor.onEvent(sequence, frame.buffer(), frame.offset());
    }

    /** The events of a frame up to the target are run as they are read, the others are kept. */
    private final class Frames implements JournalHandler {
        @Override
        public void onManifest(Manifest found) {
            manifest = found;
        }

        @Override
        public void onEvent(
                long eventSequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
            if (isNewFrame || eventSequence <= target) {
                frame.clear();
                isNewFrame = false;
            }
            frame.add(eventSequence, sourceId, sourceSequence, buffer, offset, length);
            if (eventSequence <= target) {
                runNextOfFrame();
            }
        }
    }

    /** Keeps an image of the state behind the last frame, unless one is near. */
    private void keepImage() {
        long interval = imageInterval();
        Image before = images.atOrBefore(sequence);
        if (before != null && before.sequence() + interval > sequence) {
            nextImageSequence = before.sequence() + interval;
        } else {
            nextImageSequence = sequence + interval;
            if (sequence > oldestSequence && images.takes(processor.imageLength())) {
                images.add(image());
            }
        }
    }

    private Image image() {
        ByteArrayOutputStream state = new ByteArrayOutputStream((int) processor.imageLength());
        try {
            processor.saveImage(Channels.newChannel(state));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of memory
        }
        return new Image(sequence, reader.position(), state.toByteArray());
    }

    private long imageInterval() {
        return Math.max(IMAGE_INTERVAL_MIN, processor.imageLength() / IMAGE_BYTES_PER_EVENT);
    }

    /** {@return the sequence of the event that has been run last; before the first, the one below it} */
    public long sequence() {
        return sequence;
    }

    /**
     * {@return the sequence of the oldest place that can be moved to: below the first event, or that of the oldest
     * snapshot where the beginning has been removed} There is no event at this place.
     */
    public long oldestSequence() {
        return oldestSequence;
    }

    /** {@return whether there is a current event: not at the oldest place} */
    public boolean hasEvent() {
        return frame.hasCurrent();
    }

    /** {@return what holds the current event from {@link #eventOffset()} on; valid until the cursor moves} */
    public DirectBuffer eventBuffer() {
        requireEvent();
        return frame.buffer();
    }

    /** {@return where the SBE message of the current event begins, its header included, in bytes} */
    public int eventOffset() {
        requireEvent();
        return frame.offset();
    }

    /** {@return the length of the current event in bytes} */
    public int eventLength() {
        requireEvent();
        return frame.length();
    }

    /** {@return where the current event came from} */
    public int sourceId() {
        requireEvent();
        return frame.sourceId();
    }

    /** {@return the source's own sequence number of the current event} */
    public long sourceSequence() {
        requireEvent();
        return frame.sourceSequence();
    }

    private void requireEvent() {
        if (!frame.hasCurrent()) {
            throw new IllegalStateException("there is no event before the first");
        }
    }

    /** {@return the manifest that holds for the current event; it may be of another graph than is run} */
    public Manifest manifest() {
        return manifest;
    }

    /** {@return the manifest that the newest segment of the journal began with when the cursor was opened} */
    public Manifest newestManifest() {
        return head.manifest();
    }

    /** {@return the graph that is run} */
    public Graph graph() {
        return graph;
    }

    /** {@return what distinguishes the graph that is run and its node code, as in manifests} */
    public String graphFingerprint() {
        return graphFingerprint;
    }

    /** {@return whether the current event was run by this very graph and node code when it was recorded} */
    public boolean isGraphOfEvent() {
        return manifest.graphFingerprint().equals(graphFingerprint);
    }

    /**
     * {@return the processor, with the state behind the current event} Going back takes another: ask each time, and
     * feed it nothing.
     */
    public GraphProcessor processor() {
        return processor;
    }

    /** {@return how many images are kept in memory} */
    public int imageCount() {
        return images.count();
    }

    /** Closes the journal. Idempotent. */
    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
