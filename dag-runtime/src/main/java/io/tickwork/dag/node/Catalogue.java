// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The node types a graph may use, by name. Immutable. */
public final class Catalogue {
    private final Map<String, NodeType> types = new TreeMap<>();
    private final Map<NodeType, Origin> origins = new HashMap<>();

    private Catalogue() {}

    private void add(NodeType type, Origin origin) {
        if (types.putIfAbsent(type.name(), type) != null) {
            throw new IllegalArgumentException("two providers offer the node type '" + type.name() + "'");
        }
        origins.put(type, origin);
    }

    /**
     * {@return a catalogue of given types}
     *
     * @param types with distinct names.
     */
    public static Catalogue of(Collection<NodeType> types) {
        Catalogue catalogue = new Catalogue();
        types.forEach(type -> catalogue.add(type, Origin.of(type.declaringClass(), type)));
        return catalogue;
    }

    /**
     * Collects the types of every {@link NodeTypeProvider} on the class path.
     *
     * @return the catalogue.
     * @throws IllegalArgumentException when two providers offer types of one name.
     */
    public static Catalogue load() {
        return load(Thread.currentThread().getContextClassLoader());
    }

    /**
     * Collects the types of every {@link NodeTypeProvider} that a class loader finds.
     *
     * @param loader of the providers.
     * @return the catalogue.
     * @throws IllegalArgumentException when two providers offer types of one name.
     * @throws java.util.ServiceConfigurationError when a provider cannot be made.
     */
    public static Catalogue load(ClassLoader loader) {
        Catalogue catalogue = new Catalogue();
        for (NodeTypeProvider provider : ServiceLoader.load(NodeTypeProvider.class, loader)) {
            provider.types().forEach(type -> catalogue.add(type, Origin.of(provider.getClass(), type)));
        }
        return catalogue;
    }

    /**
     * {@return the type of a name, if there is one}
     *
     * @param name as graphs call it.
     */
    public Optional<NodeType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** {@return all types, sorted by name} */
    public Collection<NodeType> types() {
        return Collections.unmodifiableCollection(types.values());
    }

    /** {@return all names, sorted} */
    public List<String> names() {
        return List.copyOf(types.keySet());
    }

    /**
     * {@return where a type comes from}
     *
     * @param type of this catalogue.
     */
    public Origin origin(NodeType type) {
        return origins.get(type);
    }
}
