// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.graph.Source.Foreign;
import io.tickwork.dag.node.State;
import io.tickwork.dag.state.OutputSlot;

/** Copies an output or a source of one instance to the import of another. */
final class Transfer {
    private final State from;
    private final Instance reader;
    private final State to;
    private final int fromOutput;
    private final int fromDouble;
    private final int fromLong;
    private final Source source;

    /**
     * @param from what is read.
     * @param to what reads.
     * @param source the import there.
     */
    Transfer(Instance from, Instance to, Source source) {
        this.from = from.state();
        this.to = to.state();
        reader = to;
        this.source = source;
        Foreign foreign = source.foreign();
        if (foreign.source() != null) {
            Source read = from.subgraph().source(foreign.source(), foreign.timeframeNs());
            fromOutput = read.output();
            fromDouble = read.doubleSlot();
            fromLong = read.longSlot();
        } else {
            GraphNode node = from.subgraph().node(foreign.node());
            OutputSlot read = node.slots().outputs().get(foreign.place());
            fromOutput = read.index();
            fromDouble = read.doubleSlot();
            fromLong = read.longSlot();
        }
    }

    /** Copies the value, and whether there is one. */
    void copy() {
        boolean isValid = from.isValid(fromOutput);
        if (isValid) {
            for (int i = 0; i < source.doubleCount(); i++) {
                to.setDouble(source.doubleSlot() + i, from.getDouble(fromDouble + i));
            }
            for (int i = 0; i < source.longCount(); i++) {
                to.setLong(source.longSlot() + i, from.getLong(fromLong + i));
            }
        }
        to.setValid(source.output(), isValid);
    }

    /** Takes the values of all away that depends on what is copied, if that is an output. */
    void invalidateReaders(int output) {
        if (output == fromOutput) {
            reader.invalidateReadersOf(source);
        }
    }

    /** {@return the mask of the import if what it copies was produced in this cycle, and is so marked; else 0} */
    long produce() {
        copy();
        if (!from.isProduced(fromOutput)) {
            return 0;
        }
        to.markProduced(source.output());
        return source.mask();
    }
}
