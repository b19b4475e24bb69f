// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.ladder.fluxtion;

/** Takes ladders: at first the graph, at the end whoever it publishes to. */
public interface LadderListener {
    /**
     * A ladder has come.
     *
     * @param ladder not to be changed.
     * @return whether what depends on it is to run.
     */
    boolean onLadder(Ladder ladder);
}
