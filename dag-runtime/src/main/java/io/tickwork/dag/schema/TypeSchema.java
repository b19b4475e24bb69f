// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.schema;

import static io.tickwork.dag.schema.Keywords.schema;

import io.tickwork.codecs.time.Timeframe;
import io.tickwork.dag.node.InputSpec;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.OutputSpec;
import io.tickwork.dag.node.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a node type demands of its nodes. */
final class TypeSchema {
    private TypeSchema() {}

    static Map<String, Object> of(NodeType type) {
        List<String> required = new ArrayList<>();
        if (!type.inputs().isEmpty()) {
            required.add("inputs");
        }
        if (type.parameters().stream().anyMatch(TypeSchema::isRequired)) {
            required.add("params");
        }
        return schema(
                "description", type.doc(),
                "properties",
                        schema(
                                "inputs", inputs(type.inputs()),
                                "params", parameters(type.parameters()),
                                "publish",
                                        schema(
                                                "items",
                                                schema(
                                                        "enum",
                                                        type.outputs().stream()
                                                                .map(OutputSpec::name)
                                                                .toList(),
                                                        "enumDescriptions",
                                                        type.outputs().stream()
                                                                .map(OutputSpec::doc)
                                                                .toList()))),
                "required", required);
    }

    /** A list and a map at once: each keyword speaks of one of the two. */
    private static Map<String, Object> inputs(List<InputSpec> specs) {
        List<Object> items = new ArrayList<>();
        Map<String, Object> properties = schema();
        Object more = false;
        for (InputSpec spec : specs) {
            items.add(InputSchema.of(spec));
            properties.put(spec.name(), spec.variadic() ? InputSchema.oneOrMore(spec) : InputSchema.of(spec));
            more = spec.variadic() ? InputSchema.of(spec) : false;
        }
        return schema(
                "items",
                items,
                "minItems",
                specs.stream().filter(spec -> !spec.omittable()).count(),
                "additionalItems",
                more,
                "properties",
                properties,
                "required",
                specs.stream()
                        .filter(spec -> !spec.omittable())
                        .map(InputSpec::name)
                        .toList(),
                "additionalProperties",
                false);
    }

    private static boolean isRequired(ParameterSpec spec) {
        return spec.defaultValue() == null;
    }

    private static Map<String, Object> parameters(List<ParameterSpec> specs) {
        Map<String, Object> properties = schema();
        specs.forEach(spec -> properties.put(spec.name(), parameter(spec)));
        return schema(
                "properties",
                properties,
                "required",
                specs.stream()
                        .filter(TypeSchema::isRequired)
                        .map(ParameterSpec::name)
                        .toList(),
                "additionalProperties",
                false);
    }

    private static Map<String, Object> parameter(ParameterSpec spec) {
        Map<String, Object> schema = schema("description", spec.doc() + " " + range(spec) + ".");
        switch (spec.kind()) {
            case INTEGER ->
                schema.putAll(schema("type", "integer", "minimum", (long) spec.min(), "maximum", (long) spec.max()));
            case NUMBER -> schema.putAll(schema("type", "number", "minimum", spec.min(), "maximum", spec.max()));
            case FLAG -> schema.put("type", "boolean");
            case CHOICE -> schema.putAll(schema("type", "string", "enum", spec.choices()));
            case DURATION -> schema.putAll(schema("type", "string", "pattern", "^" + InputSchema.TIMEFRAME + "$"));
        }
        if (spec.defaultValue() != null) {
            schema.put("default", defaultValue(spec));
        }
        return schema;
    }

    private static String range(ParameterSpec spec) {
        String range = spec.range();
        return Character.toUpperCase(range.charAt(0))
                + range.substring(1)
                + (isRequired(spec) ? "; required" : "; default " + defaultValue(spec));
    }

    private static Object defaultValue(ParameterSpec spec) {
        return spec.kind() == ParameterSpec.Kind.DURATION
                ? Timeframe.format((Long) spec.defaultValue())
                : spec.defaultValue();
    }
}
