// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.tail;

import io.tickwork.bridge.outbound.OutboundJson;
import io.tickwork.bridge.outbound.OutboundNames;
import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.TradeDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import uk.co.real_logic.sbe.ir.Ir;
import uk.co.real_logic.sbe.json.JsonPrinter;
import uk.co.real_logic.sbe.xml.IrGenerator;
import uk.co.real_logic.sbe.xml.ParserOptions;
import uk.co.real_logic.sbe.xml.XmlSchemaParser;

/**
 * Writes any payload as JSON: JSON stands for itself; what engines put out is written as they would write it, with ids
 * where SBE has no names; market data in SBE field by field, as the schema names them; anything else as hexadecimal
 * digits.
 *
 * <p>Threading: one thread.
 */
public final class MessageJson {
    private static final String SCHEMA = "/io/tickwork/codecs/tickwork-schema.xml";
    private static final int BYTES_SHOWN_MAX = 64;

    private final OutboundJson outbound = new OutboundJson(new Ids());
    private final JsonPrinter fields = new JsonPrinter(schema());

    private static Ir schema() {
        try (InputStream xml = TradeDecoder.class.getResourceAsStream(SCHEMA)) {
            ParserOptions options = ParserOptions.builder().stopOnError(true).build();
            return new IrGenerator().generate(XmlSchemaParser.parse(xml, options));
        } catch (IOException e) {
            throw new IllegalStateException("the schema cannot be read", e);
        } catch (Exception e) { // declared by the parser; the schema is the one that our codecs are made from
            throw new IllegalStateException("the schema makes no sense", e);
        }
    }

    /**
     * {@return a payload as JSON}
     *
     * @param payload of a message.
     */
    public String of(byte[] payload) {
        try {
            return isOurs(payload) ? ofSbe(payload) : ofText(payload);
        } catch (IndexOutOfBoundsException | IllegalArgumentException | CharacterCodingException e) {
            return unreadable(payload);
        }
    }

    private static boolean isOurs(byte[] payload) {
        return payload.length >= MessageHeaderDecoder.ENCODED_LENGTH
                && new MessageHeaderDecoder().wrap(new UnsafeBuffer(payload), 0).schemaId()
                        == MessageHeaderDecoder.SCHEMA_ID;
    }

    private String ofSbe(byte[] payload) {
        UnsafeBuffer buffer = new UnsafeBuffer(payload);
        if (InboundEvents.templateId(buffer, 0) >= IndicatorValueDecoder.TEMPLATE_ID) {
            return new String(outbound.encode(buffer, 0), StandardCharsets.UTF_8);
        }
        return fields.print(ByteBuffer.wrap(payload)).replaceAll("\\s*\\n\\s*", "");
    }

    private static String ofText(byte[] payload) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(payload))
                .toString()
                .strip();
        return text.startsWith("{") ? text : unreadable(payload);
    }

    private static String unreadable(byte[] payload) {
        int shown = Math.min(payload.length, BYTES_SHOWN_MAX);
        return "{\"bytes\":" + payload.length + ",\"begin\":\"" + HexFormat.of().formatHex(payload, 0, shown) + "\"}";
    }

    /** The subject has the names. */
    private static final class Ids implements OutboundNames {
        @Override
        public String output(int outputId) {
            return "#" + outputId;
        }

        @Override
        public String reason(int outputId, int reason) {
            return "#" + reason;
        }

        @Override
        public String node(int nodeId) {
            return "#" + nodeId;
        }

        @Override
        public String symbol(int symbolId) {
            return symbolId == InboundEvents.NO_SYMBOL ? "" : "#" + symbolId;
        }
    }
}
