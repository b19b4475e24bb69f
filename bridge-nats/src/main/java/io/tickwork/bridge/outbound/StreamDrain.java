// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.PublishOptions;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.PublishAck;
import io.tickwork.bridge.BridgeException;
import io.tickwork.bridge.connection.ConnectionCounter;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.IndicatorVectorDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.NodeFaultDecoder;
import io.tickwork.codecs.sbe.SignalDecoder;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what waits in the spool to a stream, so that each output is there once, in order.
 *
 * <p>How: (1) every publish says which stream sequence it expects to follow, so that the broker takes an output only
 * directly behind the one before it, and nothing of anyone else between; (2) whenever it is not certain what has
 * arrived — after a start, a lost connection, a refusal, a confirmation that did not come — the end of the stream is
 * read back, and its message id says which output it is; (3) what is there is not sent again, everything behind it is.
 * None of this needs the broker's duplicate window.
 *
 * <p>Up to a window of outputs are under way at a time; their confirmations come in order.
 */
final class StreamDrain implements SpoolDrain, Spool.Reader {
    private static final Logger LOGGER = LoggerFactory.getLogger(StreamDrain.class);
    private static final int WRONG_LAST_SEQUENCE = 10_071;
    private static final int WRONG_LAST_MESSAGE_OF_SUBJECT = 10_164;
    private static final long CONFIRMATION_LIMIT_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long RETRY_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long NOTE_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

    private final Spool spool;
    private final OutboundRoutes routes;
    private final NatsConnection natsConnection;
    private final Connection connection;
    private final StreamSettings settings;
    private final OutboundCounters counters;
    private final NanoClock clock;
    private final Payloads payloads;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final IndicatorValueDecoder value = new IndicatorValueDecoder();
    private final IndicatorVectorDecoder vector = new IndicatorVectorDecoder();
    private final SignalDecoder signal = new SignalDecoder();
    private final NodeFaultDecoder fault = new NodeFaultDecoder();

    private StreamEnd end;
    /**
     * The last output in the stream when this began, or when outputs arrived there that a dead process had sent; null
     * when there is none.
     */
    private OutputId resumeId;

    /** Whether what is made again has come to it; before the publishing thread starts also set by the owner. */
    private volatile boolean isResumeIdMet = true;

    private volatile String journal;
    private volatile long generation;
    /** At the start. Outputs of events up to here are the same, whichever process publishes them. */
    private volatile long lastJournaledSequence = Long.MAX_VALUE;

    private final Deque<UnderWay> underWay = new ArrayDeque<>();
    private JetStream jetStream;
    private long confirmedStreamSequence;
    private OutputId confirmedId;
    private volatile long confirmedSequence;
    private volatile long arrivedSequence;
    private volatile int underWayCount;

    private long lastGeneration;
    private long lastSequence;
    private int lastIndex;

    private boolean isReadBackNeeded;
    private long reconnectCount;
    private long retryTimeNs;
    private boolean isTroubleLogged;
    private ConfirmedPosition noted;
    private long noteTimeNs;

    /** An output that was sent and is not confirmed. */
    private static final class UnderWay {
        private final OutboundRoute route;
        private final OutputId id;
        private final byte[] payload;
        private final long streamSequence;
        private long confirms;
        private CompletableFuture<PublishAck> confirmation;
        private long sentTimeNs;

        private UnderWay(OutboundRoute route, OutputId id, byte[] payload, long streamSequence) {
            this.route = route;
            this.id = id;
            this.payload = payload;
            this.streamSequence = streamSequence;
            confirms = id.sequence() - 1; // there may be more outputs of its own event
        }
    }

