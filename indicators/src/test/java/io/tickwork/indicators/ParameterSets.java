// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.ParameterSpec;
import io.tickwork.dag.node.Parameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Parameters that a type takes, made from its description. */
final class ParameterSets {
    private static final int ATTEMPTS_MAX = 10_000;

    private ParameterSets() {}

    /** Whole numbers near the least allowed, and the defaults of all else. */
    static Map<String, Object> small(NodeType type, Random random) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Map<String, Object> values = new HashMap<>();
            for (ParameterSpec spec : type.parameters()) {
                values.put(
                        spec.name(),
                        spec.kind() == ParameterSpec.Kind.INTEGER
                                ? (Object) (long) Math.min(spec.max(), spec.min() + random.nextInt(30))
                                : usual(spec));
            }
            if (type.check(new Parameters(values)) == null) {
                return values;
            }
        }
        throw new AssertionError(type + ": no small parameters found that it takes");
    }

    private static Object usual(ParameterSpec spec) {
        if (spec.defaultValue() != null) {
            return spec.defaultValue();
        }
        return spec.kind() == ParameterSpec.Kind.NUMBER
                ? (Object) Math.max(spec.min(), Math.min(1.0, spec.max()))
                : (Object) (long) spec.min();
    }

    /** All whole numbers as small as they can be together. */
    static Map<String, Object> least(NodeType type) {
        Random random = new Random(1);
        Map<String, Object> least = small(type, random);
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Map<String, Object> lower = new HashMap<>(least);
            for (ParameterSpec spec : type.parameters()) {
                if (spec.kind() == ParameterSpec.Kind.INTEGER && random.nextBoolean()) {
                    long value = (Long) least.get(spec.name());
                    lower.put(spec.name(), Math.max((long) spec.min(), value - 1 - random.nextInt(3)));
                }
            }
            if (type.check(new Parameters(lower)) == null) {
                least = lower;
            }
        }
        return least;
    }

    /** Each parameter at its least, its greatest and its default, the others small, or else as large. */
    static List<Map<String, Object>> extremes(NodeType type) {
        List<Map<String, Object>> all = new ArrayList<>(List.of(least(type)));
        for (ParameterSpec spec : type.parameters()) {
            for (Object value : values(spec)) {
                for (boolean areOthersLarge : new boolean[] {false, true}) {
                    Map<String, Object> values = small(type, new Random(2));
                    if (areOthersLarge) {
                        type.parameters().stream()
                                .filter(each -> each.kind() == ParameterSpec.Kind.INTEGER)
                                .forEach(each -> values.put(each.name(), (long) each.max()));
                    }
                    values.put(spec.name(), value);
                    if (type.check(new Parameters(values)) == null) {
                        all.add(values);
                        break;
                    }
                }
            }
        }
        return all;
    }

    /** The values of one parameter that are worth a try. */
    static List<Object> values(ParameterSpec spec) {
        List<Object> values = new ArrayList<>();
        switch (spec.kind()) {
            case INTEGER, DURATION -> values.addAll(List.of((long) spec.min(), (long) spec.max()));
            case NUMBER -> values.addAll(List.of(spec.min(), spec.max()));
            case FLAG -> values.addAll(List.of(true, false));
            case CHOICE -> values.addAll(spec.choices());
        }
        if (spec.defaultValue() != null) {
            values.add(spec.defaultValue());
        }
        return values;
    }
}
