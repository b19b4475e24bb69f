// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import java.util.List;
import java.util.Map;

/**
 * A node as the user declares it, unchecked.
 *
 * @param id its id.
 * @param type the name of its type; null to take the type called as the id, or else a probe.
 * @param inputs in order.
 * @param parameters by name.
 * @param emit {@code always}, {@code on-change} or {@code on-change(epsilon)}.
 * @param publish what goes out.
 * @param location where it was declared.
 */
public record NodeDefinition(
        String id,
        String type,
        List<InputDefinition> inputs,
        Map<String, ParameterDefinition> parameters,
        String emit,
        Publish publish,
        Location location) {}