    /** @throws BridgeException if what the stream holds does not fit what was noted. */
    StreamDrain(
            Spool spool,
            OutboundRoutes routes,
            NatsConnection natsConnection,
            OutboundContext context,
            StreamEnd end,
            OutboundCounters counters,
            NanoClock clock) {
        this.spool = spool;
        this.routes = routes;
        this.natsConnection = natsConnection;
        connection = natsConnection.client();
        settings = context.stream();
        this.end = end;
        this.counters = counters;
        this.clock = clock;
        payloads = new Payloads(context.names());
        ConfirmedPosition found = ConfirmedPosition.read(settings.positionFile());
        noted = found != null && found.stream().equals(settings.name()) ? found : null;
        resumeId = resumeId();
        confirmedId = resumeId;
        confirmedStreamSequence = end.streamSequence();
        retryTimeNs = clock.nanoTime();
        noteTimeNs = retryTimeNs;
    }

    private OutputId resumeId() {
        if (noted != null && end.streamSequence() < noted.streamSequence()) {
            throw BridgeException.environment(
                    "The stream " + settings.name() + " ends with message " + end.streamSequence() + ", and "
                            + noted.streamSequence()
                            + " had been confirmed: it has been deleted, or brought back from an older copy. To publish"
                            + " again what it has not, as far as the journal has it, move the file "
                            + settings.positionFile() + " away.",
                    null);
        }
        if (end.streamSequence() == 0) {
            return null;
        }
        if (end.idText() == null && noted != null && noted.streamSequence() == end.streamSequence()) {
            return noted.id();
        }
        OutputId id = end.idText() == null ? null : OutputId.parse(end.idText());
        if (id == null) {
            throw BridgeException.input("The last message of the stream " + settings.name() + ", number "
                    + end.streamSequence() + ", "
                    + (end.idText() == null ? "is gone or has no id" : "has the id '" + end.idText() + "'")
                    + ", so that it cannot be told which outputs are there. A stream of outputs is for one engine"
                    + " alone: give the name of another stream.");
        }
        return id;
    }

    /**
     * Tells the journal, before it is run.
     *
     * @param id of it, null when there is none yet.
     * @param newestGeneration in it, 0 when there is none yet.
     */
    void journal(String id, long newestGeneration) {
        if (resumeId != null && !resumeId.journal().equals(id)) {
            throw BridgeException.input("The stream " + settings.name() + " holds outputs of the journal "
                    + resumeId.journal() + (id == null ? ", and this engine begins a new one" : ", and this is " + id)
                    + ". Go on with that journal, or give the name of another stream.");
        }
        journal = id;
        generation = newestGeneration;
        confirmedSequence = startSequence(newestGeneration);
        arrivedSequence = arrivedAtStart();
        isResumeIdMet = resumeId == null || resumeId.sequence() <= confirmedSequence;
    }

    /**
     * Up to which event everything is there. Where the journal has a generation that neither the stream nor the note
     * knows, events may have been run that replace some of those whose outputs are there: all are made again then, and
     * their ids tell.
     */
    private long startSequence(long newestGeneration) {
        boolean isNothingNewer = noted != null && noted.streamSequence() == end.streamSequence();
        if (isNothingNewer && noted.generation() == newestGeneration) {
            return noted.confirmedSequence();
        }
        if (resumeId != null && resumeId.generation() == newestGeneration) {
            return resumeId.sequence() - 1; // of its own event some may be missing
        }
        return 0;
    }

    /** Of a stream that has had none of this journal's outputs, nothing is known to be missing. */
    private long arrivedAtStart() {
        if (resumeId == null && noted == null) {
            return Long.MAX_VALUE;
        }
        long inStream = resumeId == null ? 0 : resumeId.sequence() - 1; // of its own event some may be missing
        return Math.max(inStream, noted == null ? 0 : noted.confirmedSequence());
    }

