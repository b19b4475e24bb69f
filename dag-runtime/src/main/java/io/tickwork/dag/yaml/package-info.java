// SPDX-License-Identifier: Apache-2.0
/** Reads graphs from YAML, which includes JSON, and knows where in the text everything stands. */
package io.tickwork.dag.yaml;
