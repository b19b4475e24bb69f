// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

import io.tickwork.codecs.time.Timeframe;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * Describes a kind of node: what it is for, its formula and where that comes from, inputs, parameters with ranges,
 * outputs, warm-up, and how to make one. Validation, listings and documentation all read it.
 *
 * <pre>{@code
 * static final NodeType TYPE = NodeType.named("sub")
 *         .doc("The first input less the second.")
 *         .formula("left - right")
 *         .doubleInput("left", "What is subtracted from.")
 *         .doubleInput("right", "What is subtracted.")
 *         .doubleOutput("value", "The difference.")
 *         .create(w -> new Difference(w.doubleIn("left"), w.doubleIn("right"), w.doubleOut("value")));
 * }</pre>
 *
 * Immutable.
 */
public final class NodeType {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final Class<?> declaringClass;
    private final String name;
    private final String doc;
    private final String formula;
    private final String source;
    private final List<InputSpec> inputs;
    private final List<ParameterSpec> parameters;
    private final List<OutputSpec> outputs;
    private final ToIntFunction<Parameters> warmUp;
    private final Function<Parameters, String> check;
    private final boolean equalLengths;
    private final boolean resetOnSession;
    private final Function<Wiring, Node> factory;

    private NodeType(Builder builder, Function<Wiring, Node> factory) {
        declaringClass = builder.declaringClass;
        name = builder.name;
        doc = builder.doc;
        formula = builder.formula;
        source = builder.source;
        inputs = List.copyOf(builder.inputs);
        parameters = List.copyOf(builder.parameters);
        outputs = List.copyOf(builder.outputs);
        warmUp = builder.warmUp;
        check = builder.check;
        equalLengths = builder.equalLengths;
        resetOnSession = builder.resetOnSession;
        this.factory = factory;
    }

    private NodeType(NodeType original, String name) {
        declaringClass = original.declaringClass;
        this.name = requireName(name);
        doc = original.doc + " The same as " + original.name + ".";
        formula = original.formula;
        source = original.source;
        inputs = original.inputs;
        parameters = original.parameters;
        outputs = original.outputs;
        warmUp = original.warmUp;
        check = original.check;
        equalLengths = original.equalLengths;
        resetOnSession = original.resetOnSession;
        factory = original.factory;
    }

