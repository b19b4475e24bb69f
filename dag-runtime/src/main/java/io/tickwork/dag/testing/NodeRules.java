// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.testing;

import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.ParameterSpec;
import io.tickwork.dag.node.Parameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks in the bytecode that a node sees nothing but its inputs, its state and the cycle time, so that a replay equals
 * the live run on every machine: no clock, chance, thread, file, network, environment, identity hash, static variable,
 * and no function of {@link Math} that may differ from one processor to the next.
 *
 * <p>Read is all code that can be reached from {@code compute} and {@code start} of a node, from its constructor, and
 * from the static initialisers of these classes, hence from the factory of the type. Calls of interfaces and abstract
 * methods are followed into the classes of what the node holds, which is why the node is made, once for each word of a
 * choice and each state of a flag. Code of the JDK is not read; what of it is refused stands in {@code Forbidden}.
 * Reflection is refused, for it hides what is called.
 *
 * <pre>{@code
 * @Test
 * void shouldBeDeterministic() {
 *     NodeRules.check(MyNode.TYPE);
 * }
 * }</pre>
 */
public final class NodeRules {
    private static final int ATTEMPTS_MAX = 64;

    private NodeRules() {}

    /**
     * Checks the nodes of a type.
     *
     * @param type whose required parameters can be guessed: the least values that the type takes together.
     * @throws AssertionError that names class, method and line of each breach and what to use instead.
     */
    public static void check(NodeType type) {
        require(type.toString(), violations(type));
    }

    /**
     * Checks a class of nodes by itself; what it calls through interfaces is not followed.
     *
     * @param nodeClass compiled into a class file, so no lambda.
     * @throws AssertionError as {@link #check(NodeType)}.
     */
    public static void check(Class<? extends Node> nodeClass) {
        require(nodeClass.getName(), violations(nodeClass));
    }

    private static void require(String subject, List<String> violations) {
        if (!violations.isEmpty()) {
            throw new AssertionError(subject + " breaks the rules of nodes:\n  " + String.join("\n  ", violations));
        }
    }

    /**
     * {@return the breaches of the nodes of a type, empty when there are none}
     *
     * @param type as for {@link #check(NodeType)}.
     */
    public static List<String> violations(NodeType type) {
        Set<String> all = new LinkedHashSet<>();
        for (Map<String, Object> parameters : variants(type)) {
            Node node = NodeFixture.of(type, parameters).node();
            all.addAll(new ReachableCode(type.declaringClass().getClassLoader(), node).violations(type));
        }
        return List.copyOf(all);
    }

    /**
     * {@return the breaches of a class of nodes, empty when there are none}
     *
     * @param nodeClass as for {@link #check(Class)}.
     */
    public static List<String> violations(Class<? extends Node> nodeClass) {
        return new ReachableCode(nodeClass.getClassLoader(), null).violations(nodeClass);
    }

    /** Parameters that a type takes, and for each choice and flag the same with another word or state. */
    private static List<Map<String, Object>> variants(NodeType type) {
        Map<String, Object> base = leastParameters(type);
        List<Map<String, Object>> all = new ArrayList<>(List.of(base));
        for (ParameterSpec spec : type.parameters()) {
            List<?> values = switch (spec.kind()) {
                case CHOICE -> spec.choices();
                case FLAG -> List.of(true, false);
                case INTEGER, NUMBER, DURATION -> List.of();
            };
            for (Object value : values) {
                Map<String, Object> variant = new HashMap<>(base);
                variant.put(spec.name(), value);
                if (!variant.equals(base) && type.check(new Parameters(variant)) == null) {
                    all.add(variant);
                }
            }
        }
        return all;
    }

    private static Map<String, Object> leastParameters(NodeType type) {
        String problem = null;
        // What must be less than something else mostly stands before it, sometimes behind it.
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Map<String, Object> values = new HashMap<>();
            int count = type.parameters().size();
            for (int i = 0; i < count; i++) {
                ParameterSpec spec = type.parameters().get(i);
                int step = attempt / 2 * (attempt % 2 == 0 ? i : count - i);
                values.put(spec.name(), spec.defaultValue() != null ? spec.defaultValue() : least(spec, step));
            }
            problem = type.check(new Parameters(values));
            if (problem == null) {
                return values;
            }
        }
        throw new IllegalArgumentException(type + ": no parameters found that it takes: " + problem);
    }

    private static Object least(ParameterSpec spec, int step) {
        double value = Math.min(spec.min() + step, spec.max());
        return switch (spec.kind()) {
            case INTEGER -> (long) value;
            case DURATION -> (long) spec.min();
            case NUMBER -> value;
            case FLAG, CHOICE -> throw new AssertionError(spec); // they have defaults
        };
    }
}
