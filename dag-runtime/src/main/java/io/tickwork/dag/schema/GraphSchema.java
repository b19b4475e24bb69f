// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.schema;

import static io.tickwork.dag.schema.Keywords.reference;
import static io.tickwork.dag.schema.Keywords.schema;
import static io.tickwork.dag.schema.Keywords.whole;

import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.NodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema of graphs, for a catalogue.
 *
 * <p>Draft 7: the newest that the language server for YAML and IntelliJ both know. What a schema cannot say it lets
 * pass: whether a node that an input names exists, whether a graph has a cycle, what parameters demand of each other.
 */
public final class GraphSchema {
    private static final String ID = "[A-Za-z][A-Za-z0-9_-]*";

    /** What an id may not be. */
    private static final List<String> NO_IDS = List.of("Tick", "Quote", "Depth");

    /** The type of a node that has none and is not called like one. */
    private static final String PROBE = "probe";

    /** When a value counts as new: see {@link io.tickwork.dag.graph.EmitPolicy}. */
    private static final String EMIT =
            "always|on-change(\\(\\s*\\+?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?\\s*\\))?";

    private final Catalogue catalogue;
    private final Map<String, Object> definitions = schema();

    private GraphSchema(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * {@return the schema as a tree of maps, lists and values; the same for the same catalogue}
     *
     * @param catalogue the node types graphs may use.
     */
    public static Map<String, Object> of(Catalogue catalogue) {
        return new GraphSchema(catalogue).schemaOfGraphs();
    }

    private Map<String, Object> schemaOfGraphs() {
        Map<String, Object> sections = sections();
        Map<String, Object> inSections = schema("additionalProperties", false, "properties", anyValues(sections));
        Map<String, Object> schema = schema(
                "$schema",
                "http://json-schema.org/draft-07/schema#",
                "title",
                "Tickwork graph",
                "description",
                "Nodes by their ids, at the top or in sections.",
                "type",
                "object",
                "minProperties",
                1,
                "properties",
                sections,
                "if",
                schema(
                        "anyOf",
                        sections.keySet().stream()
                                .map(key -> schema("required", List.of(key)))
                                .toList()),
                "then",
                inSections,
                "else",
                reference("nodes"),
                "definitions",
                definitions);
        definitions.put("nodes", nodes());
        definitions.put("node", node());
        for (NodeType type : catalogue.types()) {
            definitions.put(definitionOf(type.name()), TypeSchema.of(type));
        }
        for (InputKind kind : InputKind.values()) {
            definitions.put(InputSchema.definitionOf(kind), InputSchema.of(kind));
        }
        return schema;
    }

    /** What stands at the top when not all that stands there are nodes. A new section is one more line here. */
    private static Map<String, Object> sections() {
        return schema(
                "indicators", section("Nodes that compute values."),
                "strategies", section("Nodes that emit signals. The name is for the reader; any node may stand here."),
                "groups", section("Nodes that read several symbols, as in ES/mid; each is there once."),
                "candles", SettingsSchema.candles(),
                "sessions", SettingsSchema.sessions(ID),
                "symbols", SettingsSchema.symbols());
    }

    private static Map<String, Object> section(String description) {
        // Beside $ref an editor would not see the description.
        return schema("description", description, "allOf", List.of(reference("nodes")));
    }

    private static Map<String, Object> anyValues(Map<String, Object> properties) {
        Map<String, Object> any = schema();
        properties.keySet().forEach(key -> any.put(key, true));
        return any;
    }

    /** Nodes by id. One without a type is of the type it is called like, or else a probe. */
    private Map<String, Object> nodes() {
        Map<String, Object> calledLikeTypes = schema();
        for (NodeType type : catalogue.types()) {
            Map<String, Object> node = schema("description", type.doc());
            node.putAll(unlessTyped(type.name()));
            calledLikeTypes.put(type.name(), node);
        }
        Map<String, Object> patterns = schema(idOtherThan(NO_IDS), reference("node"));
        if (catalogue.find(PROBE).isPresent()) {
            List<String> notProbes = new ArrayList<>(NO_IDS);
            notProbes.addAll(catalogue.names());
            patterns.put(idOtherThan(notProbes), unlessTyped(PROBE));
        }
        return schema(
                "type",
                "object",
                "properties",
                calledLikeTypes,
                "patternProperties",
                patterns,
                "additionalProperties",
                false);
    }

    private static String idOtherThan(List<String> names) {
        return "^(?!(" + String.join("|", names) + ")$)" + ID + "$";
    }

    private static Map<String, Object> unlessTyped(String type) {
        return schema("if", schema("not", schema("required", List.of("type"))), "then", reference(definitionOf(type)));
    }

    private static String definitionOf(String type) {
        return "type." + type;
    }

    /** What every node may have; what its type demands comes on top. */
    private Map<String, Object> node() {
        List<Object> byType = new ArrayList<>();
        for (NodeType type : catalogue.types()) {
            byType.add(schema(
                    "if",
                            schema(
                                    "properties", schema("type", schema("const", type.name())),
                                    "required", List.of("type")),
                    "then", reference(definitionOf(type.name()))));
        }
        return schema("type", "object", "properties", nodeKeys(), "additionalProperties", false, "allOf", byType);
    }

    /** The keys of a node. A new one is one more line here; what depends on the type stands in {@link TypeSchema}. */
    private Map<String, Object> nodeKeys() {
        return schema(
                "type",
                        schema(
                                "description",
                                "The node type; without it that called as the id, or else a probe.",
                                "type",
                                "string",
                                "enum",
                                catalogue.names(),
                                "enumDescriptions",
                                catalogue.types().stream().map(NodeType::doc).toList()),
                "inputs",
                        schema(
                                "description",
                                "What the node reads: a list in the order of its type, or a map by name.",
                                "type",
                                List.of("array", "object")),
                "params",
                        schema(
                                "description",
                                "The parameters of the type; those left out have their defaults.",
                                "type",
                                "object"),
                "emit",
                        schema(
                                "description",
                                "When a value counts as new: always, on-change, or on-change(0.01), which holds"
                                        + " back what differs by no more from the last value emitted.",
                                "type",
                                "string",
                                "pattern",
                                whole(EMIT),
                                "patternErrorMessage",
                                "Write always, on-change or on-change(0.01).",
                                "examples",
                                List.of("always", "on-change", "on-change(0.01)"),
                                "default",
                                "always"),
                "on-fault",
                        SettingsSchema.words(
                                "What happens when the node throws: it is taken out of service, or the engine halts.",
                                "quarantine",
                                "halt"),
                "reset",
                        SettingsSchema.words(
                                "When the node begins anew: never, or at each opening of the session. Without it as its"
                                        + " type says.",
                                "never",
                                "session"),
                "publish",
                        schema(
                                "description",
                                "What leaves the process: true, false, or a list of outputs. Signals always"
                                        + " leave.",
                                "type",
                                List.of("boolean", "array"),
                                "items",
                                schema("type", "string"),
                                "default",
                                false));
    }
}
