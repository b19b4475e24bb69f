// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

import io.tickwork.engine.diff.OutputDifference.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tallies of all outputs, which both sides find by name, each by its own ids. */
final class Tallies {
    private final List<OutputTally> all = new ArrayList<>();
    private final Map<String, OutputTally> byName = new HashMap<>();
    private final Set<String> sharedOutputs;
    private final Set<String> sharedNodes;

    Tallies(DiffSide first, DiffSide second) {
        sharedOutputs = new HashSet<>(first.outputNames());
        sharedOutputs.retainAll(second.outputNames());
        sharedNodes = new HashSet<>(first.nodeIds());
        sharedNodes.retainAll(second.nodeIds());
    }

    /** {@return all that anything was put out for, in the order in which it first was} */
    List<OutputTally> all() {
        return all;
    }

    private OutputTally find(String symbol, String name, Kind kind) {
        return byName.computeIfAbsent((kind == Kind.FAULT ? "!" : "") + symbol + "/" + name, key -> {
            OutputTally made = new OutputTally(
                    symbol, name, kind, (kind == Kind.FAULT ? sharedNodes : sharedOutputs).contains(name));
            all.add(made);
            return made;
        });
    }

    /** The tallies as one side asks for them. */
    final class OfSide {
        private final Table outputs = new Table();
        private final Table faults = new Table();

        /** {@return that of an output} Names are asked for once. */
        OutputTally output(int symbol, int output, Names names) {
            OutputTally found = outputs.get(symbol, output);
            if (found == null) {
                found = find(
                        names.symbol(symbol), names.output(output), names.isSignal(output) ? Kind.SIGNAL : Kind.VALUE);
                outputs.put(symbol, output, found);
            }
            return found;
        }

        /** {@return that of the faults of a node} */
        OutputTally fault(int symbol, int node, Names names) {
            OutputTally found = faults.get(symbol, node);
            if (found == null) {
                found = find(names.symbol(symbol), names.node(node), Kind.FAULT);
                faults.put(symbol, node, found);
            }
            return found;
        }
    }

    /** What a side calls its ids. */
    interface Names {
        /** {@return the name of a symbol, empty for none} */
        String symbol(int symbol);

        /** {@return the name of a published output} */
        String output(int output);

        /** {@return whether a published output is a signal} */
        boolean isSignal(int output);

        /** {@return the id of a node} */
        String node(int node);
    }

    /** Tallies by the id of a symbol, from -1 on, and of an output or node. */
    private static final class Table {
        private OutputTally[][] rows = new OutputTally[0][];

        OutputTally get(int symbol, int id) {
            int row = symbol + 1;
            return row < rows.length && rows[row] != null && id < rows[row].length ? rows[row][id] : null;
        }

        void put(int symbol, int id, OutputTally tally) {
            int row = symbol + 1;
            if (row >= rows.length) {
                rows = Arrays.copyOf(rows, Math.max(row + 1, 2 * rows.length));
            }
            if (rows[row] == null) {
                rows[row] = new OutputTally[id + 1];
            } else if (id >= rows[row].length) {
                rows[row] = Arrays.copyOf(rows[row], Math.max(id + 1, 2 * rows[row].length));
            }
            rows[row][id] = tally;
        }
    }
}
