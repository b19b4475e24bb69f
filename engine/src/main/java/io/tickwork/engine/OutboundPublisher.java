// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.codecs.sbe.IndicatorValueEncoder;
import io.tickwork.codecs.sbe.IndicatorVectorEncoder;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.NodeFaultEncoder;
import io.tickwork.codecs.sbe.SignalEncoder;
import io.tickwork.codecs.sbe.SignalSide;
import io.tickwork.codecs.sbe.ValueKind;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.State;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.ring.EventRing;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.agrona.BitUtil;
import org.agrona.concurrent.IdleStrategy;

/**
 * Encodes what leaves the graph into the outbound ring. When the ring is full it waits for its consumer, since an
 * output must not be lost; the ring counts how often.
 *
 * <p>The slot's source sequence is the sequence of the event that an output is of, by which outputs are held back until
 * that event is safe; its source id is the generation of that event. Outputs of events up to {@link #quietUpTo} do not
 * leave.
 *
 * <p>Threading: the engine thread. Allocates nothing but for faults.
 */
public final class OutboundPublisher implements OutputHandler {
    private final EventRing ring;
    private final IdleStrategy idleStrategy;
    private final BooleanSupplier isCancelled;
    private final boolean[] isBoolean;
    private long quietUpTo;
    private int generation;
    private boolean isOfOtherGraph;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final IndicatorValueEncoder value = new IndicatorValueEncoder();
    private final IndicatorVectorEncoder vector = new IndicatorVectorEncoder();
    private final SignalEncoder signal = new SignalEncoder();
    private final NodeFaultEncoder fault = new NodeFaultEncoder();

    /**
     * @param graph whose outputs leave.
     * @param ring to put them into.
     * @param idleStrategy for when the ring is full.
     * @param isCancelled tells that nothing may ever be taken out of the ring again.
     */
    public OutboundPublisher(Graph graph, EventRing ring, IdleStrategy idleStrategy, BooleanSupplier isCancelled) {
        this.ring = ring;
        this.idleStrategy = idleStrategy;
        this.isCancelled = isCancelled;
        isBoolean = new boolean[graph.outputs().size()];
        graph.outputs()
                .forEach(output ->
                        isBoolean[output.id()] = output.slot().spec().kind() == io.tickwork.dag.node.ValueKind.BOOLEAN);
    }

    /**
     * {@return a ring for what a graph puts out: of long slots when that are long vectors, and then of fewer}
     *
     * @param graph whose outputs leave.
     * @param slotCountMax the most slots, a power of two.
     */
    public static EventRing ring(Graph graph, int slotCountMax) {
        int slotLength = slotLengthBytes(graph);
        int slotCount = slotLength == EngineContext.SLOT_LENGTH_BYTES
                ? slotCountMax
                : Math.min(slotCountMax, EventRing.defaultSlotCount(slotLength));
        return new EventRing(slotCount, slotLength);
    }

    /**
     * {@return the length of the slots of such a ring, which no message that a graph puts out exceeds}
     *
     * @param graph whose outputs leave.
     */
    public static int slotLengthBytes(Graph graph) {
        return Math.max(EngineContext.SLOT_LENGTH_BYTES, BitUtil.findNextPositivePowerOfTwo(messageLengthMax(graph)));
    }

    /**
     * Keeps outputs in that have safely arrived, while events of the past are run again.
     *
     * @param sequence of the last event whose outputs do not leave.
     */
    void quietUpTo(long sequence) {
        quietUpTo = sequence;
    }

    /**
     * Says where what comes from here on belongs.
     *
     * @param value the generation of the journal that its events are of.
     * @param ofOtherGraph whether another graph ran those events: what this one makes of them does not leave.
     */
    void generation(long value, boolean ofOtherGraph) {
        generation = (int) value;
        isOfOtherGraph = ofOtherGraph;
    }

    private boolean isQuiet(long sequence) {
        return sequence <= quietUpTo || isOfOtherGraph;
    }

    @Override
    public void onDouble(long sequence, int cycle, long cycleTimeNs, int symbol, int output, double number) {
        onValue(sequence, cycle, cycleTimeNs, symbol, output, ValueKind.DOUBLE, Double.doubleToLongBits(number));
    }

    @Override
    public void onLong(long sequence, int cycle, long cycleTimeNs, int symbol, int output, long number) {
        ValueKind kind = isBoolean[output] ? ValueKind.BOOLEAN : ValueKind.LONG;
        onValue(sequence, cycle, cycleTimeNs, symbol, output, kind, number);
    }

    @Override
    public void onDoubles(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        if (isQuiet(sequence)) {
            return;
        }
        long claimed = claim(vectorLengthBytes(length), sequence);
        IndicatorVectorEncoder.ElementsEncoder elements =
                vector(claimed, sequence, cycle, cycleTimeNs, symbol, output, ValueKind.DOUBLE, length);
        for (int i = slot; i < slot + length; i++) {
            elements.next().valueBits(Double.doubleToLongBits(state.getDouble(i)));
        }
        ring.publish(claimed);
    }

