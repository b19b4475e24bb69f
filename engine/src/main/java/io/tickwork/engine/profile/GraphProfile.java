// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.profile;

import io.tickwork.dag.graph.Subgraph.Area;
import java.util.List;

/**
 * What a graph did over some events, over all symbols together.
 *
 * @param events that were run.
 * @param eventNs how much of the processor an event took in ns on average, without anything being timed in it.
 * @param profiledEventNs the same with the timing of nodes.
 * @param clockNs what timing a run takes by itself in ns; it has been taken off the times of nodes.
 * @param nodes in the order of declaration, those of a symbol and then those of the groups.
 */
public record GraphProfile(
        long events, double eventNs, double profiledEventNs, double clockNs, List<NodeProfile> nodes) {

    /**
     * What a node did.
     *
     * @param area whether it is a symbol's or the groups'.
     * @param id it is called by.
     * @param type what it computes.
     * @param counts how often what happened to it, exactly.
     * @param samples runs that were timed.
     * @param runNs how long a run takes in ns on average, the longest hundredth left out; 0 when it is too short to be
     *     told from the clock, or never ran.
     * @param runNsP50 half of the runs take less.
     * @param runNsP99 all but a hundredth take less.
     * @param runNsMax the longest of those timed.
     */
    public record NodeProfile(
            Area area,
            String id,
            String type,
            NodeCounts counts,
            long samples,
            double runNs,
            double runNsP50,
            double runNsP99,
            double runNsMax) {

        /** {@return how long all its runs took in ns} */
        public double totalNs() {
            return counts.runs() * runNs;
        }
    }

    /** {@return how long all runs of all nodes took in ns} */
    public double totalNs() {
        return nodes.stream().mapToDouble(NodeProfile::totalNs).sum();
    }

    /** {@return the part of the nodes in the time of an event, from 0 to 1 and, as both are measured, around it} */
    public double partOfNodes() {
        return events == 0 || eventNs == 0 ? 0 : totalNs() / events / eventNs;
    }

    /**
     * {@return the part of a node in the time of all nodes, from 0 to 1}
     *
     * @param node of this profile.
     */
    public double share(NodeProfile node) {
        double total = totalNs();
        return total == 0 ? 0 : node.totalNs() / total;
    }
}
