// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.schema;

import static io.tickwork.dag.schema.Keywords.reference;
import static io.tickwork.dag.schema.Keywords.schema;
import static io.tickwork.dag.schema.Keywords.whole;

import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.InputSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an input may refer to, by what it reads. */
final class InputSchema {
    /** A count without leading zeros, and a unit. */
    static final String TIMEFRAME = "[1-9][0-9]{0,5}[smhdw]";

    /** An output of a node, named in any of the three ways; see {@link io.tickwork.dag.graph.Graph}. */
    private static final String NODE =
            "(Indicator:[\\w-]+|Indicator\\([\\w-]+\\)|(?!(Tick|Quote|Depth)(\\.|$))[\\w-]+)(\\.[\\w-]+)?(\\[[0-9]{1,6}\\])?";

    /** The name of a symbol before what is read of it. */
    private static final String SYMBOL = "([^\\s/]+/)?";

    /** What a timer may be called with beside a timeframe. */
    private static final String MILLISECONDS = "[1-9][0-9]{0,2}ms";

    private static final List<SourceKind> READ = Arrays.stream(SourceKind.values())
            .filter(source -> source != SourceKind.IMPORT)
            .toList();

    private InputSchema() {}

    static String definitionOf(InputKind kind) {
        return "input." + kind.label();
    }

    /** An input as its type declares it. */
    static Map<String, Object> of(InputSpec spec) {
        return schema("description", description(spec), "allOf", List.of(reference(definitionOf(spec.kind()))));
    }

    /** A variadic input by name: one reference, or a list of them. */
    static Map<String, Object> oneOrMore(InputSpec spec) {
        return schema(
                "description",
                description(spec),
                "if",
                schema("type", "array"),
                "then",
                schema("items", reference(definitionOf(spec.kind())), "minItems", 1),
                "else",
                reference(definitionOf(spec.kind())));
    }

    private static String description(InputSpec spec) {
        String role = spec.role().triggers() ? "triggers" : "sampled";
        return spec.name() + ": " + spec.doc() + " Reads a " + spec.kind().label() + "; " + role
                + (spec.role().required() ? "." : ", optional.");
    }

    /** A reference, or an object that says a role beside it. */
    static Map<String, Object> of(InputKind kind) {
        List<String> examples = examples(kind);
        String pattern = whole(SYMBOL + "(" + pattern(kind) + ")");
        String message =
                "Not a reference to a " + kind.label() + "; write for example " + String.join(", ", examples) + ".";
        return schema(
                "type",
                List.of("string", "object"),
                "pattern",
                pattern,
                "patternErrorMessage",
                message,
                "examples",
                examples,
                "properties",
                schema(
                        "from",
                                schema(
                                        "description", "What the input reads.",
                                        "type", "string",
                                        "pattern", pattern,
                                        "patternErrorMessage", message,
                                        "examples", examples),
                        "sampled",
                                schema(
                                        "description", "Whether the input is read without ever being a reason to run.",
                                        "type", "boolean"),
                        "optional",
                                schema(
                                        "description", "Whether the node runs even while the input has no value.",
                                        "type", "boolean")),
                "required",
                List.of("from"),
                "additionalProperties",
                false);
    }

    private static String pattern(InputKind kind) {
        List<String> alternatives = new ArrayList<>();
        for (SourceKind source : READ) {
            String fields = source.fields().stream()
                    .filter(field -> field.kind() == kind)
                    .map(SourceKind.Field::name)
                    .collect(Collectors.joining("|"));
            if (isWhole(source, kind)) {
                alternatives.add(label(source) + (fields.isEmpty() ? "" : "(\\.(" + fields + "))?"));
            } else if (!fields.isEmpty()) {
                alternatives.add(label(source) + "\\.(" + fields + ")");
            }
        }
        if (readsNodes(kind)) {
            alternatives.add(NODE);
        }
        return String.join("|", alternatives);
    }

    private static List<String> examples(InputKind kind) {
        List<String> examples = new ArrayList<>();
        for (SourceKind source : READ) {
            String label = example(source);
            if (isWhole(source, kind)) {
                examples.add(label);
            }
            source.fields().stream()
                    .filter(field -> field.kind() == kind)
                    .forEach(field -> examples.add(label + "." + field.name()));
        }
        if (readsNodes(kind)) {
            examples.add("Indicator:id.output");
        }
        return examples;
    }

    private static boolean readsNodes(InputKind kind) {
        return kind.isVector()
                || kind == InputKind.ANY
                || kind == InputKind.DOUBLE
                || kind == InputKind.LONG
                || kind == InputKind.BOOLEAN;
    }

    /** {@return whether the source without a field will do} */
    private static boolean isWhole(SourceKind source, InputKind kind) {
        return source.inputKind() == kind
                || kind == InputKind.ANY
                || source.fields().get(0).kind() == kind;
    }

    private static String label(SourceKind source) {
        return switch (source) {
            case CANDLE -> "Candle\\(" + TIMEFRAME + "\\)";
            case FORMING -> "Candle\\(" + TIMEFRAME + "\\)\\.forming";
            case TIMER -> "Timer\\((" + TIMEFRAME + "|" + MILLISECONDS + ")\\)";
            default -> source.label();
        };
    }

    private static String example(SourceKind source) {
        return switch (source) {
            case CANDLE -> "Candle(1m)";
            case FORMING -> "Candle(1m).forming";
            case TIMER -> "Timer(5s)";
            default -> source.label();
        };
    }
}
