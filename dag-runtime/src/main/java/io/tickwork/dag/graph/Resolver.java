// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.dag.graph.Subgraph.Area;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/** Turns declarations into types, checked parameters and resolved links; collects errors instead of stopping at one. */
final class Resolver {
    /** The most nodes a graph may have: the generated class keeps each in a field, and a class has room for so many. */
    static final int NODE_COUNT_MAX = 8_000;

    /** The most elements of a vector: they leave the engine in one message. */
    static final int VECTOR_LENGTH_MAX = 1_024;

    /**
     * How many names are compared with wrong ones; the errors behind make no suggestion. Whoever has got so many names
     * wrong is helped by the first ones, and thousands times thousands would take minutes.
     */
    private static final int COMPARISON_COUNT_MAX = 20_000;

    /** The length of a vector whose node has wrong parameters. */
    private static final int UNKNOWN_LENGTH = -1;

    /** The most inputs a node may have: the tests that decide whether it runs stay within one generated method. */
    static final int INPUT_COUNT_MAX = 256;

    /**
     * The type of a node that declares none and is not called like one: it lets a graph be drawn before its nodes
     * exist.
     */
    private static final String PROBE = "probe";

    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    private final Area area;
    private final Catalogue catalogue;
    private final List<NodeDefinition> definitions;
    private final List<GraphError> errors;
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Integer> indexById = new HashMap<>();
    private final List<NodeType> types = new ArrayList<>();
    private final List<Parameters> parameters = new ArrayList<>();
    private final List<Resolved> resolved = new ArrayList<>();
    private int comparisonCount;

