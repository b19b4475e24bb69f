// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * Where a node type comes from, for listings.
 *
 * @param module what its provider is called: the last word of its package.
 * @param family the package of the class that declares it, below that of the provider; empty when they are the same.
 */
public record Origin(String module, String family) {
    static Origin of(Class<?> provider, NodeType type) {
        String module = provider.getPackageName();
        String declared = type.declaringClass().getPackageName();
        return new Origin(
                module.substring(module.lastIndexOf('.') + 1),
                declared.startsWith(module + ".") ? declared.substring(module.length() + 1) : "");
    }

    @Override
    public String toString() {
        return family.isEmpty() ? module : module + "/" + family;
    }
}