    /**
     * Says that the journal has been run.
     *
     * @param id of it.
     * @param liveGeneration of what comes from here on.
     * @param journaledSequence of the last event in it.
     */
    void goLive(String id, long liveGeneration, long journaledSequence) {
        if (resumeId != null
                && (resumeId.generation() > liveGeneration
                        || resumeId.generation() == liveGeneration && resumeId.sequence() > journaledSequence)) {
            throw BridgeException.input("The stream " + settings.name() + " holds outputs up to event "
                    + resumeId.sequence() + " of generation " + resumeId.generation()
                    + ", and the journal ends at event " + journaledSequence + " of generation " + liveGeneration
                    + ": it is an older copy. Go on with the journal that was used last, or give the name of another"
                    + " stream.");
        }
        lastJournaledSequence = journaledSequence;
        generation = liveGeneration;
        journal = id;
    }

    @Override
    public long confirmedSequence() {
        return confirmedSequence;
    }

    @Override
    public long arrivedSequence() {
        return arrivedSequence;
    }

    @Override
    public int underWayCount() {
        return underWayCount;
    }

    @Override
    public int doWork() {
        long nowNs = clock.nanoTime();
        long reconnects = natsConnection.count(ConnectionCounter.RECONNECTS);
        if (reconnects != reconnectCount) {
            reconnectCount = reconnects;
            isReadBackNeeded |= !underWay.isEmpty(); // nobody tells what was lost with the connection
        }
        if (connection.getStatus() != Connection.Status.CONNECTED) {
            return 0;
        }
        if (nowNs - retryTimeNs < 0) {
            return 0;
        }
        int workCount = takeConfirmations(nowNs);
        if (isReadBackNeeded) {
            workCount += readBack(nowNs) ? 1 : 0;
        }
        if (!isReadBackNeeded) {
            workCount += spool.read(this, settings.windowMax() - underWay.size());
        }
        underWayCount = underWay.size();
        if (nowNs - noteTimeNs >= NOTE_INTERVAL_NS) {
            noteTimeNs = nowNs;
            note();
        }
        return workCount;
    }

    @Override
    public void onMark(long sequence) {
        UnderWay last = underWay.peekLast();
        if (last == null) {
            confirmedSequence = Math.max(confirmedSequence, sequence);
        } else {
            last.confirms = Math.max(last.confirms, sequence);
        }
    }

    @Override
    public boolean onFrame(long generation, DirectBuffer buffer, int offset, int length) {
        if (isReadBackNeeded) {
            return false; // the one before it was not taken
        }
        OutputId id = id(generation, buffer, offset);
        if (isThere(id)) {
            counters.increment(OutboundCounter.ALREADY_THERE);
            return true;
        }
        OutboundRoute route = routes.of(buffer, offset);
        if (!end.takes(route.subject())) {
            throw BridgeException.input("The stream " + settings.name() + " takes " + end.subjects()
                    + ", and not the subject " + route.subject()
                    + " of an output. Add it to the stream's subjects, or give the name of another stream.");
        }
        long streamSequence = confirmedStreamSequence + underWay.size() + 1;
        UnderWay output = new UnderWay(route, id, payloads.payload(route, buffer, offset, length), streamSequence);
        underWay.addLast(output);
        send(output);
        return true;
    }

    private OutputId id(long generation, DirectBuffer buffer, int offset) {
        long sequence;
        int cycle;
        int symbol;
        String key;
        switch (InboundEvents.templateId(buffer, offset)) {
            case IndicatorValueDecoder.TEMPLATE_ID -> {
                value.wrapAndApplyHeader(buffer, offset, header);
                sequence = value.sequence();
                cycle = value.cycle();
                symbol = value.symbolId();
                key = "o" + value.outputId();
            }
            case IndicatorVectorDecoder.TEMPLATE_ID -> {
                vector.wrapAndApplyHeader(buffer, offset, header);
                sequence = vector.sequence();
                cycle = vector.cycle();
                symbol = vector.symbolId();
                key = "o" + vector.outputId();
            }
            case SignalDecoder.TEMPLATE_ID -> {
                signal.wrapAndApplyHeader(buffer, offset, header);
                sequence = signal.sequence();
                cycle = signal.cycle();
                symbol = signal.symbolId();
                key = "o" + signal.outputId();
            }
            default -> {
                fault.wrapAndApplyHeader(buffer, offset, header);
                sequence = fault.sequence();
                cycle = fault.cycle();
                symbol = fault.symbolId();
                key = "n" + fault.nodeId();
            }
        }
        boolean isOfSameEvent = sequence == lastSequence && generation == lastGeneration;
        lastIndex = isOfSameEvent ? lastIndex + 1 : 0;
        lastSequence = sequence;
        lastGeneration = generation;
        return new OutputId(journal, generation, sequence, lastIndex, cycle, symbol, key);
    }

