// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import io.tickwork.dag.graph.Dependants;
import io.tickwork.dag.node.Node;

/**
 * Holds one generated class and hands it, while it is being initialised, the objects it keeps in its static fields. The
 * class can be collected with the plan.
 *
 * <p>Public because generated code calls it; not for anyone else.
 */
public final class GeneratedClassLoader extends ClassLoader {
    private final Node[] nodes;
    private final Dependants dependants;

    private GeneratedClassLoader(Node[] nodes, Dependants dependants) {
        super(GeneratedClassLoader.class.getClassLoader());
        this.nodes = nodes;
        this.dependants = dependants;
    }

    static Plan instantiate(String name, byte[] bytecode, Node[] nodes, Dependants dependants) {
        GeneratedClassLoader loader = new GeneratedClassLoader(nodes, dependants);
        Class<?> type = loader.defineClass(name, bytecode, 0, bytecode.length);
        try {
            return (Plan) type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("generated class " + name + " does not start", e);
        }
    }

    /**
     * {@return the nodes a generated class runs, by index}
     *
     * @param generated the class that asks.
     */
    public static Node[] nodesOf(Class<?> generated) {
        return ((GeneratedClassLoader) generated.getClassLoader()).nodes;
    }

    /**
     * {@return what depends on what in the subgraph of a generated class}
     *
     * @param generated the class that asks.
     */
    public static Dependants dependantsOf(Class<?> generated) {
        return ((GeneratedClassLoader) generated.getClassLoader()).dependants;
    }
}
