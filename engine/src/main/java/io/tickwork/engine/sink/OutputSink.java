// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.IndicatorVectorDecoder;
import io.tickwork.codecs.sbe.NodeFaultDecoder;
import io.tickwork.codecs.sbe.SignalDecoder;

/**
 * Receives what the engine emits, in the order of emission.
 *
 * <p>Threading: the {@code on...} methods belong to the agent's thread; {@link #complete} and {@link #close} to whoever
 * made the sink, once the agent is closed. Memory: the decoders are the agent's, and valid until the method returns.
 */
public interface OutputSink extends AutoCloseable {
    /**
     * A published output has a new value.
     *
     * @param value to read, in any order of fields.
     */
    void onValue(IndicatorValueDecoder value);

    /**
     * A published vector has a new value.
     *
     * @param vector to read; its elements last.
     */
    void onVector(IndicatorVectorDecoder vector);

    /**
     * A strategy has decided.
     *
     * @param signal to read, in any order of fields.
     */
    void onSignal(SignalDecoder signal);

    /**
     * A node has thrown and is quarantined.
     *
     * @param fault to read; its cause last.
     */
    void onFault(NodeFaultDecoder fault);

    /** All outputs that had come when the agent looked have been given; there may be none for a while. */
    default void onBatchEnd() {}

    /**
     * Says which generation of the journal the events behind what follows are of; once, until it is another.
     *
     * @param generation from 1.
     */
    default void onGeneration(long generation) {}

    /**
     * Whether a batch of outputs can be taken. Where one of the sinks says no, none is given anything, until it says
     * yes.
     *
     * @param lengthMax the most bytes of the batch.
     * @return true, unless the sink has to wait for something.
     */
    default boolean hasRoom(long lengthMax) {
        return true;
    }

    /**
     * Says that all outputs of events up to one have been given, which may have been none.
     *
     * @param sequence of the event.
     */
    default void onCaughtUp(long sequence) {}

    /** Says that everything has arrived, so that what was written is to be kept. */
    void complete();

    /**
     * Releases what the sink holds. Without {@link #complete} before it, nothing of the output is left behind, unless
     * the sink is one that is read while it grows.
     */
    @Override
    void close();
}
