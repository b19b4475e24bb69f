// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.codecs.validate.Refusal;
import io.tickwork.ring.EventRing;
import java.util.List;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;

/**
 * The inbound half of the bridge: definitions of symbols first, then market data and control messages as they come from
 * NATS, and clock events while none comes.
 *
 * <p>Nothing here waits. What finds the ring full is kept and offered again by the next duty cycle, and nothing more is
 * taken from NATS meanwhile. Market data that waits in NATS is run before clock events are made: they would be ahead of
 * it.
 *
 * <p>Threading: the ring's producer thread; the counters from any. Allocates.
 */
public final class InboundAgent implements Agent {
    /** Messages of one duty cycle. */
    private static final int MESSAGE_LIMIT = 256;

    private final InboundCounters counters;
    private final MessageSource source;
    private final EventRing ring;
    private final Routes routes;
    private final MessageDecoder decoder;
    private final DeadLetters deadLetters;
    private final BridgeEvents own;
    private final List<MarketSymbol> symbols;
    private final EpochNanoClock epochClock;
    private final NanoClock nanoClock;
    private final long clockIntervalNs;
    private final long clockGraceNs;
    private int definedCount;
    private boolean isKept;

    /** Whether the message whose sequence was last noted has come before. */
    private boolean isDuplicate;

    private long lastClockNs;
    private long lastClockTimeNs;
    private boolean isClosed;

    /** For tests without a broker, where {@code client} is null. */
    InboundAgent(
            MessageSource source, Connection client, InboundContext context, InboundCounters counters, EventRing ring) {
        this.counters = counters;
        this.source = source;
        this.ring = ring;
        symbols = context.symbols();
        routes = new Routes(context.templates(), symbols, context.othersAreIgnored());
        decoder = new MessageDecoder(
                symbols.size(), context.aheadMaxNs(), ring.payloadCapacity(), context.controlCheck());
        decoder.passed(context.engineTimeNs());
        deadLetters = new DeadLetters(client, context, counters);
        own = new BridgeEvents(ring, context.journaledSequence().applyAsLong(InboundSources.BRIDGE));
        epochClock = context.epochClock();
        nanoClock = context.nanoClock();
        clockIntervalNs = context.clockIntervalNs();
        clockGraceNs = context.clockGraceNs();
        definedCount = context.definedCount();
        lastClockNs = nanoClock.nanoTime();
    }

    /**
     * Connects NATS to a ring. What is sent from now on will be taken.
     *
     * @param connection stays its maker's to close, after this.
     * @param context concluded here if it is not.
     * @param ring to publish to.
     * @return the agent.
     * @throws io.tickwork.bridge.BridgeException if the stream is not there, or another one than the journal was begun
     *     with.
     */
    public static InboundAgent create(NatsConnection connection, InboundContext context, EventRing ring) {
        context.conclude();
        InboundCounters counters = new InboundCounters();
        MessageSource source = context.stream() == null
                ? new CoreSource(
                        connection,
                        context.wildcards(),
                        context.journaledSequence().applyAsLong(InboundSources.CORE),
                        counters)
                : StreamSource.open(connection, context, counters);
        return new InboundAgent(source, connection.client(), context, counters, ring);
    }

    @Override
    public String roleName() {
        return "inbound";
    }

    @Override
    public int doWork() {
        int count = 0;
        if (isKept) {
            if (!offer()) {
                return 0;
            }
            count++;
        }
        if (definedCount < symbols.size()) {
            return count + define();
        }
        Message message = null;
        while (count < MESSAGE_LIMIT && !isKept && (message = source.next()) != null) {
            count++;
            onMessage(message);
        }
        if (message == null && !isKept) {
            count += tick();
        }
        source.refreshCounts(); // when it cannot keep up, above all
        return count;
    }

    private int define() {
        int count = 0;
        while (definedCount < symbols.size() && own.define(symbols.get(definedCount), epochClock.nanoTime())) {
            counters.increment(InboundCounter.DEFINITIONS);
            definedCount++;
            count++;
        }
        return count;
    }

