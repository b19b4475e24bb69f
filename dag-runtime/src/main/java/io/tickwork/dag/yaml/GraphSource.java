// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.yaml;

/**
 * A text that declares nodes.
 *
 * @param name what messages call it, usually the path of a file.
 * @param text YAML.
 */
public record GraphSource(String name, String text) {}
