// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

import java.util.List;

/**
 * An output as its node type declares it.
 *
 * @param name its name, unique in the type.
 * @param kind what it carries.
 * @param reasons of a signal, what its reason codes mean, in the order of the codes; empty for values.
 * @param doc one sentence.
 */
public record OutputSpec(String name, ValueKind kind, List<String> reasons, String doc) {}