    private void onMessage(Message message) {
        counters.increment(InboundCounter.RECEIVED);
        Route route = routes.find(message.getSubject());
        if (route == Route.OTHER) {
            counters.increment(InboundCounter.OTHERS);
            return;
        }
        Refusal refusal = route.refusal();
        if (refusal == null && source.isUnordered() && message.getHeaders() != null) {
            refusal = noteSequence(message.getHeaders(), route);
            if (refusal == null && isDuplicate) {
                counters.increment(InboundCounter.DUPLICATES);
                return;
            }
        }
        if (refusal == null) {
            refusal = decoder.decode(message, route, epochClock.nanoTime());
        }
        if (refusal != null) {
            counters.refused(refusal);
            deadLetters.add(message, refusal);
            return;
        }
        if (route.kind() instanceof ControlKind) {
            counters.increment(InboundCounter.CONTROLS);
        }
        isKept = true;
        if (!offer()) {
            counters.increment(InboundCounter.BACK_PRESSURE);
        }
    }

    private Refusal noteSequence(Headers headers, Route route) {
        isDuplicate = false;
        String name = headers.getFirst(MessageHeaders.SOURCE);
        String text = headers.getFirst(MessageHeaders.SEQUENCE);
        if (name == null && text == null) {
            return null;
        }
        long sequence = text == null ? -1 : parseSequence(text);
        if (name == null || sequence < 0) {
            return Refusal.HEADER;
        }
        long missing = route.window(name).note(sequence);
        if (missing > 0) {
            counters.add(InboundCounter.MISSING, missing);
        } else if (missing == SequenceWindow.LATE) {
            counters.increment(InboundCounter.LATE);
        }
        isDuplicate = missing == SequenceWindow.DUPLICATE;
        return null;
    }

    /** {@return the number, -1 if it is none; a sender's mistake must not cost an exception} */
    private static long parseSequence(String text) {
        int length = text.length();
        if (length == 0 || length > 18) {
            return -1;
        }
        long sequence = 0;
        for (int i = 0; i < length; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            sequence = sequence * 10 + (digit - '0');
        }
        return sequence;
    }

    /** Publishes the event at hand; false when the ring is full. */
    private boolean offer() {
        int length = decoder.length();
        long claimed = ring.tryClaim(length);
        if (claimed == EventRing.BACK_PRESSURED) {
            return false;
        }
        ring.buffer().putBytes(ring.payloadOffset(claimed), decoder.event(), 0, length);
        ring.source(claimed, source.sourceId(), source.sequence());
        ring.publish(claimed);
        isKept = false;
        counters.increment(InboundCounter.PUBLISHED);
        return true;
    }

    private int tick() {
        if (clockIntervalNs == 0 || !source.isCaughtUp()) {
            return 0;
        }
        long nowNs = nanoClock.nanoTime();
        if (nowNs - lastClockNs < clockIntervalNs) {
            return 0;
        }
        long receiveTimeNs = epochClock.nanoTime();
        long timeNs = receiveTimeNs - clockGraceNs;
        if (timeNs <= lastClockTimeNs || !own.clock(timeNs, receiveTimeNs)) {
            return 0; // the wall clock was set back, or the ring is full
        }
        lastClockNs = nowNs;
        lastClockTimeNs = timeNs;
        decoder.passed(timeNs);
        counters.increment(InboundCounter.CLOCKS);
        return 1;
    }

    /** {@return number of events published: market data, definitions and clock events; from any thread} */
    public long publishedCount() {
        return counters.get(InboundCounter.PUBLISHED)
                + counters.get(InboundCounter.DEFINITIONS)
                + counters.get(InboundCounter.CLOCKS);
    }

    /** {@return the counts; from any thread} */
    public InboundCounters counters() {
        return counters;
    }

    @Override
    public void onClose() {
        if (!isClosed) {
            isClosed = true;
            source.close();
        }
    }
}
