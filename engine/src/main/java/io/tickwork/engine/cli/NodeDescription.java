// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.codecs.time.Timeframe;
import io.tickwork.dag.node.InputSpec;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Origin;
import io.tickwork.dag.node.OutputSpec;
import io.tickwork.dag.node.ParameterSpec;
import java.util.List;
import java.util.Locale;

/**
 * A node type as {@code nodes --json} prints it. Component names are keys that scripts rely on: docs/commands.md lists
 * them. Components may be added; those there are stay.
 *
 * @param name how graphs call it.
 * @param module what its provider is called.
 * @param family its group in the module; may be empty.
 * @param doc what it is for.
 * @param formula in plain text; may be empty.
 * @param source where the formula comes from; may be empty.
 * @param inputs in order.
 * @param parameters in order.
 * @param outputs in order.
 * @param warmUp how many runs it takes until every output holds a value.
 */
record NodeDescription(
        String name,
        String module,
        String family,
        String doc,
        String formula,
        String source,
        List<Input> inputs,
        List<Parameter> parameters,
        List<Output> outputs,
        WarmUp warmUp) {

    /**
     * An input.
     *
     * @param name its name.
     * @param kind what it reads.
     * @param triggers whether it makes the node run.
     * @param required whether the node runs only while it has a value.
     * @param variadic whether it takes one or more references.
     * @param doc one sentence.
     */
    record Input(String name, String kind, boolean triggers, boolean required, boolean variadic, String doc) {
        private static Input of(InputSpec spec) {
            return new Input(
                    spec.name(),
                    spec.kind().label(),
                    spec.role().triggers(),
                    spec.role().required(),
                    spec.variadic(),
                    spec.doc());
        }
    }

    /**
     * A parameter.
     *
     * @param name its name.
     * @param kind what it holds.
     * @param min the least value, as a graph writes it; null for a flag or a choice.
     * @param max the greatest.
     * @param choices the words of a choice.
     * @param defaultValue null when the graph must give a value.
     * @param mutable whether it can be changed while the graph runs.
     * @param doc one sentence.
     */
    record Parameter(
            String name,
            String kind,
            Object min,
            Object max,
            List<String> choices,
            Object defaultValue,
            boolean mutable,
            String doc) {
        private static Parameter of(ParameterSpec spec) {
            return new Parameter(
                    spec.name(),
                    spec.kind().name().toLowerCase(Locale.ROOT),
                    asWritten(spec, spec.min()),
                    asWritten(spec, spec.max()),
                    spec.choices(),
                    spec.defaultValue() instanceof Number number
                            ? asWritten(spec, number.doubleValue())
                            : spec.defaultValue(),
                    spec.mutable(),
                    spec.doc());
        }

        private static Object asWritten(ParameterSpec spec, double number) {
            return switch (spec.kind()) {
                case INTEGER -> (Object) (long) number;
                case NUMBER -> number;
                case DURATION -> Timeframe.format((long) number);
                case FLAG, CHOICE -> null;
            };
        }
    }

    /**
     * An output.
     *
     * @param name its name.
     * @param kind what it carries.
     * @param reasons of a signal, in the order of their codes.
     * @param doc one sentence.
     */
    record Output(String name, String kind, List<String> reasons, String doc) {
        private static Output of(OutputSpec spec) {
            return new Output(spec.name(), spec.kindLabel(), spec.reasons(), spec.doc());
        }
    }

    static NodeDescription of(NodeType type, Origin origin) {
        return new NodeDescription(
                type.name(),
                origin.module(),
                origin.family(),
                type.doc(),
                type.formula(),
                type.source(),
                type.inputs().stream().map(Input::of).toList(),
                type.parameters().stream().map(Parameter::of).toList(),
                type.outputs().stream().map(Output::of).toList(),
                WarmUp.of(type));
    }
}
