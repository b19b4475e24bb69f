// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MInteger;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.indicators.Series;
import io.tickwork.indicators.TaLibComparison;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our definitions are those of TA-Lib. */
class ArithmeticTaLibTest {
    static List<Series> series() {
        return Series.all();
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeWithTwoInputs(Series series) {
        Core core = new Core();
        int last = series.length() - 1;
        double[] volume = series.volume();
        assertEqual(
                Add.TYPE, series, (begin, values) -> core.add(0, last, series.close(), volume, begin, begin, values));
        assertEqual(
                Subtract.TYPE,
                series,
                (begin, values) -> core.sub(0, last, series.close(), volume, begin, begin, values));
        assertEqual(
                Multiply.TYPE,
                series,
                (begin, values) -> core.mult(0, last, series.close(), volume, begin, begin, values));
        assertEqual(
                Divide.TYPE,
                series,
                (begin, values) -> core.div(0, last, series.close(), volume, begin, begin, values));
    }

    /** To the last digit; a quotient that is not finite is no value. */
    private static void assertEqual(NodeType type, Series series, BiConsumer<MInteger, double[]> call) {
        double[] expected = new double[series.length()];
        call.accept(new MInteger(), expected);
        boolean isVariadic = type.inputs().get(0).variadic();
        String left = type.inputs().get(0).name();
        String right = isVariadic ? left : type.inputs().get(1).name();
        NodeFixture node = NodeFixture.of(type, Map.of(), isVariadic ? Map.of(left, 2) : Map.of());
        double[] found = new double[series.length()];
        for (int i = 0; i < found.length; i++) {
            node.set(left, 0, series.close()[i]).set(right, isVariadic ? 1 : 0, series.volume()[i]);
            node.run();
            found[i] = node.isValid("value") ? node.value("value") : Double.NaN;
            expected[i] = Double.isFinite(expected[i]) ? expected[i] : Double.NaN;
        }
        assertThat(found).as("%s of %s", type, series).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldMeasureChanges(Series series) {
        for (int period : new int[] {1, 2, 14, 200}) {
            double[] values = new double[series.length()];
            TaLibComparison.of(series, Change.TYPE, Map.of("period", period))
                    .output("value", values)
                    .with((core, last, begin, count) ->
                            core.mom(0, last, series.close(), period, begin, count, values));
            TaLibComparison.of(series, PercentChange.TYPE, Map.of("period", period))
                    .residue(1e-13 * 1e5)
                    .output("value", values)
                    .with((core, last, begin, count) ->
                            core.roc(0, last, series.close(), period, begin, count, values));
        }
    }
}
