// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

/**
 * Names for the ids in outputs.
 *
 * <p>Threading: asked by the bridge thread and by the publishing thread, also while symbols are being defined. An id is
 * asked for often, but for a subject only once.
 */
public interface OutboundNames {
    /**
     * {@return the name of a published output: {@code node}, or {@code node.output}}
     *
     * @param outputId of the output.
     */
    String output(int outputId);

    /**
     * {@return the word for a strategy's reason}
     *
     * @param outputId of the strategy's output.
     * @param reason its own code.
     */
    String reason(int outputId, int reason);

    /**
     * {@return the id of a node in the graph}
     *
     * @param nodeId its index.
     */
    String node(int nodeId);

    /**
     * {@return the name that a symbol was defined with, empty for no symbol}
     *
     * @param symbolId of the symbol, or that of no symbol.
     */
    String symbol(int symbolId);
}
