// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Writes a view as JSON, as docs/commands.md describes it. */
final class JsonRenderer {
    /** Rises when a reader of the form before would go wrong; new members do not make it rise. */
    static final int VERSION = 1;

    private final GraphView view;
    private final JsonGenerator json;

    private JsonRenderer(GraphView view, JsonGenerator json) {
        this.view = view;
        this.json = json;
    }

    /** {@return the text, indented} @param view what is written. */
    static String render(GraphView view) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        return write(view, printer) + "\n";
    }

    /** {@return the text without white space} @param view what is written. */
    static String renderCompact(GraphView view) {
        return write(view, null);
    }

    private static String write(GraphView view, DefaultPrettyPrinter printer) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setPrettyPrinter(printer);
            new JsonRenderer(view, json).graph();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail as files do", e);
        }
        return out.toString();
    }

    private void graph() throws IOException {
        json.writeStartObject();
        json.writeStringField("format", "tickwork-graph");
        json.writeNumberField("version", VERSION);
        json.writeStringField("title", view.title());
        objects("areas", view.areas(), area -> {
            json.writeStringField("key", area.key());
            json.writeStringField("title", area.title());
        });
        objects("clusters", view.clusters(), cluster -> {
            json.writeStringField("key", cluster.key());
            json.writeStringField("area", cluster.area());
            json.writeStringField("label", cluster.label());
        });
        objects("sources", view.sources(), source -> {
            json.writeStringField("key", source.key());
            json.writeStringField("label", source.label());
            json.writeStringField("unit", source.unit());
            json.writeStringField("area", source.area());
            json.writeStringField("cluster", source.cluster());
        });
        objects("nodes", view.nodes(), this::node);
        objects("edges", view.edges(), edge -> {
            json.writeStringField("from", edge.from());
            json.writeStringField("output", edge.output());
            json.writeStringField("to", edge.to());
            json.writeStringField("input", edge.input());
            json.writeStringField("reference", edge.reference());
            json.writeBooleanField("triggers", edge.triggers());
            json.writeBooleanField("required", edge.required());
        });
        strings("notes", view.notes());
        json.writeEndObject();
    }

    private void node(GraphView.Node node) throws IOException {
        json.writeStringField("key", node.key());
        strings("ids", node.ids());
        json.writeStringField("kind", node.kind().word());
        json.writeObjectFieldStart("type");
        json.writeStringField("name", node.type().name());
        json.writeStringField("doc", node.type().doc());
        json.writeStringField("formula", node.type().formula());
        json.writeStringField("origin", node.type().origin());
        json.writeEndObject();
        json.writeObjectFieldStart("parameters");
        for (Map.Entry<String, Object> parameter : node.parameters().entrySet()) {
            json.writePOJOField(parameter.getKey(), parameter.getValue());
        }
        json.writeEndObject();
        strings("mutable", node.mutable());
        json.writeStringField("emit", node.emit());
        json.writeStringField("onFault", node.onFault());
        json.writeStringField("reset", node.reset());
        objects("outputs", node.outputs(), output -> {
            json.writeStringField("name", output.name());
            json.writeStringField("kind", output.kind());
            json.writeStringField("doc", output.doc());
            json.writeBooleanField("published", output.published());
        });
        strings("triggeredBy", node.triggeredBy());
        json.writeObjectFieldStart("warmUp");
        json.writeNumberField("runs", node.warmUp().runCount());
        json.writeBooleanField("never", node.warmUp().isNever());
        objects("needs", node.warmUp().needs(), need -> {
            json.writeStringField("source", need.source().key());
            json.writeNumberField("count", need.count());
        });
        json.writeEndObject();
        json.writeStringField("location", node.location());
        json.writeStringField("area", node.area());
        json.writeStringField("cluster", node.cluster());
        if (node.load() != null) {
            json.writeObjectFieldStart("load");
            json.writeNumberField("share", node.load().share());
            json.writeStringField("summary", node.load().summary());
            json.writeObjectFieldStart("details");
            for (Map.Entry<String, String> detail : node.load().details().entrySet()) {
                json.writeStringField(detail.getKey(), detail.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private interface Members<T> {
        void write(T value) throws IOException;
    }

    private <T> void objects(String name, List<T> values, Members<T> members) throws IOException {
        json.writeArrayFieldStart(name);
        for (T value : values) {
            json.writeStartObject();
            members.write(value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void strings(String name, Collection<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
