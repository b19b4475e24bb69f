// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

import java.util.ArrayList;
import java.util.List;

/** What one side puts out for the event at hand, in order. Allocates only when an event has more than any before. */
final class EventOutputs {
    private final List<Emission> emissions = new ArrayList<>();
    private int count;

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    Emission get(int index) {
        return emissions.get(index);
    }

    /** {@return one more, to be filled in} */
    Emission add(OutputTally tally, int cycle, long cycleTimeNs, Emission.Kind kind, int length) {
        if (count == emissions.size()) {
            emissions.add(new Emission());
        }
        Emission emission = emissions.get(count++);
        emission.tally = tally;
        emission.cycle = cycle;
        emission.cycleTimeNs = cycleTimeNs;
        emission.kind = kind;
        emission.isVector = false;
        emission.length(length);
        emission.next = null;
        emission.isPaired = false;
        return emission;
    }
}