    private static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a type name (lower case, words joined by hyphens): " + name);
        }
        return name;
    }

    /**
     * Begins a description. The class that calls this is noted as the one that declares the type.
     *
     * @param name how graphs call the type: lower case, words joined by hyphens.
     * @return a builder.
     */
    public static Builder named(String name) {
        return new Builder(name, CALLERS.getCallerClass());
    }

    /**
     * Describes the same kind of node under a further name, for those who look for it there. Nodes of the two are not
     * shared.
     *
     * @param alias how graphs call it too.
     * @return a type of its own, whose documentation names this one.
     */
    public NodeType alias(String alias) {
        return new NodeType(this, alias);
    }

    /**
     * {@return the class whose code describes the type, mostly that of the node; listings group types by its package}
     */
    public Class<?> declaringClass() {
        return declaringClass;
    }

    /** {@return how graphs call the type} */
    public String name() {
        return name;
    }

    /** {@return what it is for, in a sentence or two} */
    public String doc() {
        return doc;
    }

    /** {@return the formula, in plain text; empty when the documentation says it all} */
    public String formula() {
        return formula;
    }

    /** {@return where the formula comes from; empty when it is our own} */
    public String source() {
        return source;
    }

    /** {@return the inputs in order} */
    public List<InputSpec> inputs() {
        return inputs;
    }

    /** {@return the parameters in order} */
    public List<ParameterSpec> parameters() {
        return parameters;
    }

    /** {@return the outputs in order} */
    public List<OutputSpec> outputs() {
        return outputs;
    }

    /**
     * @param values checked parameters.
     * @return how many runs it takes until every output holds a value, the producing run included.
     */
    public int warmUpCount(Parameters values) {
        return warmUp.applyAsInt(values);
    }

    /**
     * Checks what no single parameter can say.
     *
     * @param values checked parameters.
     * @return what is wrong, or null.
     */
    public String check(Parameters values) {
        return check.apply(values);
    }

    /**
     * Makes a node.
     *
     * @param wiring its parameters and places in the state.
     * @return the node.
     */
    public Node create(Wiring wiring) {
        return factory.apply(wiring);
    }

    /** {@return whether all vectors it reads must have the same length} */
    public boolean equalLengths() {
        return equalLengths;
    }

    /** {@return whether its nodes begin anew at each opening of a session, unless the graph says otherwise} */
    public boolean resetOnSession() {
        return resetOnSession;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Collects a description; not reusable after {@link #create}. */
    public static final class Builder {
        private final String name;
        private final Class<?> declaringClass;
        private String doc = "";
        private String formula = "";
        private String source = "";
        private final List<InputSpec> inputs = new ArrayList<>();
        private final List<ParameterSpec> parameters = new ArrayList<>();
        private final List<OutputSpec> outputs = new ArrayList<>();
        private ToIntFunction<Parameters> warmUp = values -> 1;
        private Function<Parameters, String> check = values -> null;
        private boolean equalLengths;
        private boolean resetOnSession;

        private Builder(String name, Class<?> declaringClass) {
            this.name = requireName(name);
            this.declaringClass = declaringClass;
        }

        /**
         * {@return this}
         *
         * @param text what the type is for, in a sentence or two.
         */
        public Builder doc(String text) {
            doc = Objects.requireNonNull(text);
            return this;
        }

        /**
         * {@return this}
         *
         * @param text the formula in plain text.
         */
        public Builder formula(String text) {
            formula = Objects.requireNonNull(text);
            return this;
        }

        /**
         * {@return this}
         *
         * @param text where the formula comes from.
         */
        public Builder source(String text) {
            source = Objects.requireNonNull(text);
            return this;
        }

        /**
         * Declares a triggering input.
         *
         * @param input its name.
         * @param kind what it reads.
         * @param text one sentence.
         * @return this.
         */
        public Builder input(String input, InputKind kind, String text) {
            inputs.add(new InputSpec(input, kind, InputSpec.Role.TRIGGERING, false, null, text));
            return this;
        }

        /**
         * Declares a sampled input.
         *
         * @param input its name.
         * @param kind what it reads.
         * @param text one sentence.
         * @return this.
         */
        public Builder sampledInput(String input, InputKind kind, String text) {
            inputs.add(new InputSpec(input, kind, InputSpec.Role.SAMPLED, false, null, text));
            return this;
        }

        /**
         * Declares an optional input.
         *
         * @param input its name.
         * @param kind what it reads.
         * @param text one sentence.
         * @return this.
         */
        public Builder optionalInput(String input, InputKind kind, String text) {
            inputs.add(new InputSpec(input, kind, InputSpec.Role.OPTIONAL, false, null, text));
            return this;
        }

        /**
         * Declares an input that is read if it has a value and is never a reason to run.
         *
         * @param input its name.
         * @param kind what it reads.
         * @param text one sentence.
         * @return this.
         */
        public Builder sampledOptionalInput(String input, InputKind kind, String text) {
            inputs.add(new InputSpec(input, kind, InputSpec.Role.SAMPLED_OPTIONAL, false, null, text));
            return this;
        }

        /**
         * Declares a triggering input of doubles.
         *
         * @param input its name.
         * @param text one sentence.
         * @return this.
         */
        public Builder doubleInput(String input, String text) {
            return input(input, InputKind.DOUBLE, text);
        }

        /**
         * Declares a triggering input that reads a vector of a certain length.
         *
         * @param input its name.
         * @param kind what it reads: a vector.
         * @param length the number of elements, from the parameters.
         * @param text one sentence.
         * @return this.
         */
        public Builder vectorInput(String input, InputKind kind, ToIntFunction<Parameters> length, String text) {
            if (!kind.isVector()) {
                throw new IllegalArgumentException(name + ": '" + input + "' is no vector");
            }
            inputs.add(new InputSpec(input, kind, InputSpec.Role.TRIGGERING, false, length, text));
            return this;
        }

        /**
         * Declares that the vectors the node reads all have the same length.
         *
         * @return this.
         */
        public Builder equalLengths() {
            equalLengths = true;
            return this;
        }

        /**
         * Declares that all further references are inputs of doubles.
         *
         * @param input their name.
         * @param text one sentence.
         * @return this.
         */
        public Builder variadicDoubleInput(String input, String text) {
            inputs.add(new InputSpec(input, InputKind.DOUBLE, InputSpec.Role.TRIGGERING, true, null, text));
            return this;
        }

        /**
         * Declares that all further references are inputs of booleans.
         *
         * @param input their name.
         * @param text one sentence.
         * @return this.
         */
        public Builder variadicBooleanInput(String input, String text) {
            inputs.add(new InputSpec(input, InputKind.BOOLEAN, InputSpec.Role.TRIGGERING, true, null, text));
            return this;
        }

        /**
         * Declares a whole number the graph must give.
         *
         * @param parameter its name.
         * @param min least.
         * @param max greatest.
         * @param text one sentence.
         * @return this.
         */
        public Builder intParameter(String parameter, int min, int max, String text) {
            return parameter(parameter, ParameterSpec.Kind.INTEGER, min, max, null, text);
        }

        /**
         * Declares a whole number.
         *
         * @param parameter its name.
         * @param min least.
         * @param max greatest.
         * @param byDefault its value when the graph gives none.
         * @param text one sentence.
         * @return this.
         */
        public Builder intParameter(String parameter, int min, int max, int byDefault, String text) {
            return parameter(parameter, ParameterSpec.Kind.INTEGER, min, max, (long) byDefault, text);
        }

        /**
         * Declares a number the graph must give.
         *
         * @param parameter its name.
         * @param min least.
         * @param max greatest.
         * @param text one sentence.
         * @return this.
         */
        public Builder doubleParameter(String parameter, double min, double max, String text) {
            return parameter(parameter, ParameterSpec.Kind.NUMBER, min, max, null, text);
        }

        /**
         * Declares a number.
         *
         * @param parameter its name.
         * @param min least.
         * @param max greatest.
         * @param byDefault its value when the graph gives none.
         * @param text one sentence.
         * @return this.
         */
        public Builder doubleParameter(String parameter, double min, double max, double byDefault, String text) {
            return parameter(parameter, ParameterSpec.Kind.NUMBER, min, max, byDefault, text);
        }

        /**
         * Declares a flag.
         *
         * @param parameter its name.
         * @param byDefault its value when the graph gives none.
         * @param text one sentence.
         * @return this.
         */
        public Builder booleanParameter(String parameter, boolean byDefault, String text) {
            return parameter(parameter, ParameterSpec.Kind.FLAG, 0, 0, byDefault, text);
        }

        /**
         * Declares a span of time.
         *
         * @param parameter its name.
         * @param minNs least, in nanoseconds; like the greatest, a whole number of seconds, at most a week.
         * @param maxNs greatest.
         * @param byDefaultNs its value when the graph gives none; null if it must.
         * @param text one sentence.
         * @return this.
         */
        public Builder durationParameter(String parameter, long minNs, long maxNs, Long byDefaultNs, String text) {
            if (!Timeframe.isValid(minNs) || !Timeframe.isValid(maxNs)) {
                throw new IllegalArgumentException(
                        name + ": '" + parameter + "' has no range: minNs=" + minNs + " maxNs=" + maxNs);
            }
            return parameter(parameter, ParameterSpec.Kind.DURATION, minNs, maxNs, byDefaultNs, text);
        }

        /**
         * Declares a choice of words.
         *
         * @param parameter its name.
         * @param choices the words, the default first.
         * @param text one sentence.
         * @return this.
         */
        public Builder choiceParameter(String parameter, List<String> choices, String text) {
            parameters.add(new ParameterSpec(
                    parameter, ParameterSpec.Kind.CHOICE, 0, 0, List.copyOf(choices), choices.get(0), false, text));
            return this;
        }

        /**
         * Says of the parameter declared last that it can be changed while the graph runs. The node reads it through
         * {@link Wiring#mutableDouble}, {@link Wiring#mutableLong} or {@link Wiring#mutableBoolean}.
         *
         * @return this.
         */
        public Builder mutable() {
            ParameterSpec last = parameters.remove(parameters.size() - 1);
            if (last.kind() == ParameterSpec.Kind.CHOICE) {
                throw new IllegalArgumentException(name + ": a choice such as '" + last.name() + "' is not mutable");
            }
            parameters.add(new ParameterSpec(
                    last.name(),
                    last.kind(),
                    last.min(),
                    last.max(),
                    last.choices(),
                    last.defaultValue(),
                    true,
                    last.doc()));
            return this;
        }

        private Builder parameter(
                String parameter, ParameterSpec.Kind kind, double min, double max, Object byDefault, String text) {
            parameters.add(new ParameterSpec(parameter, kind, min, max, List.of(), byDefault, false, text));
            return this;
        }

        /**
         * Declares an output of doubles.
         *
         * @param output its name.
         * @param text one sentence.
         * @return this.
         */
        public Builder doubleOutput(String output, String text) {
            return output(output, ValueKind.DOUBLE, text);
        }

        /**
         * Declares an output of values.
         *
         * @param output its name.
         * @param kind what it carries.
         * @param text one sentence.
         * @return this.
         */
        public Builder output(String output, ValueKind kind, String text) {
            outputs.add(new OutputSpec(output, kind, null, List.of(), text));
            return this;
        }

        /**
         * Declares an output that is a vector.
         *
         * @param output its name.
         * @param kind what its elements are; not signals.
         * @param length the number of elements, from the parameters.
         * @param text one sentence.
         * @return this.
         */
        public Builder vectorOutput(String output, ValueKind kind, ToIntFunction<Parameters> length, String text) {
            if (kind == ValueKind.SIGNAL) {
                throw new IllegalArgumentException(name + ": there are no vectors of signals");
            }
            outputs.add(new OutputSpec(output, kind, Objects.requireNonNull(length), List.of(), text));
            return this;
        }

        /**
         * Declares an output of signals.
         *
         * @param output its name.
         * @param reasons what the reason codes mean, from code 0 on.
         * @param text one sentence.
         * @return this.
         */
        public Builder signalOutput(String output, List<String> reasons, String text) {
            outputs.add(new OutputSpec(output, ValueKind.SIGNAL, null, List.copyOf(reasons), text));
            return this;
        }

        /**
         * Says how many runs it takes until every output holds a value.
         *
         * @param count from the parameters.
         * @return this.
         */
        public Builder warmUp(ToIntFunction<Parameters> count) {
            warmUp = Objects.requireNonNull(count);
            return this;
        }

        /**
         * Says that the node begins anew at each opening of its symbol's session, unless the graph says otherwise.
         *
         * @return this.
         */
        public Builder resetOnSession() {
            resetOnSession = true;
            return this;
        }

        /**
         * Checks what no single parameter can say.
         *
         * @param rule returns what is wrong, or null.
         * @return this.
         */
        public Builder check(Function<Parameters, String> rule) {
            check = Objects.requireNonNull(rule);
            return this;
        }

        /**
         * Ends the description.
         *
         * @param factory makes a node; called more than once for one node while a graph is laid out, so it must be
         *     pure.
         * @return the type.
         */
        public NodeType create(Function<Wiring, Node> factory) {
            if (outputs.isEmpty() || outputs.size() > Outcome.OUTPUTS_MAX) {
                throw new IllegalArgumentException(name + " must have from 1 to " + Outcome.OUTPUTS_MAX + " outputs");
            }
            requireDistinct(inputs.stream().map(InputSpec::name).toList());
            requireDistinct(parameters.stream().map(ParameterSpec::name).toList());
            requireDistinct(outputs.stream().map(OutputSpec::name).toList());
            for (int i = 0; i < inputs.size() - 1; i++) {
                if (inputs.get(i).variadic()) {
                    throw new IllegalArgumentException(name + ": only the last input may be variadic");
                }
            }
            return new NodeType(this, factory);
        }

        private void requireDistinct(List<String> names) {
            Set<String> seen = new HashSet<>();
            for (String each : names) {
                if (!seen.add(each)) {
                    throw new IllegalArgumentException(name + " declares '" + each + "' twice");
                }
            }
        }
    }
}
