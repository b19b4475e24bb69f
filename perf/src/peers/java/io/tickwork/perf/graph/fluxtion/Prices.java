// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.graph.fluxtion;

/** What the graph takes in. Fluxtion's generated class implements it and calls the nodes that do. */
public interface Prices {
    /**
     * A trade has come.
     *
     * @param price its price.
     * @return whether what depends on it is to run.
     */
    boolean onPrice(double price);
}