    /** Whether an output is among those that the stream held already. */
    private boolean isThere(OutputId id) {
        if (isResumeIdMet) {
            return false;
        }
        int order = id.comparePlace(resumeId);
        if (order < 0) {
            return true;
        }
        isResumeIdMet = true;
        if (id.equals(resumeId)) {
            return true;
        }
        if (id.generation() > resumeId.generation()) {
            return false; // what came behind that in its own generation is given up
        }
        throw BridgeException.environment(
                "The stream " + settings.name() + " ends with the output " + resumeId
                        + ", which the journal does not give again: it gives " + id
                        + ". Find out with 'tickwork verify' whether the journal still gives what it gave, and give the"
                        + " name of another stream until then.",
                null);
    }

    private void send(UnderWay output) {
        PublishOptions.Builder options = PublishOptions.builder()
                .messageId(output.id.toString())
                .expectedLastSequence(output.streamSequence - 1);
        if (output.streamSequence == 1) {
            // Brokers before 2.10 take an expected sequence of 0 for none.
            options.expectedLastSubjectSequence(0);
        }
        output.sentTimeNs = clock.nanoTime();
        try {
            if (jetStream == null) {
                jetStream = connection.jetStream();
            }
            output.confirmation = jetStream.publishAsync(
                    output.route.subject(), Payloads.headers(output.route), output.payload, options.build());
            counters.increment(OutboundCounter.PUBLISHED);
        } catch (IllegalStateException | IOException e) {
            counters.increment(OutboundCounter.NOT_TAKEN);
            output.confirmation = CompletableFuture.failedFuture(e);
            isReadBackNeeded = true;
            onTrouble(e);
        }
    }

    private int takeConfirmations(long nowNs) {
        int count = 0;
        for (UnderWay first = underWay.peekFirst(); first != null; first = underWay.peekFirst()) {
            if (!first.confirmation.isDone()) {
                if (nowNs - first.sentTimeNs > CONFIRMATION_LIMIT_NS) {
                    isReadBackNeeded = true;
                }
                break;
            }
            if (!isConfirmed(first)) {
                isReadBackNeeded = true;
                break;
            }
            confirm();
            count++;
        }
        return count;
    }

    /** A duplicate has an id of ours, but perhaps not our content: that is found out by reading it. */
    private boolean isConfirmed(UnderWay output) {
        try {
            PublishAck confirmation = output.confirmation.join();
            return confirmation.getSeqno() == output.streamSequence && !confirmation.isDuplicate();
        } catch (RuntimeException e) {
            onTrouble(e);
            return false;
        }
    }

    /** The first that is under way has arrived. */
    private void confirm() {
        UnderWay output = underWay.removeFirst();
        confirmedStreamSequence = output.streamSequence;
        confirmedId = output.id;
        confirmedSequence = Math.max(confirmedSequence, output.confirms);
        counters.increment(OutboundCounter.CONFIRMED);
        isTroubleLogged = false;
    }

    /** Finds out which of those under way have arrived, and sends the others again; returns false to try later. */
    private boolean readBack(long nowNs) {
        try {
            StreamEnd found = StreamEnd.read(connection, settings.name());
            counters.increment(OutboundCounter.READ_BACK);
            if (found == null) {
                throw BridgeException.environment(
                        "The stream " + settings.name() + " has been deleted while outputs went to it.", null);
            }
            end = found;
        } catch (IOException | JetStreamApiException e) {
            onTrouble(e);
            return false;
        }
        try {
            confirmArrived();
        } catch (IOException | JetStreamApiException e) {
            onTrouble(e);
            return false;
        }
        isReadBackNeeded = false;
        for (UnderWay output : underWay) {
            send(output);
            counters.increment(OutboundCounter.SENT_AGAIN);
            if (isReadBackNeeded) {
                return false;
            }
        }
        retryTimeNs = nowNs;
        return true;
    }

