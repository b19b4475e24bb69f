// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Each check of all types finds what it is there to find. */
class TypeChecksTest {
    private static NodeType.Builder bad() {
        return NodeType.named("bad")
                .doc("Breaks one promise, on purpose.")
                .formula("factor * x")
                .source("Own definition")
                .doubleInput("source", "Anything.")
                .doubleOutput("value", "Something.");
    }

    private static void assertFound(Consumer<NodeType> check, NodeType type) {
        assertThatThrownBy(() -> check.accept(type)).isInstanceOf(AssertionError.class);
    }

    private static Function<Wiring, Node> of(double factor) {
        return w -> {
            DoubleIn source = w.doubleIn("source");
            DoubleOut value = w.doubleOut("value");
            return s -> value.set(s, factor * source.get(s));
        };
    }

    @Test
    void shouldFindAWrongWarmUp() {
        assertFound(
                TypeChecks::holdsEveryValueWhenWarmedUpAndNotBefore,
                bad().warmUp(p -> 2).create(of(1)));
        assertFound(
                TypeChecks::holdsEveryValueWhenWarmedUpAndNotBefore,
                bad().doubleOutput("other", "Never comes.").create(of(1)));
        assertFound(TypeChecks::runsWithExtremeParameters, bad().warmUp(p -> 2).create(of(1)));
    }

    @Test
    void shouldFindASilentType() {
        TypeChecks.explainsItself(bad().create(of(1)));
        assertFound(
                TypeChecks::explainsItself,
                bad().doc("Here the full stop is missing").create(of(1)));
        assertFound(TypeChecks::explainsItself, bad().formula("").create(of(1)));
        assertFound(TypeChecks::explainsItself, bad().source("").create(of(1)));
    }

    /** Keeps its memory where a reset does not reach. */
    private static final class Sticky implements Node {
        private final DoubleIn source;
        private final DoubleOut value;
        private double sum;

        Sticky(Wiring w) {
            source = w.doubleIn("source");
            value = w.doubleOut("value");
        }

        @Override
        public long compute(State state) {
            sum += source.get(state);
            return value.set(state, sum);
        }
    }

    @Test
    void shouldFindMemoryOutsideTheState() {
        assertFound(TypeChecks::isAsNewAfterReset, bad().create(Sticky::new));
    }

    @Test
    void shouldFindAParameterThatHasNoEffect() {
        assertFound(
                TypeChecks::obeysMutableParameters,
                bad().doubleParameter("k", 1, 2, 1, "Ignored.").mutable().create(of(1)));
    }

    @Test
    void shouldFindWhatIsNotFinite() {
        NodeType reciprocal = bad().create(w -> {
            DoubleIn source = w.doubleIn("source");
            DoubleOut value = w.doubleOut("value");
            return s -> value.set(s, 1 / source.get(s));
        });
        TypeChecks.survives(reciprocal, Feed.Market.ORDINARY);
        assertFound(type -> TypeChecks.survives(type, Feed.Market.ZERO), reciprocal);
    }

    @Test
    void shouldFindAnException() {
        NodeType picky = bad().create(w -> {
            DoubleIn source = w.doubleIn("source");
            DoubleOut value = w.doubleOut("value");
            return s -> {
                if (source.get(s) < 0) {
                    throw new IllegalArgumentException("negative");
                }
                return value.set(s, source.get(s));
            };
        });
        assertFound(type -> TypeChecks.survives(type, Feed.Market.NEGATIVE), picky);
    }

    /** Hides what is not finite, but has it in its memory for ever. */
    @Test
    void shouldFindPoisonedMemory() {
        NodeType poisoned = bad().create(w -> {
            DoubleIn source = w.doubleIn("source");
            DoubleOut value = w.doubleOut("value");
            DoubleVar average = w.doubleVar("average");
            return s -> {
                average.set(s, average.get(s) + 0.5 * (1 / source.get(s) - average.get(s)));
                return Double.isFinite(average.get(s)) ? value.set(s, average.get(s)) : value.withdraw();
            };
        });
        assertFound(type -> TypeChecks.survives(type, Feed.Market.ZERO), poisoned);
    }

    private static volatile Object sink;

    @Test
    void shouldFindAnAllocation() {
        assertFound(TypeChecks::allocatesNothing, bad().create(w -> {
            DoubleIn source = w.doubleIn("source");
            DoubleOut value = w.doubleOut("value");
            return s -> {
                sink = new double[1];
                return value.set(s, source.get(s));
            };
        }));
    }

    /** A sum by adding and subtracting, and a memory that never ends. */
    @Test
    void shouldFindDrift() {
        NodeType drifting = bad().warmUp(p -> 5).create(w -> {
            DoubleIn source = w.doubleIn("source");
            DoubleOut value = w.doubleOut("value");
            DoubleWindow window = w.window("window", 5);
            DoubleVar squares = w.doubleVar("squares");
            return s -> {
                double x = source.get(s);
                double old = window.push(s, x);
                squares.set(s, squares.get(s) + x * x - old * old);
                return window.isFull(s) ? value.set(s, squares.get(s) / 5 - 1e10) : 0;
            };
        });
        assertThat(new Drift(drifting).isMemoryBounded()).isTrue();
        assertThat(new Drift(drifting).after(1_000_000)).isNotNull();

        NodeType cumulative = bad().create(w -> {
            DoubleIn source = w.doubleIn("source");
            DoubleOut value = w.doubleOut("value");
            DoubleVar sum = w.doubleVar("sum");
            return s -> {
                sum.set(s, sum.get(s) + source.get(s));
                return value.set(s, sum.get(s));
            };
        });
        assertThat(new Drift(cumulative).isMemoryBounded()).isFalse();
    }
}
