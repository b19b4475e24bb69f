// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.event;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The messages of the schema by name, and the constants generated for them: so that no test has a list of its own. */
final class Schema {
    private static final String CODEC_PACKAGE = "io.tickwork.codecs.sbe.";
    private static final int FIRST_OUTBOUND_ID = 21;

    /** A message, or a repeating group in one; {@code codec} is what the generated classes are called after. */
    record Block(
            String name,
            String codec,
            int id,
            String description,
            String dimensionType,
            List<Field> fields,
            List<Block> groups,
            List<Field> data) {
        boolean isInbound() {
            return id < FIRST_OUTBOUND_ID;
        }

        Class<?> decoder() {
            return type(codec.replace("#", "Decoder"));
        }

        Class<?> encoder() {
            return type(codec.replace("#", "Encoder"));
        }

        /** Value of a static method that was generated for a field, such as its offset. */
        int constant(Field field, String suffix) {
            try {
                return (int) decoder().getMethod(field.name() + suffix).invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }

        int blockLength() {
            try {
                return dimensionType.isEmpty()
                        ? decoder().getField("BLOCK_LENGTH").getInt(null)
                        : (int) decoder().getMethod("sbeBlockLength").invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A field or variable-length data; {@code meaning} is the description of its type. */
    record Field(String name, String type, String primitiveType, String meaning) {}

    private final List<Block> messages = new ArrayList<>();
    private final Element root;

    private Schema(Element root) {
        this.root = root;
        for (Element message : children(root, "sbe:message")) {
            String name = message.getAttribute("name");
            messages.add(block(message, name + "#"));
        }
    }

    static Schema load() {
        try (InputStream in = Schema.class.getResourceAsStream("/io/tickwork/codecs/tickwork-schema.xml")) {
            return new Schema(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getDocumentElement());
        } catch (Exception e) {
            throw new AssertionError("cannot read the schema", e);
        }
    }

    List<Block> messages() {
        return messages;
    }

    Element root() {
        return root;
    }

    /** Types of a kind: {@code type}, {@code enum} or {@code composite}. */
    List<Element> types(String kind) {
        return children(children(root, "types").get(0), kind);
    }

    boolean isEnum(Field field) {
        return typeNamed(field.type()).getTagName().equals("enum");
    }

    static List<Element> children(Element parent, String tag) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(tag)) {
                children.add(element);
            }
        }
        return children;
    }

    private Block block(Element element, String codec) {
        List<Block> groups = new ArrayList<>();
        for (Element group : children(element, "group")) {
            String name = group.getAttribute("name");
            groups.add(block(group, codec + "$" + Character.toUpperCase(name.charAt(0)) + name.substring(1) + "#"));
        }
        return new Block(
                element.getAttribute("name"),
                codec,
                Integer.parseInt(element.getAttribute("id")),
                element.getAttribute("description"),
                element.getAttribute("dimensionType"),
                fields(element, "field"),
                groups,
                fields(element, "data"));
    }

    private List<Field> fields(Element element, String tag) {
        List<Field> fields = new ArrayList<>();
        for (Element field : children(element, tag)) {
            String type = field.getAttribute("type");
            fields.add(new Field(field.getAttribute("name"), type, primitiveType(type), meaning(type)));
        }
        return fields;
    }

    private String primitiveType(String type) {
        Element element = typeNamed(type);
        return element.getAttribute(element.getTagName().equals("enum") ? "encodingType" : "primitiveType");
    }

    private String meaning(String type) {
        return typeNamed(type).getAttribute("description");
    }

    private Element typeNamed(String name) {
        for (String kind : List.of("type", "enum", "composite")) {
            for (Element element : types(kind)) {
                if (element.getAttribute("name").equals(name)) {
                    return element;
                }
            }
        }
        throw new AssertionError("no type " + name);
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(CODEC_PACKAGE + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
