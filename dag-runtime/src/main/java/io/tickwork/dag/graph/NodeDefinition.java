// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A node as the user declares it, unchecked.
 *
 * @param id its id.
 * @param type names its type; null to take the type called as the id, or else a probe.
 * @param inputs in order.
 * @param parameters by name.
 * @param policies what it says beside.
 * @param publish what goes out.
 * @param location where it was declared.
 */
public record NodeDefinition(
        String id,
        Word type,
        List<InputDefinition> inputs,
        Map<String, ParameterDefinition> parameters,
        Policies policies,
        Publish publish,
        Location location) {

    /**
     * The same with other parameters.
     *
     * @param changes by name.
     * @return the definition.
     */
    NodeDefinition with(Map<String, ParameterDefinition> changes) {
        Map<String, ParameterDefinition> changed = new LinkedHashMap<>(parameters);
        changed.putAll(changes);
        return new NodeDefinition(id, type, inputs, changed, policies, publish, location);
    }

    /**
     * What a node says about itself in one word each.
     *
     * @param emit {@code always}, {@code on-change} or {@code on-change(epsilon)}.
     * @param onFault {@code quarantine} or {@code halt}.
     * @param reset {@code never} or {@code session}; null to leave that to the type.
     */
    public record Policies(Word emit, Word onFault, Word reset) {
        /** What holds when nothing is said. */
        public static final Policies DEFAULT =
                new Policies(new Word("always", Location.CODE), new Word("quarantine", Location.CODE), null);
    }

    /**
     * A word and where it stands.
     *
     * @param text the word.
     * @param location where it was declared.
     */
    public record Word(String text, Location location) {}
}
