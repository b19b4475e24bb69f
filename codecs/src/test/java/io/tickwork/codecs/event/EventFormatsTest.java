// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.codecs.event.Schema.Block;
import io.tickwork.codecs.event.Schema.Field;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Draws every message from the generated constants and compares the drawing with the page that users read. */
class EventFormatsTest {
    private static final Path PAGE = Path.of(System.getProperty("tickwork.root"), "docs", "formats", "events.md");
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;

    private final Schema schema = Schema.load();
    private final StringBuilder page = new StringBuilder();

    @Test
    void shouldMatchThePageOfFormats() throws IOException {
        draw();
        if (Boolean.getBoolean("tickwork.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("to write it anew: mvn -pl codecs test -Dtickwork.docs.write=true")
                .isEqualTo(page.toString());
    }

    private void draw() {
        line("# Events");
        line("");
        line(
                "What goes into the engine and what comes out of it, byte by byte: Simple Binary Encoding, schema id %s,",
                attribute("id"));
        line("version %s, little endian. The schema itself is", attribute("version"));
        line("`codecs/src/main/resources/io/tickwork/codecs/tickwork-schema.xml`.");
        line("");
        line(
                "This page is written by `mvn -pl codecs test -Dtickwork.docs.write=true`; the build fails where it is stale.");
        line("");
        line(
                "Offsets and lengths are in bytes. The offset of a field is counted from the first byte of its message, the");
        line(
                "header included, or of its entry in a group. Groups and variable-length data follow the block in the order");
        line("drawn. A reader goes by the block length and the version in the header, so that fields which a later");
        line("version adds at the end of a block, and blocks of an older version that lack them, can both be read.");
        line("");
        drawHeader();
        line("## Inbound");
        line("");
        line(
                "Every inbound message begins with the same three fields. Unused bytes before offset %d are zero.",
                InboundEvents.COMMON_LENGTH);
        line("");
        schema.messages().stream().filter(Block::isInbound).forEach(this::drawMessage);
        line("## Outbound");
        line("");
        schema.messages().stream().filter(message -> !message.isInbound()).forEach(this::drawMessage);
        drawEnums();
    }

    private void drawHeader() {
        line("## Header");
        line("");
        line("| offset | length | type | field |");
        line("|---:|---:|---|---|");
        int offset = 0;
        for (Element type : Schema.children(composite("messageHeader"), "type")) {
            int length = length(type.getAttribute("primitiveType"));
            line(
                    "| %d | %d | %s | %s |",
                    offset, length, type.getAttribute("primitiveType"), type.getAttribute("name"));
            offset += length;
        }
        assertThat(offset).isEqualTo(HEADER);
        line("");
    }

    private void drawMessage(Block message) {
        line("### %s (template %d)", message.name(), message.id());
        line("");
        boolean isFixed = message.groups().isEmpty() && message.data().isEmpty();
        line(
                "%s. Block length %d%s.",
                message.description(),
                message.blockLength(),
                isFixed ? ", message length " + (HEADER + message.blockLength()) : "");
        line("");
        drawFields(message, HEADER);
        for (Block group : message.groups()) {
            drawGroup(group);
        }
        message.data().forEach(this::drawData);
    }

    private void drawGroup(Block group) {
        StringBuilder dimension = new StringBuilder();
        for (Element type : Schema.children(composite(group.dimensionType()), "type")) {
            dimension.append(dimension.isEmpty() ? "" : ", ");
            dimension.append(type.getAttribute("primitiveType")).append(' ').append(type.getAttribute("name"));
        }
        line(
                "Then the group `%s`: %s (at most %d), and that many entries with a block of %d bytes:",
                group.name(), dimension, countMax(group), group.blockLength());
        line("");
        drawFields(group, 0);
        group.data().forEach(this::drawData);
    }

    private void drawFields(Block block, int base) {
        line("| offset | length | type | field | meaning |");
        line("|---:|---:|---|---|---|");
        for (Field field : block.fields()) {
            line(
                    "| %d | %d | %s | %s | %s |",
                    base + block.constant(field, "EncodingOffset"),
                    block.constant(field, "EncodingLength"),
                    schema.isEnum(field) ? field.type() : field.primitiveType(),
                    field.name(),
                    field.meaning());
        }
        line("");
    }

    private void drawData(Field data) {
        Element composite = composite(data.type());
        Element length = Schema.children(composite, "type").get(0);
        line(
                "Then `%s`: %s length, and that many bytes of %s.",
                data.name(),
                length.getAttribute("primitiveType"),
                Schema.children(composite, "type").get(1).getAttribute("characterEncoding"));
        line("");
    }

    private void drawEnums() {
        line("## Enumerations");
        line("");
        line("| name | type | values | meaning |");
        line("|---|---|---|---|");
        for (Element type : schema.types("enum")) {
            StringBuilder values = new StringBuilder();
            for (Element value : Schema.children(type, "validValue")) {
                values.append(values.isEmpty() ? "" : ", ");
                values.append(value.getTextContent()).append(' ').append(value.getAttribute("name"));
            }
            line(
                    "| %s | %s | %s | %s |",
                    type.getAttribute("name"),
                    type.getAttribute("encodingType"),
                    values,
                    type.getAttribute("description"));
        }
    }

    private static int countMax(Block group) {
        try {
            return (int) group.decoder().getMethod("countMaxValue").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static int length(String primitiveType) {
        assertThat(primitiveType).isEqualTo("uint16");
        return Short.BYTES;
    }

    private Element composite(String name) {
        return schema.types("composite").stream()
                .filter(composite -> composite.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String attribute(String name) {
        return schema.root().getAttribute(name);
    }

    private void line(String format, Object... arguments) {
        page.append(arguments.length == 0 ? format : String.format(format, arguments))
                .append('\n');
    }
}
