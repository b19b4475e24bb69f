// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

import io.tickwork.bridge.outbound.EngineStatusSource;
import io.tickwork.bridge.outbound.NatsOutbound;
import io.tickwork.bridge.outbound.OutboundCounter;
import io.tickwork.codecs.sbe.EngineState;
import io.tickwork.codecs.sbe.EngineStatusEncoder;
import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.IndicatorVectorDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.NodeFaultDecoder;
import io.tickwork.codecs.sbe.SignalDecoder;
import org.agrona.DirectBuffer;

/**
 * Gives outputs to the NATS bridge, and tells it how the engine is, as far as outputs show that.
 *
 * <p>When the bridge has failed, that is thrown once; what comes then is dropped, for whoever closes the engine not to
 * wait for it.
 */
public final class NatsSink implements Outlet, EngineStatusSource {
    private NatsOutbound outbound;
    private long generation;
    private boolean hasFailed;

    // Written by the bridge thread, but for the state; read by the publishing thread.
    private volatile EngineState state = EngineState.STARTING;
    private volatile long sequence;
    private volatile long engineTimeNs;
    private volatile long eventCount;
    private volatile long valueCount;
    private volatile long signalCount;
    private volatile long faultCount;
    private volatile long firstSequence;

    /**
     * Sets where outputs go, and starts it. To be called once, before anything else.
     *
     * @param value closed by this.
     */
    public void outbound(NatsOutbound value) {
        outbound = value;
        value.start();
    }

    @Override
    public void journal(String id, long newestGeneration) {
        outbound.journal(id, newestGeneration);
        state = EngineState.REPLAYING;
    }

    @Override
    public long confirmedSequence() {
        return outbound.confirmedSequence();
    }

    @Override
    public long arrivedSequence() {
        return outbound.arrivedSequence();
    }

    @Override
    public void goLive(String journalId, long liveGeneration, long lastSequence) {
        outbound.goLive(journalId, liveGeneration, lastSequence);
        firstSequence = lastSequence;
        state = EngineState.LIVE;
    }

    @Override
    public boolean isIntakeOpen() {
        return outbound.isIntakeOpen();
    }

    @Override
    public void beginClose() {
        outbound.beginClose();
    }

    @Override
    public void onGeneration(long value) {
        generation = value;
    }

    @Override
    public boolean hasRoom(long lengthMax) {
        if (hasFailed) {
            return true;
        }
        try {
            return outbound.hasRoom(lengthMax);
        } catch (RuntimeException e) {
            hasFailed = true;
            throw e;
        }
    }

    @Override
    public void onValue(IndicatorValueDecoder value) {
        valueCount++;
        offer(value.sequence(), value.cycleTimeNs(), value.buffer(), value.offset(), value.encodedLength());
    }

    @Override
    public void onVector(IndicatorVectorDecoder vector) {
        valueCount++;
        offer(vector.sequence(), vector.cycleTimeNs(), vector.buffer(), vector.offset(), vector.sbeDecodedLength());
    }

    @Override
    public void onSignal(SignalDecoder signal) {
        signalCount++;
        offer(signal.sequence(), signal.cycleTimeNs(), signal.buffer(), signal.offset(), signal.encodedLength());
    }

    @Override
    public void onFault(NodeFaultDecoder fault) {
        faultCount++;
        offer(fault.sequence(), fault.cycleTimeNs(), fault.buffer(), fault.offset(), fault.sbeDecodedLength());
    }

    private void offer(long eventSequence, long cycleTimeNs, DirectBuffer buffer, int offset, int length) {
        onSequence(eventSequence);
        engineTimeNs = Math.max(engineTimeNs, cycleTimeNs);
        if (!hasFailed) {
            int headerLength = MessageHeaderDecoder.ENCODED_LENGTH;
            outbound.offer(generation, buffer, offset - headerLength, length + headerLength);
        }
    }

    private void onSequence(long eventSequence) {
        sequence = Math.max(sequence, eventSequence);
        eventCount = Math.max(0, sequence - firstSequence);
    }

    @Override
    public void onCaughtUp(long eventSequence) {
        onSequence(eventSequence);
        if (!hasFailed) {
            outbound.caughtUp(eventSequence);
        }
    }

    @Override
    public void write(EngineStatusEncoder status) {
        status.sequence(sequence)
                .engineTimeNs(engineTimeNs)
                .eventCount(eventCount)
                .valueCount(valueCount)
                .signalCount(signalCount)
                .faultCount(faultCount)
                .state(state);
    }

    /**
     * {@return how often something has happened}
     *
     * @param counter what.
     */
    public long count(OutboundCounter counter) {
        return outbound.counters().get(counter);
    }

    @Override
    public void complete() {
        state = EngineState.STOPPED;
    }

    @Override
    public void close() {
        if (outbound != null) {
            outbound.close();
        }
    }
}
