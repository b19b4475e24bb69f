// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.EngineStatusDecoder;
import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.IndicatorVectorDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.NodeFaultDecoder;
import io.tickwork.codecs.sbe.SignalDecoder;
import io.tickwork.codecs.sbe.ValueKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.agrona.DirectBuffer;

/**
 * Writes outputs as JSON, one object each, as {@code docs/formats/outbound.schema.json} describes them.
 *
 * <p>A double is written in the fewest digits that give the same double again, the same on every JDK; one that is not
 * finite is {@code null}. Times and values of kind {@code long} are strings, since many readers have only doubles for
 * numbers, which hold integers up to 2^53; sequences and counts are numbers, as they stay far below that. Times are UTC
 * epoch nanoseconds.
 *
 * <p>Threading: one thread. Allocates.
 */
public final class OutboundJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private final OutboundNames names;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final IndicatorValueDecoder value = new IndicatorValueDecoder();
    private final IndicatorVectorDecoder vector = new IndicatorVectorDecoder();
    private final SignalDecoder signal = new SignalDecoder();
    private final NodeFaultDecoder fault = new NodeFaultDecoder();
    private final EngineStatusDecoder status = new EngineStatusDecoder();

    /** @param names for the ids. */
    public OutboundJson(OutboundNames names) {
        this.names = names;
    }

    /**
     * {@return the JSON of an output, in UTF-8}
     *
     * @param buffer holds its SBE message, sound as it came out of an engine.
     * @param offset where its header begins.
     * @throws IllegalArgumentException if it is of a template that no engine puts out.
     */
    public byte[] encode(DirectBuffer buffer, int offset) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(256);
                JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            write(json, buffer, offset);
            json.writeEndObject();
            json.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of memory
        }
    }

    private void write(JsonGenerator json, DirectBuffer buffer, int offset) throws IOException {
        int template = InboundEvents.templateId(buffer, offset);
        switch (template) {
            case IndicatorValueDecoder.TEMPLATE_ID -> {
                value.wrapAndApplyHeader(buffer, offset, header);
                writeValue(json);
            }
            case IndicatorVectorDecoder.TEMPLATE_ID -> {
                vector.wrapAndApplyHeader(buffer, offset, header);
                writeVector(json);
            }
            case SignalDecoder.TEMPLATE_ID -> {
                signal.wrapAndApplyHeader(buffer, offset, header);
                writeSignal(json);
            }
            case NodeFaultDecoder.TEMPLATE_ID -> {
                fault.wrapAndApplyHeader(buffer, offset, header);
                writeFault(json);
            }
            case EngineStatusDecoder.TEMPLATE_ID -> {
                status.wrapAndApplyHeader(buffer, offset, header);
                writeStatus(json);
            }
            default -> throw new IllegalArgumentException("template " + template + " is none that an engine puts out");
        }
    }

    private void writeValue(JsonGenerator json) throws IOException {
        json.writeStringField("type", "value");
        writePlace(json, value.sequence(), value.cycle(), value.cycleTimeNs());
        writeOutput(json, value.symbolId(), value.outputId());
        json.writeStringField("kind", lowerCase(value.kind()));
        json.writeFieldName("value");
        writeBits(json, value.kind(), value.valueBits());
    }

    private void writeVector(JsonGenerator json) throws IOException {
        json.writeStringField("type", "vector");
        writePlace(json, vector.sequence(), vector.cycle(), vector.cycleTimeNs());
        writeOutput(json, vector.symbolId(), vector.outputId());
        ValueKind kind = vector.kind();
        json.writeStringField("kind", lowerCase(kind));
        json.writeArrayFieldStart("values");
        for (IndicatorVectorDecoder.ElementsDecoder element : vector.elements()) {
            writeBits(json, kind, element.valueBits());
        }
        json.writeEndArray();
    }

    private void writeSignal(JsonGenerator json) throws IOException {
        json.writeStringField("type", "signal");
        writePlace(json, signal.sequence(), signal.cycle(), signal.cycleTimeNs());
        writeOutput(json, signal.symbolId(), signal.outputId());
        json.writeStringField("side", lowerCase(signal.side()));
        json.writeFieldName("strength");
        writeDouble(json, signal.strength());
        json.writeFieldName("referencePrice");
        writeDouble(json, signal.referencePrice());
        json.writeStringField("reason", names.reason(signal.outputId(), signal.reason()));
    }

    private void writeFault(JsonGenerator json) throws IOException {
        json.writeStringField("type", "fault");
        writePlace(json, fault.sequence(), fault.cycle(), fault.cycleTimeNs());
        json.writeStringField("symbol", names.symbol(fault.symbolId()));
        json.writeStringField("node", names.node(fault.nodeId()));
        json.writeStringField("cause", fault.cause());
    }

    private void writeStatus(JsonGenerator json) throws IOException {
        json.writeStringField("type", "status");
        json.writeStringField("state", lowerCase(status.state()));
        json.writeNumberField("sequence", status.sequence());
        json.writeStringField("engineTimeNs", Long.toString(status.engineTimeNs()));
        json.writeNumberField("events", status.eventCount());
        json.writeNumberField("values", status.valueCount());
        json.writeNumberField("signals", status.signalCount());
        json.writeNumberField("faults", status.faultCount());
    }

    private static void writePlace(JsonGenerator json, long sequence, int cycle, long cycleTimeNs) throws IOException {
        json.writeNumberField("sequence", sequence);
        json.writeNumberField("cycle", cycle);
        json.writeStringField("cycleTimeNs", Long.toString(cycleTimeNs));
    }

    private void writeOutput(JsonGenerator json, int symbolId, int outputId) throws IOException {
        json.writeStringField("symbol", names.symbol(symbolId));
        json.writeStringField("output", names.output(outputId));
    }

    private static void writeBits(JsonGenerator json, ValueKind kind, long bits) throws IOException {
        switch (kind) {
            case DOUBLE -> writeDouble(json, Double.longBitsToDouble(bits));
            case BOOLEAN -> json.writeBoolean(bits != 0);
            case LONG, NULL_VAL -> json.writeString(Long.toString(bits));
        }
    }

    private static void writeDouble(JsonGenerator json, double number) throws IOException {
        if (Double.isFinite(number)) {
            json.writeNumber(number);
        } else {
            json.writeNull();
        }
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
