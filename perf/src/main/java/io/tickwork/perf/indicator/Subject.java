// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.indicator;

import io.tickwork.dag.node.InputSpec;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.OutputSpec;
import io.tickwork.dag.node.ParameterSpec;
import io.tickwork.dag.node.State;
import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.indicators.IndicatorTypes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A type of the catalogue as it is measured: with the parameters it has by default, a window of 20 (or a minute) where
 * it has none, and two references behind an input that takes any number.
 *
 * @param type its description.
 */
record Subject(NodeType type) {
    private static final long PERIOD = 20;
    private static final long SPAN_NS = 60_000_000_000L;
    private static final long SEED = 1;

    static List<Subject> all() {
        return new IndicatorTypes().types().stream().map(Subject::new).toList();
    }

    static Subject named(String name) {
        return all().stream()
                .filter(subject -> subject.type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no type is called '" + name + "'"));
    }

    /** {@return the parameters the type does not have by itself} */
    Map<String, Object> parameters() {
        Map<String, Object> values = new HashMap<>();
        for (ParameterSpec spec : type.parameters()) {
            if (spec.defaultValue() == null) {
                values.put(spec.name(), usual(spec));
            }
        }
        return values;
    }

    private static Object usual(ParameterSpec spec) {
        return switch (spec.kind()) {
            case INTEGER -> (Object) PERIOD;
            case NUMBER -> 1.0;
            case DURATION -> SPAN_NS;
            case FLAG, CHOICE -> throw new IllegalArgumentException("always has a default: " + spec.name());
        };
    }

    NodeFixture newNode() {
        Map<String, Integer> references = new HashMap<>();
        type.inputs().stream().filter(InputSpec::variadic).forEach(input -> references.put(input.name(), 2));
        return NodeFixture.of(type, parameters(), references);
    }

    InputRows newRows() {
        return InputRows.of(type, newNode(), SEED);
    }

    /**
     * Runs a node as it is measured and another with all the promises of the graph looked after, over all rows and some
     * again.
     *
     * @throws IllegalStateException when they differ in a bit, a value is not finite, or an output never holds any.
     */
    void check() {
        NodeFixture measured = newNode();
        InputRows rows = newRows();
        rows.begin(measured.state());
        NodeFixture checked = newNode();
        rows.begin(checked.state());
        Set<String> held = new HashSet<>();
        for (int run = 0; run < rows.rowCount() + 100; run++) {
            rows.lay(measured.state(), run);
            measured.node().compute(measured.state());
            checked.at(rows.lay(checked.state(), run));
            rows.fire(checked, run);
            checked.run();
            type.outputs().stream()
                    .map(OutputSpec::name)
                    .filter(checked::isValid)
                    .forEach(held::add);
        }
        requireEqual(measured.state(), checked.state());
        if (checked.nonFiniteCount() != 0) {
            throw new IllegalStateException(type + ": " + checked.nonFiniteCount() + " values are not finite");
        }
        if (held.size() != type.outputs().size()) {
            throw new IllegalStateException(type + ": no output ever held a value but " + held);
        }
    }

    private void requireEqual(State left, State right) {
        for (int slot = 0; slot < left.doubleCount(); slot++) {
            if (Double.doubleToRawLongBits(left.getDouble(slot)) != Double.doubleToRawLongBits(right.getDouble(slot))) {
                throw new IllegalStateException(type + ": double slot " + slot + " differs");
            }
        }
        for (int slot = 0; slot < left.longCount(); slot++) {
            if (left.getLong(slot) != right.getLong(slot)) {
                throw new IllegalStateException(type + ": long slot " + slot + " differs");
            }
        }
    }
}
