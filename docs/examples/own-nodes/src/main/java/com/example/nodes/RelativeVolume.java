package com.example.nodes;

import io.tickwork.dag.node.BooleanOut;
import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleParameter;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.node.Wiring;

/** The volume of a bar beside the mean of the bars before it. */
record RelativeVolume(
        CandleIn bar, DoubleOut ratio, BooleanOut isSpike, DoubleWindow volumes, DoubleParameter threshold)
        implements Node {
    static final NodeType TYPE = NodeType.named("relative-volume")
            .doc("The volume of a bar as a multiple of the mean volume of the bars before it. No value while those had"
                    + " no volume at all.")
            .formula("ratio = volume / mean(volume[t-1], ..., volume[t-period]); spike = ratio >= threshold")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 1, 1_000, 20, "How many bars before this one it is compared with.")
            .doubleParameter("threshold", 0.0, 1_000.0, 3.0, "From which multiple on a bar is a spike.")
            .mutable()
            .doubleOutput("ratio", "The multiple.")
            .output("spike", ValueKind.BOOLEAN, "Whether the multiple has reached the threshold.")
            .warmUp(parameters -> parameters.intValue("period") + 1)
            .create(RelativeVolume::create);

    private static RelativeVolume create(Wiring wiring) {
        return new RelativeVolume(
                wiring.candleIn("bar"),
                wiring.doubleOut("ratio"),
                wiring.booleanOut("spike"),
                wiring.window("volumes", wiring.intParameter("period")),
                wiring.mutableDouble("threshold"));
    }

    @Override
    public long compute(State state) {
        long outcome = volumes.isFull(state) ? compare(state) : UNCHANGED;
        volumes.push(state, bar.volume(state));
        return outcome;
    }

    private long compare(State state) {
        double sum = 0;
        for (int age = 0; age < volumes.capacity(); age++) {
            sum += volumes.get(state, age);
        }
        if (sum == 0) {
            return ratio.withdraw() | isSpike.withdraw();
        }
        double multiple = bar.volume(state) * volumes.capacity() / sum;
        return ratio.set(state, multiple) | isSpike.set(state, multiple >= threshold.get(state));
    }
}
