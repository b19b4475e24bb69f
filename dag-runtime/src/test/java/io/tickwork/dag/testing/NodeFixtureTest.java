// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.dag.node.DepthIn;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleParameter;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.DoubleVectorIn;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.SignalOut;
import io.tickwork.dag.node.TriggeredBy;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.support.TestNodes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeFixtureTest {
    private static final NodeType FORGETFUL = NodeType.named("forgetful")
            .doubleInput("input", "Anything.")
            .doubleOutput("value", "Is written, but not reported, when the input is negative.")
            .create(w -> {
                DoubleIn input = w.doubleIn("input");
                DoubleOut value = w.doubleOut("value");
                return s -> {
                    long outcome = value.set(s, input.get(s));
                    return input.get(s) < 0 ? Node.UNCHANGED : outcome;
                };
            });

    private static final NodeType FORGETFUL_STRATEGY = NodeType.named("forgetful-strategy")
            .doubleInput("price", "Anything.")
            .signalOutput("signal", List.of("none"), "Is written, but not reported, when the price is negative.")
            .create(w -> {
                DoubleIn price = w.doubleIn("price");
                SignalOut signal = w.signalOut("signal");
                return s -> {
                    long outcome = signal.emit(s, Side.BUY, 1, price.get(s), 0);
                    return price.get(s) < 0 ? Node.UNCHANGED : outcome;
                };
            });

    @Test
    void shouldFailANodeThatWritesWithoutReporting() {
        NodeFixture node = NodeFixture.of(FORGETFUL, Map.of());
        assertThat(node.run(5)).isEqualTo(5);
        assertThatThrownBy(() -> node.run(-5))
                .isInstanceOf(AssertionError.class)
                .hasMessage("forgetful wrote output 'value' but did not return what its handle returned");
    }

    @Test
    void shouldFailAStrategyThatEmitsWithoutReporting() {
        NodeFixture node = NodeFixture.of(FORGETFUL_STRATEGY, Map.of());
        node.set("price", 5.0).run();
        assertThatThrownBy(() -> node.set("price", -5.0).run())
                .isInstanceOf(AssertionError.class)
                .hasMessage("forgetful-strategy wrote output 'signal' but did not return what its handle returned");
    }

    @Test
    void shouldTellProducedUnchangedAndWithdrawnApart() {
        NodeFixture valve = NodeFixture.of(type("valve"), Map.of());
        assertThat(valve.isValid("value")).isFalse();
        valve.set("input", 5.0).run();
        assertThat(valve.isProduced("value")).isTrue();
        assertThat(valve.value("value")).isEqualTo(5);
        valve.set("input", 0.0).run();
        assertThat(valve.isProduced("value")).isFalse();
        assertThat(valve.isValid("value")).isTrue();
        valve.set("input", -1.0).run();
        assertThat(valve.isProduced("value")).isFalse();
        assertThat(valve.isValid("value")).isFalse();
    }

    @Test
    void shouldWithdrawWhatIsNotFinite() {
        NodeFixture quotient = NodeFixture.of(type("quotient"), Map.of());
        assertThat(quotient.run(2)).isEqualTo(0.5);
        assertThat(quotient.run(3)).isNaN();
        assertThat(quotient.isProduced("value")).isFalse();
        assertThat(quotient.isValid("value")).isFalse();

        NodeFixture alarm = NodeFixture.of(type("alarm"), Map.of());
        alarm.set("input", 4.0).run();
        assertThat(alarm.isProduced("signal")).isFalse();
    }

    @Test
    void shouldCountWhatIsNotFinite() {
        NodeFixture quotient = NodeFixture.of(type("quotient"), Map.of());
        quotient.run(2);
        assertThat(quotient.nonFiniteCount()).isZero();
        quotient.run(3);
        quotient.run(3);
        assertThat(quotient.nonFiniteCount()).isEqualTo(2);
    }

    @Test
    void shouldGiveAVariadicInputSeveralReferencesAndAnOptionalOneNone() {
        NodeType sum = NodeType.named("sum-of-all")
                .optionalInput("extra", InputKind.DOUBLE, "Is added if it is given.")
                .variadicDoubleInput("terms", "Are added.")
                .doubleOutput("value", "The sum, 1,000 more when extra is left out.")
                .create(w -> {
                    List<DoubleIn> terms = w.doubleIns("terms");
                    DoubleIn extra = w.doubleIn("extra");
                    double base = w.isGiven("extra") ? 0 : 1_000;
                    DoubleOut value = w.doubleOut("value");
                    return s -> {
                        double total = base + (extra.isValid(s) ? extra.get(s) : 0);
                        for (DoubleIn term : terms) {
                            total += term.get(s);
                        }
                        return value.set(s, total);
                    };
                });
        NodeFixture node = NodeFixture.of(sum, Map.of(), Map.of("terms", 3));
        node.set("terms", 0, 1.0).set("terms", 1, 2.0).set("terms", 2, 4.0);
        assertThat(node.run().value("value")).isEqualTo(7);
        assertThat(node.set("extra", 8.0).valid("extra", true).run().value("value"))
                .isEqualTo(15);
        assertThat(node.places("terms")).hasSize(3);
        assertThat(NodeFixture.of(sum, Map.of(), Map.of("extra", 0)).run().value("value"))
                .isEqualTo(1_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.set("terms", 3, 1.0))
                .withMessage("sum-of-all: 'terms' has no reference 3 that is a double");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeFixture.of(sum, Map.of(), Map.of("terms", 0)))
                .withMessage("sum-of-all: 'terms' cannot have 0 references");
    }

    @Test
    void shouldDigestVariablesOutputsAndValidity() {
        NodeFixture one = NodeFixture.of(type("mean"), Map.of("period", 3));
        NodeFixture other = NodeFixture.of(type("mean"), Map.of("period", 3));
        assertThat(one.digest()).isEqualTo(other.digest());
        one.run(1);
        assertThat(one.digest()).isNotEqualTo(other.digest());
        other.run(1);
        assertThat(one.digest()).isEqualTo(other.digest());
        assertThat(one.reset().digest())
                .isEqualTo(NodeFixture.of(type("mean"), Map.of("period", 3)).digest());
    }

    @Test
    void shouldShowSignals() {
        NodeFixture alarm = NodeFixture.of(type("alarm"), Map.of());
        alarm.set("input", -2.0).set("price", 99.5).run();
        assertThat(alarm.isProduced("signal")).isTrue();
        assertThat(alarm.side("signal")).isEqualTo(Side.BUY);
        assertThat(alarm.reason("signal")).isEqualTo("low");
        assertThat(alarm.strength("signal")).isEqualTo(2);
        assertThat(alarm.referencePrice("signal")).isEqualTo(99.5);
    }

    @Test
    void shouldSetInputsOfEveryKind() {
        assertThat(NodeFixture.of(type("notional"), Map.of())
                        .trade("trades", 10, 3, Side.SELL)
                        .run()
                        .value("value"))
                .isEqualTo(30);
        assertThat(NodeFixture.of(type("spread"), Map.of())
                        .quote("quotes", 10, 1, 12, 1)
                        .run()
                        .value("value"))
                .isEqualTo(2);
        assertThat(NodeFixture.of(type("range"), Map.of())
                        .candle("bars", 10, 15, 9, 11, 100)
                        .run()
                        .value("value"))
                .isEqualTo(106);
        assertThat(NodeFixture.of(type("accumulate"), Map.of())
                        .set("input", 5L)
                        .run()
                        .longValue("value"))
                .isEqualTo(5);
        NodeFixture gate = NodeFixture.of(type("gate"), Map.of()).set("input", 7.0);
        assertThat(gate.set("open", false).run().isValid("value")).isFalse();
        assertThat(gate.set("open", true).run().value("value")).isEqualTo(7);
        assertThat(NodeFixture.of(type("stamp"), Map.of()).at(42).run().longValue("time"))
                .isEqualTo(42);
    }

    @Test
    void shouldSetBooksAndVectors() {
        NodeType type = NodeType.named("sizes")
                .input("book", InputKind.DEPTH, "A book.")
                .vectorInput("weights", InputKind.DOUBLE_VECTOR, values -> 2, "Two weights.")
                .doubleOutput("value", "The weighted size of both second levels, the bid's price where it has none.")
                .create(w -> {
                    DepthIn book = w.depthIn("book");
                    DoubleVectorIn weights = w.doubleVectorIn("weights");
                    DoubleOut value = w.doubleOut("value");
                    return s -> value.set(
                            s,
                            book.bidCount(s) < 2
                                    ? book.bidPrice(s, 0)
                                    : weights.get(s, 0) * book.bidSize(s, 1) + weights.get(s, 1) * book.askSize(s, 1));
                });
        NodeFixture node = NodeFixture.of(type, Map.of()).set("weights", new double[] {2, 3});
        node.depth("book", new double[] {9, 8}, new double[] {1, 5}, new double[] {10, 11}, new double[] {1, 7});
        assertThat(node.run().value("value")).isEqualTo(2 * 5 + 3 * 7);
        node.depth("book", new double[] {9}, new double[] {1}, new double[0], new double[0]);
        assertThat(node.run().value("value")).isEqualTo(9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.set("weights", new double[] {1}))
                .withMessage("sizes: 'weights' has 2 elements, not 1");
    }

    @Test
    void shouldTellANodeTheReasonsForItsRun() {
        NodeType type = NodeType.named("told")
                .doubleInput("left", "One.")
                .doubleInput("right", "Another.")
                .output("value", ValueKind.LONG, "1 for the left, 2 for the right, 3 for both.")
                .create(w -> {
                    TriggeredBy left = w.triggeredBy("left");
                    TriggeredBy right = w.triggeredBy("right");
                    LongOut value = w.longOut("value");
                    return s -> value.set(s, (left.test(s) ? 1 : 0) + (right.test(s) ? 2 : 0));
                });
        NodeFixture node = NodeFixture.of(type, Map.of());
        assertThat(node.run().longValue("value"))
                .as("nothing was set, so everything is a reason")
                .isEqualTo(3);
        assertThat(node.set("left", 5.0).run().longValue("value")).isEqualTo(1);
        assertThat(node.fire("right").run().longValue("value")).isEqualTo(2);
    }

    @Test
    void shouldChangeParametersAndBeginAnew() {
        NodeType type = NodeType.named("scaled")
                .doubleInput("input", "Anything.")
                .doubleParameter("factor", 0, 10, 2, "Times what.")
                .mutable()
                .doubleOutput("value", "The sum of all inputs times the factor.")
                .create(w -> {
                    DoubleIn input = w.doubleIn("input");
                    DoubleVar sum = w.doubleVar("sum");
                    DoubleParameter factor = w.mutableDouble("factor");
                    DoubleOut value = w.doubleOut("value");
                    return s -> value.set(s, factor.get(s) * sum.add(s, input.get(s)));
                });
        NodeFixture node = NodeFixture.of(type, Map.of());
        assertThat(node.run(3)).isEqualTo(6);
        assertThat(node.change("factor", 5.0).run(1)).isEqualTo(20);
        node.reset();
        assertThat(node.isValid("value")).isFalse();
        assertThat(node.run(1)).as("the sum is gone, the factor stays").isEqualTo(5);
        assertThatIllegalArgumentException().isThrownBy(() -> node.change("factor", 11.0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.change("input", 1.0))
                .withMessage("scaled has no mutable parameter 'input'");
    }

    @Test
    void shouldLeaveOptionalInputsInvalidUntilTold() {
        NodeFixture either = NodeFixture.of(type("either"), Map.of());
        either.set("input", 1.0).set("other", 2.0);
        assertThat(either.run().value("value")).isEqualTo(1);
        assertThat(either.valid("other", true).run().value("value")).isEqualTo(2);
    }

    @Test
    void shouldRefuseWhatTheTypeDoesNotDeclare() {
        NodeFixture step = NodeFixture.of(type("step"), Map.of("threshold", 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step.set("no", 1.0))
                .withMessage("step has no input 'no' of kind double");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step.set("input", 1L))
                .withMessage("step has no input 'input' of kind long");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step.valid("no", true))
                .withMessage("step has no input 'no'");
        assertThatIllegalArgumentException().isThrownBy(() -> step.value("no")).withMessage("step has no output 'no'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeFixture.of(type("step"), Map.of("no", 1)))
                .withMessage("step declares no parameter 'no'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeFixture.of(type("mean"), Map.of()))
                .withMessage("mean needs the parameter 'period'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeFixture.of(type("mean"), Map.of("period", 1)))
                .withMessage("must be from 2 to 1000, not 1");
    }

    private static NodeType type(String name) {
        return TestNodes.CATALOGUE.find(name).orElseThrow();
    }
}
