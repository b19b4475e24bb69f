// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.plan.CycleOutputs;
import java.util.List;

/** The nodes that read several symbols: run once at the end of a cycle in which something they read was produced. */
final class Groups extends Instance {
    private long fired;

    Groups(Code code, Graph graph) {
        super(code, "", graph.groupParameters());
    }

    /** Lets the groups see a symbol from now on. */
    void bind(SymbolInstance symbol) {
        for (Source source : subgraph().sources(SourceKind.IMPORT)) {
            if (source.foreign().symbol().equals(symbol.name())) {
                symbol.exports().add(new Transfer(symbol, this, source));
            }
        }
    }

    void beginCycle(long timeNs) {
        state().beginCycle(timeNs);
        fired = 0;
    }

    /** Notes the timers that fire in a boundary cycle. */
    void boundary(long timeNs) {
        fired |= fireTimers(timeNs);
    }

    /** Takes over what a symbol has produced in this cycle. */
    void take(SymbolInstance symbol) {
        List<Transfer> exports = symbol.exports();
        for (int i = 0; i < exports.size(); i++) { // an iterator would be allocated
            fired |= exports.get(i).produce();
        }
    }

    /** Sees that a symbol has lost values outside of a cycle. */
    static void refresh(SymbolInstance symbol) {
        symbol.exports().forEach(Transfer::copy);
    }

    boolean isTriggered() {
        return fired != 0;
    }

    void run(CycleOutputs outputs) {
        plan().group(state(), fired, outputs);
    }
}
