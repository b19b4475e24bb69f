// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import io.tickwork.dag.node.InputSpec;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.testing.NodeFixture;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Compares a node with TA-Lib, bar by bar: every value from the bar at which TA-Lib begins to the last, and there must
 * be none before.
 *
 * <p>Where the truth is zero TA-Lib's running sums leave a residue, so beside a relative error of 1e-9 an absolute one
 * of 1e-13 of the greatest price is allowed, or what {@link #residue} says.
 */
public final class TaLibComparison {
    private static final Core CORE = new Core();
    private static final double ERROR_MAX = 1e-9;
    private static final double RESIDUE = 1e-13;

    private final Series series;
    private final NodeType type;
    private final Map<String, ?> parameters;
    private final Map<String, double[]> expected = new LinkedHashMap<>();
    private double residue;

    /** Calls one function of TA-Lib from bar 0 to the last. */
    @FunctionalInterface
    public interface Call {
        /** {@return what TA-Lib returns} */
        RetCode on(Core core, int last, MInteger begin, MInteger count);
    }

    private TaLibComparison(Series series, NodeType type, Map<String, ?> parameters) {
        this.series = series;
        this.type = type;
        this.parameters = parameters;
        residue = RESIDUE * series.priceMax();
    }

    /** Begins a comparison. */
    public static TaLibComparison of(Series series, NodeType type, Map<String, ?> parameters) {
        return new TaLibComparison(series, type, parameters);
    }

    /** Names an output, and the array into which the call will write what is expected of it. */
    public TaLibComparison output(String name, double[] values) {
        expected.put(name, values);
        return this;
    }

    /** Sets the absolute error that is allowed beside the relative one. */
    public TaLibComparison residue(double absoluteErrorMax) {
        residue = absoluteErrorMax;
        return this;
    }

    /** Calls TA-Lib, runs the node over all bars, and compares. */
    public void with(Call call) {
        MInteger begin = new MInteger();
        MInteger count = new MInteger();
        assertThat(call.on(CORE, series.length() - 1, begin, count)).isEqualTo(RetCode.Success);
        assertThat(count.value).as("values of TA-Lib").isPositive();
        NodeFixture node = NodeFixture.of(type, parameters);
        for (int i = 0; i < series.length(); i++) {
            feed(node, type, series, i);
            node.run();
            for (Map.Entry<String, double[]> output : expected.entrySet()) {
                compare(node, output.getKey(), i, begin.value, output.getValue());
            }
        }
    }

    /**
     * Sets all inputs of a node to a bar: whole bars, fields of the bar by their names, a trade of the whole volume at
     * the close, and the close for all else.
     */
    public static void feed(NodeFixture node, NodeType type, Series series, int i) {
        for (InputSpec input : type.inputs()) {
            switch (input.kind()) {
                case CANDLE ->
                    node.candle(
                            input.name(),
                            series.open()[i],
                            series.high()[i],
                            series.low()[i],
                            series.close()[i],
                            series.volume()[i]);
                case TRADE -> node.trade(input.name(), series.close()[i], series.volume()[i], Side.UNKNOWN);
                case DOUBLE -> node.set(input.name(), field(series, input.name())[i]);
                default -> throw new IllegalArgumentException(type + ": " + input.name() + " is not of bars");
            }
        }
    }

    private static double[] field(Series series, String name) {
        return switch (name) {
            case "open" -> series.open();
            case "high" -> series.high();
            case "low" -> series.low();
            case "volume", "size" -> series.volume();
            default -> series.close();
        };
    }

    private void compare(NodeFixture node, String output, int i, int begin, double[] values) {
        boolean isValid = node.isValid(output);
        double theirs = i >= begin ? values[i - begin] : Double.NaN;
        double ours = isValid ? node.value(output) : Double.NaN;
        boolean isEqual = isValid == i >= begin
                && (!isValid || Math.abs(ours - theirs) <= ERROR_MAX * Math.abs(theirs) + residue);
        // No message is made unless it is needed: that would take longer than the comparison.
        if (!isEqual) {
            throw new AssertionError("%s %s %s of %s at %d: ours %s, theirs %s, none before %d"
                    .formatted(type, parameters, output, series, i, ours, theirs, begin));
        }
    }
}