    @Override
    public void onLongs(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        if (isQuiet(sequence)) {
            return;
        }
        ValueKind kind = isBoolean[output] ? ValueKind.BOOLEAN : ValueKind.LONG;
        long claimed = claim(vectorLengthBytes(length), sequence);
        IndicatorVectorEncoder.ElementsEncoder elements =
                vector(claimed, sequence, cycle, cycleTimeNs, symbol, output, kind, length);
        for (int i = slot; i < slot + length; i++) {
            elements.next().valueBits(state.getLong(i));
        }
        ring.publish(claimed);
    }

    private static int vectorLengthBytes(int length) {
        return MessageHeaderEncoder.ENCODED_LENGTH
                + IndicatorVectorEncoder.BLOCK_LENGTH
                + IndicatorVectorEncoder.ElementsEncoder.sbeHeaderSize()
                + length * IndicatorVectorEncoder.ElementsEncoder.sbeBlockLength();
    }

    /**
     * {@return the length of the longest message that the outputs of a graph need, but for the texts of faults, which
     * are cut to what there is room for}
     *
     * @param graph whose outputs leave.
     */
    private static int messageLengthMax(Graph graph) {
        return graph.outputs().stream()
                .filter(output -> output.slot().spec().isVector())
                .mapToInt(output -> vectorLengthBytes(output.slot().length()))
                .max()
                .orElse(0);
    }

    private IndicatorVectorEncoder.ElementsEncoder vector(
            long claimed,
            long sequence,
            int cycle,
            long cycleTimeNs,
            int symbol,
            int output,
            ValueKind kind,
            int length) {
        return vector.wrapAndApplyHeader(ring.buffer(), ring.payloadOffset(claimed), header)
                .sequence(sequence)
                .cycleTimeNs(cycleTimeNs)
                .cycle(cycle)
                .outputId(output)
                .symbolId(symbol)
                .kind(kind)
                .elementsCount(length);
    }

    private void onValue(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, ValueKind kind, long bits) {
        if (isQuiet(sequence)) {
            return;
        }
        long slot = claim(MessageHeaderEncoder.ENCODED_LENGTH + IndicatorValueEncoder.BLOCK_LENGTH, sequence);
        value.wrapAndApplyHeader(ring.buffer(), ring.payloadOffset(slot), header)
                .sequence(sequence)
                .cycleTimeNs(cycleTimeNs)
                .valueBits(bits)
                .cycle(cycle)
                .outputId(output)
                .symbolId(symbol)
                .kind(kind);
        ring.publish(slot);
    }

    @Override
    public void onSignal(
            long sequence,
            int cycle,
            long cycleTimeNs,
            int symbol,
            int output,
            int side,
            int reason,
            double strength,
            double referencePrice) {
        if (isQuiet(sequence)) {
            return;
        }
        long slot = claim(MessageHeaderEncoder.ENCODED_LENGTH + SignalEncoder.BLOCK_LENGTH, sequence);
        signal.wrapAndApplyHeader(ring.buffer(), ring.payloadOffset(slot), header)
                .sequence(sequence)
                .cycleTimeNs(cycleTimeNs)
                .strength(strength)
                .referencePrice(referencePrice)
                .cycle(cycle)
                .outputId(output)
                .symbolId(symbol)
                .reason(reason)
                .side(SignalSide.get((short) side));
        ring.publish(slot);
    }

    @Override
    public void onFault(long sequence, int cycle, long cycleTimeNs, int symbol, int node, Exception cause) {
        if (isQuiet(sequence)) {
            return;
        }
        int fixedLength = MessageHeaderEncoder.ENCODED_LENGTH
                + NodeFaultEncoder.BLOCK_LENGTH
                + NodeFaultEncoder.causeHeaderLength();
        byte[] text = describe(cause).getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, ring.payloadCapacity() - fixedLength);
        while (length < text.length && (text[length] & 0xC0) == 0x80) {
            length--; // not in the middle of a character
        }
        long slot = claim(fixedLength + length, sequence);
        fault.wrapAndApplyHeader(ring.buffer(), ring.payloadOffset(slot), header)
                .sequence(sequence)
                .cycleTimeNs(cycleTimeNs)
                .cycle(cycle)
                .nodeId(node)
                .symbolId(symbol)
                .putCause(text, 0, length);
        ring.publish(slot);
    }

    /** What an exception says of itself is code of whoever wrote it, which may throw too. */
    private static String describe(Exception cause) {
        try {
            return cause.toString();
        } catch (RuntimeException e) {
            return cause.getClass().getName();
        }
    }

    private long claim(int lengthBytes, long sequence) {
        long slot = ring.tryClaim(lengthBytes, generation, sequence);
        return slot == EventRing.BACK_PRESSURED ? claimWhenFull(lengthBytes, sequence) : slot;
    }

    private long claimWhenFull(int lengthBytes, long sequence) {
        idleStrategy.reset();
        long slot = EventRing.BACK_PRESSURED;
        while (slot == EventRing.BACK_PRESSURED) {
            if (isCancelled.getAsBoolean()) {
                throw new CancellationException("the outbound ring is full and nothing leaves it any more");
            }
            idleStrategy.idle();
            slot = ring.tryClaim(lengthBytes, generation, sequence);
        }
        return slot;
    }
}
