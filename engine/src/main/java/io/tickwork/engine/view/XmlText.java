// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Collects elements of XML. */
final class XmlText {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    XmlText() {
        try {
            writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Begins an element.
     *
     * @param name of it.
     * @param attributes names and values by turns; numbers are written with at most one digit behind the point.
     * @return this.
     */
    XmlText start(String name, Object... attributes) {
        return write(() -> {
            writer.writeStartElement(name);
            attributes(attributes);
        });
    }

    /** Ends the innermost element. */
    XmlText end() {
        return write(writer::writeEndElement);
    }

    /** An element without content. */
    XmlText empty(String name, Object... attributes) {
        return write(() -> {
            writer.writeEmptyElement(name);
            attributes(attributes);
        });
    }

    /** An element that holds nothing but text. */
    XmlText leaf(String name, String text, Object... attributes) {
        return start(name, attributes).text(text).end();
    }

    XmlText text(String text) {
        return write(() -> writer.writeCharacters(text));
    }

    /** Line breaks, so that files can be read and compared. */
    XmlText line() {
        return text("\n");
    }

    /** {@return everything so far} */
    @Override
    public String toString() {
        write(writer::flush);
        return text.toString();
    }

    /** {@return a length in pixels, with at most one digit behind the point} */
    static String number(double value) {
        BigDecimal rounded =
                BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    private void attributes(Object... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            writer.writeAttribute(
                    (String) attributes[i], value instanceof Double number ? number(number) : value.toString());
        }
    }

    private interface Step {
        void run() throws XMLStreamException;
    }

    /** Memory does not fail as files do. */
    private XmlText write(Step step) {
        try {
            step.run();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}
