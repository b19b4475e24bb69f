// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import io.tickwork.bridge.Subjects;
import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.IndicatorVectorDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.NodeFaultDecoder;
import io.tickwork.codecs.sbe.SignalDecoder;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Finds the route of an output. A route is made once, and is the same object from then on.
 *
 * <p>Threading: one thread.
 */
final class OutboundRoutes {
    private final OutboundContext context;
    private final Long2ObjectHashMap<OutboundRoute> values = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<OutboundRoute> signals = new Long2ObjectHashMap<>();
    private final OutboundRoute faults;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final IndicatorValueDecoder value = new IndicatorValueDecoder();
    private final IndicatorVectorDecoder vector = new IndicatorVectorDecoder();
    private final SignalDecoder signal = new SignalDecoder();

    OutboundRoutes(OutboundContext context) {
        this.context = context;
        faults = route(Subjects.faults(context.engine()), null);
    }

    /**
     * {@return the route of an output}
     *
     * @throws IllegalArgumentException if it is none.
     */
    OutboundRoute of(DirectBuffer buffer, int offset) {
        int template = InboundEvents.templateId(buffer, offset);
        return switch (template) {
            case IndicatorValueDecoder.TEMPLATE_ID -> {
                value.wrapAndApplyHeader(buffer, offset, header);
                yield ofValue(value.symbolId(), value.outputId());
            }
            case IndicatorVectorDecoder.TEMPLATE_ID -> {
                vector.wrapAndApplyHeader(buffer, offset, header);
                yield ofValue(vector.symbolId(), vector.outputId());
            }
            case SignalDecoder.TEMPLATE_ID -> {
                signal.wrapAndApplyHeader(buffer, offset, header);
                yield ofSignal(signal.symbolId(), signal.outputId());
            }
            case NodeFaultDecoder.TEMPLATE_ID -> faults;
            default -> throw new IllegalArgumentException("template " + template + " is no output");
        };
    }

    private OutboundRoute ofValue(int symbolId, int outputId) {
        OutboundRoute known = values.get(key(symbolId, outputId));
        if (known == null) {
            String channel = channel(symbolId, outputId);
            known = route(Subjects.indicators(channel), channel);
            values.put(key(symbolId, outputId), known);
        }
        return known;
    }

    private OutboundRoute ofSignal(int symbolId, int outputId) {
        OutboundRoute known = signals.get(key(symbolId, outputId));
        if (known == null) {
            String symbol = context.names().symbol(symbolId);
            known = route(Subjects.signals(symbol), channel(symbolId, outputId));
            signals.put(key(symbolId, outputId), known);
        }
        return known;
    }

    private String channel(int symbolId, int outputId) {
        return Subjects.channel(
                context.names().symbol(symbolId), context.names().output(outputId));
    }

    private static long key(int symbolId, int outputId) {
        return (long) outputId << Integer.SIZE | symbolId & 0xFFFF_FFFFL;
    }

    private OutboundRoute route(String subject, String channel) {
        OutboundRoute screen = null;
        if (channel != null && context.dashboardIntervalNs() > 0) {
            String copy = Subjects.dashboard(channel);
            screen = new OutboundRoute(copy, context.encodings().choice(copy), OverflowPolicy.CONFLATE, null);
        }
        OverflowPolicy policy = context.stream() == null ? context.policies().choice(subject) : OverflowPolicy.SPOOL;
        return new OutboundRoute(subject, context.encodings().choice(subject), policy, screen);
    }
}
