// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.InputSpec;
import io.tickwork.dag.node.InputSpec.Role;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.OutputSpec;
import io.tickwork.dag.node.ParameterSpec;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.ValueKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns declarations into types, checked parameters and resolved links; collects errors instead of stopping at one. */
final class Resolver {
    /** The most nodes a graph may have: the generated class keeps each in a field, and a class has room for so many. */
    static final int NODE_COUNT_MAX = 8_000;

    /** The most inputs a node may have: the tests that decide whether it runs stay within one generated method. */
    static final int INPUT_COUNT_MAX = 256;

    /**
     * The type of a node that declares none and is not called like one: it lets a graph be drawn before its nodes
     * exist.
     */
    private static final String PROBE = "probe";

    private static final String ID = "[A-Za-z][A-Za-z0-9_-]*";

    private final Catalogue catalogue;
    private final List<NodeDefinition> definitions;
    private final List<GraphError> errors;
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Integer> indexById = new HashMap<>();
    private final List<NodeType> types = new ArrayList<>();

    Resolver(Catalogue catalogue, List<NodeDefinition> definitions, List<GraphError> errors) {
        this.catalogue = catalogue;
        this.definitions = definitions;
        this.errors = errors;
    }

    /**
     * A declaration after its names were looked up.
     *
     * @param definition what was declared.
     * @param type null when it is unknown.
     * @param parameters null when they are wrong.
     * @param links its inputs; those that could not be resolved are missing.
     */
    record Resolved(NodeDefinition definition, NodeType type, Parameters parameters, List<Link> links) {}

    /**
     * An input after its reference was looked up.
     *
     * @param spec the input in its type.
     * @param reference as parsed.
     * @param role what it does for the node.
     * @param node the index of the node it reads, -1 when it reads a source.
     * @param place the place of the output in its node; of a source's field the offset; -1 for a whole source.
     * @param text as written.
     */
    record Link(InputSpec spec, Reference reference, Role role, int node, int place, String text) {}

    List<String> warnings() {
        return warnings;
    }

    List<Resolved> resolve() {
        if (definitions.size() > NODE_COUNT_MAX) {
            error(
                    Rule.LIMIT,
                    definitions.get(NODE_COUNT_MAX),
                    definitions.get(NODE_COUNT_MAX).location(),
                    "a graph may have at most " + NODE_COUNT_MAX + " nodes, this one has " + definitions.size());
        }
        for (int i = 0; i < definitions.size(); i++) {
            name(definitions.get(i), i);
            types.add(type(definitions.get(i)));
        }
        List<Resolved> resolved = new ArrayList<>();
        for (int i = 0; i < definitions.size(); i++) {
            NodeDefinition definition = definitions.get(i);
            NodeType type = types.get(i);
            if (type == null) {
                resolved.add(new Resolved(definition, null, null, List.of()));
            } else {
                resolved.add(new Resolved(definition, type, parameters(definition, type), links(definition, type)));
                policies(definition, type);
            }
        }
        return resolved;
    }

    private void name(NodeDefinition definition, int index) {
        String id = definition.id();
        if (!id.matches(ID) || id.equals("Tick") || id.equals("Quote")) {
            error(
                    Rule.NODE_ID,
                    definition,
                    definition.location(),
                    "an id begins with a letter, goes on with letters, digits, '-' and '_', and is not Tick or Quote");
        }
        Integer first = indexById.putIfAbsent(id, index);
        if (first != null) {
            Location before = definitions.get(first).location();
            error(
                    Rule.DUPLICATE_ID,
                    definition,
                    definition.location(),
                    "the id is taken" + (before.line() == 0 ? "" : " by the node at " + before));
        }
    }

    private NodeType type(NodeDefinition definition) {
        String name = definition.type();
        if (name == null) {
            name = catalogue.find(definition.id()).map(NodeType::name).orElse(PROBE);
            if (name.equals(PROBE)) {
                warnings.add((definition.location().line() == 0 ? "" : definition.location() + ": ") + "node '"
                        + definition.id() + "' has no type and is run as a probe: it copies its first input");
            }
        }
        Optional<NodeType> type = catalogue.find(name);
        if (type.isEmpty()) {
            error(
                    Rule.UNKNOWN_TYPE,
                    definition,
                    definition.location(),
                    "there is no node type '" + name + "'; there are " + String.join(", ", catalogue.names()));
        }
        return type.orElse(null);
    }

