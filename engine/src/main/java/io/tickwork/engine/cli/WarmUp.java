// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.ParameterSpec;
import io.tickwork.dag.node.Parameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How many runs a node takes until every output holds a value.
 *
 * <p>A type says it as a function of the parameters, which cannot be shown. Nearly always it is a sum such as
 * {@code slow + signal - 1}; that is found by trying, and shown only when it holds at the ends of all ranges and at
 * many points between.
 *
 * @param formula the sum; null when it is none.
 * @param withDefaults the number; null when a parameter has no default.
 */
record WarmUp(String formula, Integer withDefaults) {
    private static final int POINT_COUNT = 500;

    static WarmUp of(NodeType type) {
        boolean hasDefaults = type.parameters().stream().allMatch(each -> each.defaultValue() != null);
        Map<String, Object> start = new HashMap<>();
        for (ParameterSpec spec : type.parameters()) {
            start.put(spec.name(), spec.defaultValue() == null ? least(spec) : spec.defaultValue());
        }
        return new WarmUp(formula(type, start), hasDefaults ? type.warmUpCount(new Parameters(start)) : null);
    }

    private static String formula(NodeType type, Map<String, Object> start) {
        if (!isAllowed(type, start)) {
            return null;
        }
        long constant = count(type, start);
        Map<String, Long> factors = new LinkedHashMap<>();
        for (ParameterSpec spec : type.parameters()) {
            if (spec.kind() == ParameterSpec.Kind.INTEGER) {
                Long factor = factor(type, start, spec);
                if (factor == null) {
                    return null;
                }
                factors.put(spec.name(), factor);
                constant -= factor * (Long) start.get(spec.name());
            }
        }
        return holds(type, factors, constant) ? text(factors, constant) : null;
    }

    /** {@return by how much the number changes with a parameter; null when the parameter cannot change alone} */
    private static Long factor(NodeType type, Map<String, Object> start, ParameterSpec spec) {
        long from = (Long) start.get(spec.name());
        for (int step = 1; step >= -1; step -= 2) {
            Map<String, Object> changed = new HashMap<>(start);
            changed.put(spec.name(), from + step);
            if (from + step >= spec.min() && from + step <= spec.max() && isAllowed(type, changed)) {
                return step * (count(type, changed) - count(type, start));
            }
        }
        return null;
    }

    private static boolean holds(NodeType type, Map<String, Long> factors, long constant) {
        Random random = new Random(1); // the same page every time
        for (int i = 0; i < POINT_COUNT; i++) {
            Map<String, Object> point = new HashMap<>();
            for (ParameterSpec spec : type.parameters()) {
                point.put(spec.name(), any(spec, random));
            }
            if (isAllowed(type, point)) {
                long sum = constant;
                for (Map.Entry<String, Long> factor : factors.entrySet()) {
                    sum += factor.getValue() * (Long) point.get(factor.getKey());
                }
                if (sum != count(type, point)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isAllowed(NodeType type, Map<String, Object> values) {
        return type.check(new Parameters(values)) == null;
    }

    private static long count(NodeType type, Map<String, Object> values) {
        return type.warmUpCount(new Parameters(values));
    }

    private static Object least(ParameterSpec spec) {
        return at(spec, 0);
    }

    /** {@return often one of the ends of the range, else something between} */
    private static Object any(ParameterSpec spec, Random random) {
        return at(spec, random.nextInt(3) > 0 ? random.nextDouble() : random.nextInt(2));
    }

    /**
     * {@return a value of the range}
     *
     * @param place from 0 to 1, both included.
     */
    private static Object at(ParameterSpec spec, double place) {
        double number = spec.min() + place * (spec.max() - spec.min());
        return switch (spec.kind()) {
            case INTEGER, DURATION -> (Object) Math.round(number);
            case NUMBER -> number;
            case FLAG -> place < 0.5;
            case CHOICE ->
                spec.choices().get((int) Math.round(place * (spec.choices().size() - 1)));
        };
    }

    private static String text(Map<String, Long> factors, long constant) {
        List<String> words = new ArrayList<>();
        factors.forEach((name, factor) -> {
            if (factor != 0) {
                addTerm(words, factor, (Math.abs(factor) == 1 ? "" : Math.abs(factor) + " * ") + name);
            }
        });
        if (constant != 0 || words.isEmpty()) {
            addTerm(words, constant, Long.toString(Math.abs(constant)));
        }
        return String.join(" ", words);
    }

    private static void addTerm(List<String> words, long signed, String term) {
        if (words.isEmpty()) {
            words.add(signed < 0 ? "-" + term : term);
        } else {
            words.add(signed < 0 ? "-" : "+");
            words.add(term);
        }
    }
}