    Resolver(Area area, Catalogue catalogue, List<NodeDefinition> definitions, List<GraphError> errors) {
        this.area = area;
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
    record Resolved(NodeDefinition definition, NodeType type, Parameters parameters, List<Link> links) {
        EmitPolicy emit() {
            return EmitPolicy.parse(definition.policies().emit().text());
        }

        FaultPolicy onFault() {
            return FaultPolicy.parse(definition.policies().onFault().text());
        }

        ResetPolicy reset() {
            if (definition.policies().reset() != null) {
                return ResetPolicy.parse(definition.policies().reset().text());
            }
            return type.resetOnSession() ? ResetPolicy.SESSION : ResetPolicy.NEVER;
        }
    }

    /**
     * An input after its reference was looked up.
     *
     * @param spec the input in its type.
     * @param reference as parsed.
     * @param role what it does for the node.
     * @param node the index of the node it reads, -1 when it reads a source or another symbol.
     * @param place the place of the output in its node; of a source's field the offset; -1 for a whole source.
     * @param length of a whole vector, its number of elements; 1 otherwise.
     * @param text as written.
     * @param location where it was declared.
     */
    record Link(
            InputSpec spec,
            Reference reference,
            Role role,
            int node,
            int place,
            int length,
            String text,
            Location location) {
        /** {@return whether it reads another symbol} */
        boolean isForeign() {
            return reference.symbol() != null;
        }
    }

    List<String> warnings() {
        return warnings;
    }

    Area area() {
        return area;
    }

    List<GraphError> errors() {
        return errors;
    }

    List<Resolved> resolved() {
        return resolved;
    }

    List<NodeDefinition> definitions() {
        return definitions;
    }

    boolean declares(String id) {
        return indexById.containsKey(id);
    }

    /** Looks up types and parameters; first, since inputs are looked up with them, also from elsewhere. */
    void declare() {
        if (definitions.size() > NODE_COUNT_MAX) {
            error(
                    Rule.LIMIT,
                    definitions.get(NODE_COUNT_MAX),
                    definitions.get(NODE_COUNT_MAX).location(),
                    "a graph may have at most " + NODE_COUNT_MAX + " nodes, this one has " + definitions.size());
        }
        for (int i = 0; i < definitions.size(); i++) {
            NodeDefinition definition = definitions.get(i);
            name(definition, i);
            NodeType type = type(definition);
            types.add(type);
            parameters.add(type == null ? null : parameters(definition, type));
        }
    }

    /**
     * Looks up inputs.
     *
     * @param symbols gives the declarations of a symbol, by name.
     */
    void link(Function<String, Resolver> symbols) {
        for (int i = 0; i < definitions.size(); i++) {
            NodeDefinition definition = definitions.get(i);
            NodeType type = types.get(i);
            if (type == null) {
                resolved.add(new Resolved(definition, null, null, List.of()));
            } else {
                List<Link> links = links(definition, type, parameters.get(i), symbols);
                resolved.add(new Resolved(definition, type, parameters.get(i), links));
                policies(definition, type);
            }
        }
    }

    private void name(NodeDefinition definition, int index) {
        String id = definition.id();
        if (!ID.matcher(id).matches() || Reference.isTaken(id)) {
            error(
                    Rule.NODE_ID,
                    definition,
                    definition.location(),
                    "an id begins with a letter, goes on with letters, digits, '-' and '_', and is not Tick, Quote or"
                            + " Depth");
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
        String name = definition.type() == null ? null : definition.type().text();
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
                    definition.type().location(),
                    "there is no node type '" + name + "'"
                            + suggestion(name, catalogue.names())
                                    .or("; there are " + String.join(", ", catalogue.names())));
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
                        given.nameLocation(),
                        "type '" + type + "' has no parameter '" + name + "'" + all(known));
            }
        });
        if (errors.size() != errorsBefore) {
            return null;
        }
        Parameters checked = new Parameters(values);
        String problem = type.check(checked);
        if (problem != null) {
            error(Rule.PARAMETER_VALUE, definition, definition.location(), problem);
            return null;
        }
        return vectorsFit(definition, type, checked) ? checked : null;
    }

    private boolean vectorsFit(NodeDefinition definition, NodeType type, Parameters values) {
        for (OutputSpec output : type.outputs()) {
            int length = length(output, values);
            if (length < 1 || length > VECTOR_LENGTH_MAX) {
                error(
                        Rule.LIMIT,
                        definition,
                        definition.location(),
                        "the output '" + output.name() + "' would have " + length + " elements; a vector has 1 to "
                                + VECTOR_LENGTH_MAX);
                return false;
            }
        }
        return true;
    }

    private List<Link> links(
            NodeDefinition definition, NodeType type, Parameters values, Function<String, Resolver> symbols) {
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
            if (inputs == null && spec.omittable()) {
                continue;
            }
            if (inputs == null) {
                error(
                        Rule.INPUTS,
                        definition,
                        definition.location(),
                        "the input '" + spec.name() + "' is missing; type '" + type + "' reads " + signature(type));
            } else {
                inputs.forEach(input -> link(definition, spec, input, symbols).ifPresent(links::add));
            }
        }
        if (values != null) {
            vectorLengths(definition, type, values, links);
        }
        return links;
    }

    private static String signature(NodeType type) {
        List<String> words = type.inputs().stream()
                .map(spec -> spec.name() + " (" + spec.kind().label() + (spec.variadic() ? ", one or more)" : ")"))
                .toList();
        return words.isEmpty() ? "nothing" : String.join(", ", words);
    }

    private void vectorLengths(NodeDefinition definition, NodeType type, Parameters values, List<Link> links) {
        Link first = null;
        for (Link link : links) {
            if (!link.spec().kind().isVector() || link.length() == UNKNOWN_LENGTH) {
                continue;
            }
            ToIntFunction<Parameters> wanted = link.spec().vectorLength();
            if (wanted != null && wanted.applyAsInt(values) != link.length()) {
                error(
                        Rule.VECTOR_LENGTH,
                        definition,
                        link.location(),
                        "the input '" + link.spec().name() + "' reads " + wanted.applyAsInt(values) + " elements, but '"
                                + link.text() + "' has " + link.length());
            }
            if (type.equalLengths() && first != null && first.length() != link.length()) {
                error(
                        Rule.VECTOR_LENGTH,
                        definition,
                        link.location(),
                        "type '" + type + "' reads vectors of one length, but '" + first.text() + "' has "
                                + first.length() + " elements and '" + link.text() + "' has " + link.length());
            }
            first = first == null ? link : first;
        }
    }

    private Optional<Link> link(
            NodeDefinition definition, InputSpec spec, InputDefinition input, Function<String, Resolver> symbols) {
        Reference reference;
        try {
            reference = Reference.parse(input.reference());
        } catch (IllegalArgumentException e) {
            boolean hasTimeframe =
                    input.reference().contains("Candle(") || input.reference().contains("Timer(");
            error(hasTimeframe ? Rule.TIMEFRAME : Rule.UNKNOWN_INPUT, definition, input.location(), e.getMessage());
            return Optional.empty();
        }
        Role role = input.role() == null ? spec.role() : input.role();
        String misplaced = misplaced(reference, role, symbols);
        if (misplaced != null) {
            error(Rule.OTHER_SYMBOL, definition, input.location(), "'" + input.reference() + "' " + misplaced);
            return Optional.empty();
        }
        if (reference.source() != null) {
            return sourceLink(definition, spec, input, reference, role);
        }
        Resolver owner = reference.symbol() == null ? this : symbols.apply(reference.symbol());
        return nodeLink(definition, spec, input, reference, role, owner);
    }

    /** Says what is wrong with reading this from here, null when nothing is. */
    private String misplaced(Reference reference, Role role, Function<String, Resolver> symbols) {
        if (reference.symbol() != null && reference.source() == SourceKind.TIMER) {
            return "names a symbol, but timers are the same for all; write Timer(...) alone";
        }
        if (area == Area.SYMBOL && reference.symbol() != null && role.triggers()) {
            return "is of another symbol, which is only sampled, as of the start of the cycle; write {from: "
                    + reference.symbol() + "/..., sampled: true}, or make the node a group";
        }
        if (area == Area.GROUPS && reference.symbol() == null) {
            if (reference.source() != null && reference.source() != SourceKind.TIMER) {
                return "is of no symbol; a group names one, as in ES/"
                        + reference.source().label();
            }
            if (reference.node() != null
                    && !declares(reference.node())
                    && symbols.apply("").declares(reference.node())) {
                return "is a node of every symbol; a group names one, as in ES/" + reference.node();
            }
        }
        return null;
    }

    private Optional<Link> sourceLink(
            NodeDefinition definition, InputSpec spec, InputDefinition input, Reference reference, Role role) {
        SourceKind source = reference.source();
        boolean isWhole = spec.kind() == source.inputKind() || spec.kind() == InputKind.ANY;
        if (reference.selector() == null && isWhole) {
            return Optional.of(new Link(spec, reference, role, -1, -1, 1, input.reference(), input.location()));
        }
        Optional<SourceKind.Field> field =
                reference.selector() == null ? Optional.of(source.fields().get(0)) : source.field(reference.selector());
        if (field.isEmpty()) {
            error(
                    Rule.UNKNOWN_OUTPUT,
                    definition,
                    input.location(),
                    "'" + source.label() + "' has no field '" + reference.selector() + "'"
                            + all(source.fields().stream()
                                    .map(SourceKind.Field::name)
                                    .toList()));
            return Optional.empty();
        }
        if (field.get().kind() != spec.kind() && spec.kind() != InputKind.ANY) {
            wrongKind(definition, spec, input, field.get().kind().label());
            return Optional.empty();
        }
        return Optional.of(
                new Link(spec, reference, role, -1, field.get().offset(), 1, input.reference(), input.location()));
    }

    private Optional<Link> nodeLink(
            NodeDefinition definition,
            InputSpec spec,
            InputDefinition input,
            Reference reference,
            Role role,
            Resolver owner) {
        Integer node = owner.indexById.get(reference.node());
        if (node == null) {
            error(
                    Rule.UNKNOWN_INPUT,
                    definition,
                    input.location(),
                    "'" + input.reference() + "' refers to no node of this graph, nor to Tick, Quote, Depth, Candle(TF)"
                            + " or Timer(D)" + suggestion(reference.node(), owner.names()));
            return Optional.empty();
        }
        NodeType type = owner.types.get(node);
        if (type == null) {
            return Optional.empty();
        }
        for (int place = 0; place < type.outputs().size(); place++) {
            OutputSpec output = type.outputs().get(place);
            if (reference.selector() == null || output.name().equals(reference.selector())) {
                int length = length(output, owner.parameters.get(node));
                return fits(definition, spec, input, reference, output, length)
                        ? Optional.of(new Link(
                                spec,
                                reference,
                                role,
                                reference.symbol() == null ? node : -1,
                                place,
                                reference.element() < 0 ? length : 1,
                                input.reference(),
                                input.location()))
                        : Optional.empty();
            }
        }
        error(
                Rule.UNKNOWN_OUTPUT,
                definition,
                input.location(),
                "node '" + reference.node() + "' has no output '" + reference.selector() + "'"
                        + all(type.outputs().stream().map(OutputSpec::name).toList()));
        return Optional.empty();
    }

    private static String all(List<String> known) {
        return known.isEmpty() ? "; it has none" : "; it has " + String.join(", ", known);
    }

    /** What a reference may name without a word for it: nodes and sources. */
    private List<String> names() {
        List<String> names = new ArrayList<>(indexById.keySet());
        for (SourceKind source : List.of(SourceKind.TRADE, SourceKind.QUOTE, SourceKind.DEPTH)) {
            names.add(source.label());
        }
        return names;
    }

    private Suggestion suggestion(String name, Collection<String> names) {
        if (comparisonCount >= COMPARISON_COUNT_MAX) {
            return new Suggestion(List.of());
        }
        comparisonCount += names.size();
        return Suggestion.of(name, names);
    }

    private static int length(OutputSpec output, Parameters values) {
        if (!output.isVector()) {
            return 1;
        }
        return values == null ? UNKNOWN_LENGTH : output.vectorLength().applyAsInt(values);
    }

    private boolean fits(
            NodeDefinition definition,
            InputSpec spec,
            InputDefinition input,
            Reference reference,
            OutputSpec output,
            int length) {
        if (reference.element() < 0) {
            boolean reads = output.kind() != ValueKind.SIGNAL
                    && (spec.kind() == InputKind.ANY || spec.kind() == output.inputKind());
            if (!reads) {
                boolean isElement = output.isVector() && output.elementKind() == spec.kind();
                wrongKind(
                        definition,
                        spec,
                        input,
                        output.kindLabel() + (isElement ? "; select one, as in " + input.reference() + "[0]" : ""));
            }
            return reads;
        }
        if (!output.isVector()) {
            wrongKind(definition, spec, input, "no vector, of which an element could be selected");
            return false;
        }
        if (length != UNKNOWN_LENGTH && reference.element() >= length) {
            error(
                    Rule.VECTOR_LENGTH,
                    definition,
                    input.location(),
                    "'" + input.reference() + "' is beyond the end: the elements are 0 to " + (length - 1));
            return false;
        }
        if (spec.kind() != output.elementKind() && spec.kind() != InputKind.ANY) {
            wrongKind(definition, spec, input, output.elementKind().label());
            return false;
        }
        return true;
    }

    private void wrongKind(NodeDefinition definition, InputSpec spec, InputDefinition input, String found) {
        error(
                Rule.WRONG_KIND,
                definition,
                input.location(),
                "the input '" + spec.name() + "' reads a " + spec.kind().label() + ", but '" + input.reference()
                        + "' is " + (found.startsWith("no ") ? "" : "a ") + found);
    }

    private void policies(NodeDefinition definition, NodeType type) {
        NodeDefinition.Policies policies = definition.policies();
        policy(definition, Rule.EMIT, policies.emit(), EmitPolicy::parse);
        policy(definition, Rule.ON_FAULT, policies.onFault(), FaultPolicy::parse);
        if (policies.reset() != null) {
            policy(definition, Rule.RESET, policies.reset(), this::resetPolicy);
        }
        List<String> names = type.outputs().stream().map(OutputSpec::name).toList();
        for (String output : definition.publish().outputs()) {
            if (!names.contains(output)) {
                error(
                        Rule.PUBLISH,
                        definition,
                        definition.publish().location(),
                        "there is no output '" + output + "' to publish; there are " + String.join(", ", names));
            }
        }
    }

    private ResetPolicy resetPolicy(String text) {
        ResetPolicy policy = ResetPolicy.parse(text);
        if (policy == ResetPolicy.SESSION && area == Area.GROUPS) {
            throw new IllegalArgumentException(
                    "a group has no session to begin anew with; let the nodes that it reads begin anew");
        }
        return policy;
    }

    private void policy(NodeDefinition definition, Rule rule, NodeDefinition.Word word, Function<String, ?> parse) {
        try {
            parse.apply(word.text());
        } catch (IllegalArgumentException e) {
            error(rule, definition, word.location(), e.getMessage());
        }
    }

    private void error(Rule rule, NodeDefinition definition, Location location, String message) {
        errors.add(new GraphError(rule, definition.id(), location, message));
    }
}