    private Parameters parameters(NodeDefinition definition, NodeType type) {
        int errorsBefore = errors.size();
        Map<String, Object> values = new LinkedHashMap<>();
        for (ParameterSpec spec : type.parameters()) {
            ParameterDefinition given = definition.parameters().get(spec.name());
            if (given == null && spec.defaultValue() == null) {
                error(
                        Rule.MISSING_PARAMETER,
                        definition,
                        definition.location(),
                        "type '" + type + "' needs the parameter '" + spec.name() + "' (" + spec.range() + "): "
                                + spec.doc());
            } else if (given == null) {
                values.put(spec.name(), spec.defaultValue());
            } else {
                try {
                    values.put(spec.name(), spec.parse(given.value()));
                } catch (IllegalArgumentException e) {
                    error(
                            Rule.PARAMETER_VALUE,
                            definition,
                            given.location(),
                            "parameter '" + spec.name() + "' " + e.getMessage());
                }
            }
        }
        List<String> known = type.parameters().stream().map(ParameterSpec::name).toList();
        definition.parameters().forEach((name, given) -> {
            if (!known.contains(name)) {
                error(
                        Rule.UNKNOWN_PARAMETER,
                        definition,
                        given.location(),
                        "type '" + type + "' has no parameter '" + name + "'"
                                + (known.isEmpty() ? "; it has none" : "; it has " + String.join(", ", known)));
            }
        });
        if (errors.size() != errorsBefore) {
            return null;
        }
        Parameters parameters = new Parameters(values);
        String problem = type.check(parameters);
        if (problem != null) {
            error(Rule.PARAMETER_VALUE, definition, definition.location(), problem);
        }
        return parameters;
    }

    private List<Link> links(NodeDefinition definition, NodeType type) {
        if (definition.inputs().size() > INPUT_COUNT_MAX) {
            error(
                    Rule.LIMIT,
                    definition,
                    definition.inputs().get(INPUT_COUNT_MAX).location(),
                    "a node may have at most " + INPUT_COUNT_MAX + " inputs, this one has "
                            + definition.inputs().size());
        }
        List<InputSpec> specs = type.inputs();
        Map<String, List<InputDefinition>> given = new LinkedHashMap<>();
        int position = 0;
        for (InputDefinition input : definition.inputs()) {
            InputSpec spec;
            if (input.name() == null) {
                boolean onVariadic = position > 0
                        && position >= specs.size()
                        && specs.get(specs.size() - 1).variadic();
                spec = onVariadic ? specs.get(specs.size() - 1) : position < specs.size() ? specs.get(position) : null;
                position++;
            } else {
                spec = specs.stream()
                        .filter(each -> each.name().equals(input.name()))
                        .findFirst()
                        .orElse(null);
            }
            boolean taken = spec != null && !spec.variadic() && given.containsKey(spec.name());
            if (spec == null || taken) {
                error(
                        Rule.INPUTS,
                        definition,
                        input.location(),
                        (input.name() == null
                                        ? "'" + input.reference() + "' is one input too many"
                                        : "there is no place for an input '" + input.name() + "'")
                                + "; type '" + type + "' reads " + signature(type));
            } else {
                given.computeIfAbsent(spec.name(), name -> new ArrayList<>()).add(input);
            }
        }
        List<Link> links = new ArrayList<>();
        for (InputSpec spec : specs) {
            List<InputDefinition> inputs = given.get(spec.name());
            if (inputs == null) {
                error(
                        Rule.INPUTS,
                        definition,
                        definition.location(),
                        "the input '" + spec.name() + "' is missing; type '" + type + "' reads " + signature(type));
            } else {
                inputs.forEach(input -> link(definition, spec, input).ifPresent(links::add));
            }
        }
        return links;
    }

    private static String signature(NodeType type) {
        List<String> words = type.inputs().stream()
                .map(spec -> spec.name() + " (" + spec.kind().label() + (spec.variadic() ? ", one or more)" : ")"))
                .toList();
        return words.isEmpty() ? "nothing" : String.join(", ", words);
    }

