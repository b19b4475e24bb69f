// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

/** Names for the ids in outputs. Asked by the agent's thread, for every row that is written. */
public interface OutputNames {
    /**
     * Name of a published output.
     *
     * @param outputId of the output.
     * @return {@code node}, or {@code node.output}.
     */
    String output(int outputId);

    /**
     * Name of the node of a published output.
     *
     * @param outputId of the output.
     * @return its id in the graph.
     */
    String node(int outputId);

    /**
     * Name of a published output among those of its node.
     *
     * @param outputId of the output.
     * @return such as {@code value}.
     */
    String outputOfNode(int outputId);

    /**
     * Name of a strategy's reason.
     *
     * @param outputId of the strategy's output.
     * @param reason its own code.
     * @return the word for it.
     */
    String reason(int outputId, int reason);

    /**
     * Name of a symbol.
     *
     * @param symbolId of the symbol, or that of no symbol, as of what groups put out.
     * @return the name it was defined with; empty for no symbol.
     */
    String symbol(int symbolId);
}
