// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.engine.feed.Feed;
import io.tickwork.engine.record.OutputRecorder;
import io.tickwork.engine.sink.OutboundAgent;
import io.tickwork.journal.Manifest;
import java.nio.file.Path;
import java.util.List;

/** An engine that records its outputs, with all threads in the hands of the test. */
public final class RecordedEngine {
    private static final int SOURCE_ID = 1;

    private final OutputRecorder recorder;
    private final Engine engine;
    private final Feed feed;
    private final OutboundAgent outbound;
    private int leftToRecord;

    public RecordedEngine(Path journal, Path record, String yaml, int trades) {
        this(journal, record, yaml, trades, false);
    }

    public RecordedEngine(Path journal, Path record, String yaml, int trades, boolean isRecovering) {
        EngineContext context = SteppedEngine.context(journal, yaml);
        recorder = OutputRecorder.open(
                record,
                journal,
                context.graph(),
                List.of(new Manifest.GraphSource("test.yaml", yaml)),
                new GraphOutputNames(context.graph(), id -> "SYNTH"),
                isRecovering);
        try {
            engine = Engine.create(context.confirmedSequence(recorder::confirmedSequence));
        } catch (RuntimeException e) {
            recorder.close();
            throw e;
        }
        outbound = new OutboundAgent(engine.outboundConsumer(), 7, List.of(recorder));
        ResumePoint point = engine.recover(); // of which the ring takes all that is put out
        recorder.resumed(point);
        engine.open();
        feed = SteppedEngine.feed(engine.inbound(), trades, point.sources().get(SOURCE_ID));
    }

    /** Runs everything, and records so many outputs. */
    public RecordedEngine run(int outputs) {
        leftToRecord = outputs;
        record();
        while (!feed.isDone() || !engine.isIdle()) {
            feed.poll(Integer.MAX_VALUE);
            engine.agent().doWork();
            record();
        }
        return this;
    }

    /** What is not to be recorded is taken nevertheless, so that there is room. */
    private void record() {
        int work;
        do {
            work = leftToRecord > 0
                    ? outbound.doWork()
                    : engine.outboundConsumer().poll((ring, a, b) -> {}, 7);
            leftToRecord -= work;
        } while (work > 0);
    }

    /** Ends everything as a killed process does. */
    public void cut() {
        engine.agent().onError(new IllegalStateException("made to fail"));
        engine.close();
        feed.close();
        recorder.close();
    }

    /** Ends everything in order. */
    public void end() {
        engine.close();
        feed.close();
        outbound.onClose();
        recorder.completeUpTo(engine.journaledSequence());
        recorder.close();
    }
}