    private Optional<Link> link(NodeDefinition definition, InputSpec spec, InputDefinition input) {
        Reference reference;
        try {
            reference = Reference.parse(input.reference());
        } catch (IllegalArgumentException e) {
            Rule rule = input.reference().startsWith("Candle(") ? Rule.TIMEFRAME : Rule.UNKNOWN_INPUT;
            error(rule, definition, input.location(), e.getMessage());
            return Optional.empty();
        }
        Role role = input.role() == null ? spec.role() : input.role();
        return reference.source() != null
                ? sourceLink(definition, spec, input, reference, role)
                : nodeLink(definition, spec, input, reference, role);
    }

    private Optional<Link> sourceLink(
            NodeDefinition definition, InputSpec spec, InputDefinition input, Reference reference, Role role) {
        SourceKind source = reference.source();
        if (reference.selector() == null && spec.kind() == source.inputKind()) {
            return Optional.of(new Link(spec, reference, role, -1, -1, input.reference()));
        }
        Optional<SourceKind.Field> field =
                reference.selector() == null ? Optional.of(source.fields().get(0)) : source.field(reference.selector());
        if (field.isEmpty()) {
            error(
                    Rule.UNKNOWN_OUTPUT,
                    definition,
                    input.location(),
                    "'" + source.label() + "' has no field '" + reference.selector() + "'; it has "
                            + String.join(
                                    ", ",
                                    source.fields().stream()
                                            .map(SourceKind.Field::name)
                                            .toList()));
            return Optional.empty();
        }
        if (field.get().kind() != spec.kind()) {
            wrongKind(definition, spec, input, field.get().kind().label());
            return Optional.empty();
        }
        return Optional.of(new Link(spec, reference, role, -1, field.get().offset(), input.reference()));
    }

    private Optional<Link> nodeLink(
            NodeDefinition definition, InputSpec spec, InputDefinition input, Reference reference, Role role) {
        Integer node = indexById.get(reference.node());
        if (node == null) {
            error(
                    Rule.UNKNOWN_INPUT,
                    definition,
                    input.location(),
                    "'" + input.reference() + "' refers to no node of this graph, nor to Tick, Quote or Candle(TF)");
            return Optional.empty();
        }
        NodeType type = types.get(node);
        if (type == null) {
            return Optional.empty();
        }
        for (int place = 0; place < type.outputs().size(); place++) {
            OutputSpec output = type.outputs().get(place);
            if (reference.selector() == null || output.name().equals(reference.selector())) {
                if (!reads(spec.kind(), output.kind())) {
                    wrongKind(definition, spec, input, output.kind().label());
                    return Optional.empty();
                }
                return Optional.of(new Link(spec, reference, role, node, place, input.reference()));
            }
        }
        error(
                Rule.UNKNOWN_OUTPUT,
                definition,
                input.location(),
                "node '" + reference.node() + "' has no output '" + reference.selector() + "'; it has "
                        + String.join(
                                ", ",
                                type.outputs().stream().map(OutputSpec::name).toList()));
        return Optional.empty();
    }

    private static boolean reads(InputKind input, ValueKind output) {
        return switch (output) {
            case DOUBLE -> input == InputKind.DOUBLE;
            case LONG -> input == InputKind.LONG;
            case BOOLEAN -> input == InputKind.BOOLEAN;
            case SIGNAL -> false;
        };
    }

    private void wrongKind(NodeDefinition definition, InputSpec spec, InputDefinition input, String found) {
        error(
                Rule.WRONG_KIND,
                definition,
                input.location(),
                "the input '" + spec.name() + "' reads a " + spec.kind().label() + ", but '" + input.reference()
                        + "' is a " + found);
    }

    private void policies(NodeDefinition definition, NodeType type) {
        try {
            EmitPolicy.parse(definition.emit());
        } catch (IllegalArgumentException e) {
            error(Rule.EMIT, definition, definition.location(), e.getMessage());
        }
        List<String> names = type.outputs().stream().map(OutputSpec::name).toList();
        for (String output : definition.publish().outputs()) {
            if (!names.contains(output)) {
                error(
                        Rule.PUBLISH,
                        definition,
                        definition.location(),
                        "there is no output '" + output + "' to publish; there are " + String.join(", ", names));
            }
        }
    }

    private void error(Rule rule, NodeDefinition definition, Location location, String message) {
        errors.add(new GraphError(rule, definition.id(), location, message));
    }
}