    private void confirmArrived() throws IOException, JetStreamApiException {
        if (end.streamSequence() < confirmedStreamSequence) {
            throw BridgeException.environment(
                    "The stream " + settings.name() + " ends with message " + end.streamSequence() + ", and "
                            + confirmedStreamSequence
                            + " had been confirmed: the broker has lost some, or the stream was made anew. To publish"
                            + " again what it has not, move the file " + settings.positionFile()
                            + " away and start again.",
                    null);
        }
        while (!underWay.isEmpty() && underWay.peekFirst().streamSequence <= end.streamSequence()) {
            UnderWay first = underWay.peekFirst();
            MessageInfo message = connection.jetStreamManagement().getMessage(settings.name(), first.streamSequence);
            if (!first.id.toString().equals(StreamEnd.id(message))
                    || !Arrays.equals(first.payload, message.getData())) {
                throw fenced(first.streamSequence, StreamEnd.id(message));
            }
            confirm();
        }
        if (confirmedStreamSequence < end.streamSequence()) {
            adopt();
        }
    }

    /**
     * Messages are there that this has not sent. A process that was killed may have sent them just before, and they
     * were under way while this one started: then they are of events that were in the journal.
     */
    private void adopt() {
        OutputId id = end.idText() == null ? null : OutputId.parse(end.idText());
        boolean isMadeAgain = id != null
                && id.journal().equals(journal)
                && id.sequence() <= lastJournaledSequence
                && (confirmedId == null || confirmedId.comparePlace(id) < 0);
        if (!isMadeAgain) {
            throw fenced(end.streamSequence(), end.idText());
        }
        resumeId = id;
        isResumeIdMet = false;
        confirmedId = id;
        confirmedStreamSequence = end.streamSequence();
    }

    private BridgeException fenced(long streamSequence, String id) {
        return BridgeException.environment(
                "The stream " + settings.name() + " has got message " + streamSequence + ", with the id " + id
                        + ", from somebody else: another engine of this name is running, or has taken over. This one"
                        + " publishes no more. End one of them, and start again.",
                null);
    }

    private void onTrouble(Exception e) {
        retryTimeNs = clock.nanoTime() + RETRY_INTERVAL_NS;
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof JetStreamApiException)) {
            cause = cause.getCause();
        }
        boolean isExpected = cause instanceof JetStreamApiException api
                && (api.getApiErrorCode() == WRONG_LAST_SEQUENCE
                        || api.getApiErrorCode() == WRONG_LAST_MESSAGE_OF_SUBJECT);
        if (isExpected) {
            retryTimeNs = clock.nanoTime(); // what is there is found out at once
        } else if (!isTroubleLogged) {
            isTroubleLogged = true;
            LOGGER.warn("The stream {} takes no outputs for now ({}); they wait.", settings.name(), cause.getMessage());
        }
    }

    private void note() {
        if (journal == null) {
            return; // how far it has come is not known yet, and what was noted stays
        }
        ConfirmedPosition position = new ConfirmedPosition(
                settings.name(), confirmedStreamSequence, confirmedId, generation, confirmedSequence);
        if (position.equals(noted)) {
            return;
        }
        try {
            position.write(settings.positionFile());
            noted = position;
        } catch (IOException e) {
            // The end of the stream says it too, and next time there may be room.
            LOGGER.warn("What is confirmed could not be noted in {}: {}", settings.positionFile(), e.toString());
        }
    }

    @Override
    public void onClose() {
        takeConfirmations(clock.nanoTime());
        underWayCount = underWay.size();
        note();
    }
}
