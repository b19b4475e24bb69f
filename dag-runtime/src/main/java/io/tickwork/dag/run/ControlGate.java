// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.NodeResetDecoder;
import io.tickwork.codecs.sbe.ParameterChangeDecoder;
import io.tickwork.codecs.validate.Refusal;
import org.agrona.DirectBuffer;

/**
 * Tells at an edge, before anything is journaled, whether a graph will take a change of parameters or the reset of a
 * node. It answers by the processor's own rules, on parameters of its own, which are those that the processor will have
 * when it comes to the event: so everything that is taken has to be journaled, in the order in which it was asked for.
 *
 * <p>Threading: made while nothing runs the processor; from then on for one thread, that of its edge. Memory: the state
 * of every symbol once more, which is never run. Allocates.
 */
public final class ControlGate {
    private final GraphProcessor parameters;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ParameterChangeDecoder change = new ParameterChangeDecoder();
    private final NodeResetDecoder reset = new NodeResetDecoder();

    private ControlGate(GraphProcessor parameters) {
        this.parameters = parameters;
    }

    /**
     * {@return a gate before a processor}
     *
     * @param processor has run everything that is in the journal; not kept.
     */
    public static ControlGate of(GraphProcessor processor) {
        return new ControlGate(processor.withoutEvents(OutputHandler.NONE));
    }

    /**
     * Notes that a symbol is defined from here on.
     *
     * @param id behind those that were defined before.
     * @param name of it.
     * @param priceExponent power of ten of its prices.
     * @param sizeExponent power of ten of its sizes.
     */
    public void define(int id, String name, int priceExponent, int sizeExponent) {
        parameters.define(id, name, priceExponent, sizeExponent);
    }

    /**
     * Asks whether an event may enter. A change of parameters that may holds for what is asked afterwards.
     *
     * @param buffer holds its SBE message, which has been found sound.
     * @param offset where its header begins.
     * @return why the graph would not take it; null when it will, and for events of all other kinds.
     */
    public Refusal check(DirectBuffer buffer, int offset) {
        int symbol = InboundEvents.symbolId(buffer, offset);
        switch (InboundEvents.templateId(buffer, offset)) {
            case ParameterChangeDecoder.TEMPLATE_ID -> {
                return parameters.change(
                        symbol, ParameterChanges.of(change.wrapAndApplyHeader(buffer, offset, header)));
            }
            case NodeResetDecoder.TEMPLATE_ID -> {
                String node = reset.wrapAndApplyHeader(buffer, offset, header).node();
                return parameters.hasNode(symbol, node) ? null : Refusal.NODE;
            }
            default -> {
                return null;
            }
        }
    }
}
