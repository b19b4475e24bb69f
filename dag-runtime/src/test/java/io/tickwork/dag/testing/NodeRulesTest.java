// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NodeRulesTest {
    private static long counter;
    private static final Object LOCK = new Object();

    private enum Colour {
        RED
    }

    /** Made when the class is initialised, so all are reached from there. */
    private static final List<Arguments> BAD = List.of(
            bad(s -> System.currentTimeMillis(), "System.currentTimeMillis is a clock; use State.cycleTimeNs()"),
            bad(s -> System.nanoTime(), "System.nanoTime is a clock"),
            bad(s -> Instant.now().getNano(), "Instant.now is a clock"),
            bad(s -> LocalDate.now().toEpochDay(), "LocalDate.now is a clock"),
            bad(s -> new Date().getTime(), "Date.<init> is a clock"),
            bad(s -> new Random().nextLong(), "Random.nextLong is chance; take a seed"),
            bad(s -> ThreadLocalRandom.current().nextInt(), "ThreadLocalRandom.current is chance"),
            bad(s -> new SplittableRandom().nextLong(), "SplittableRandom.nextLong is chance"),
            bad(s -> UUID.randomUUID().getLeastSignificantBits(), "UUID.randomUUID is chance"),
            bad(s -> (long) Math.random(), "Math.random is chance"),
            bad(s -> (long) StrictMath.random(), "StrictMath.random is chance"),
            bad(s -> shuffled(), "Collections.shuffle is chance"),
            bad(s -> Thread.currentThread().getId(), "Thread.currentThread is threads"),
            bad(s -> new AtomicLong().incrementAndGet(), "AtomicLong.incrementAndGet is threads"),
            bad(s -> List.of(1).parallelStream().count(), "List.parallelStream is threads"),
            bad(s -> locked(), "synchronized is a lock"),
            bad(s -> lockedWhole(), "synchronized is a lock"),
            bad(s -> new java.io.File("x").length(), "File.length is files and networks"),
            bad(s -> java.nio.file.Path.of("x").getNameCount(), "Path.of is files and networks"),
            bad(s -> java.net.InetAddress.getLoopbackAddress().hashCode(), "InetAddress.getLoopbackAddress is files"),
            bad(s -> printed(), "System.out is files"),
            bad(s -> System.getenv().size(), "System.getenv is the environment"),
            bad(s -> System.getProperty("x") == null ? 1 : 0, "System.getProperty is the environment"),
            bad(s -> Runtime.getRuntime().availableProcessors(), "Runtime.getRuntime is the environment"),
            bad(s -> Locale.getDefault().hashCode(), "Locale.getDefault is the environment"),
            bad(s -> System.identityHashCode(s), "System.identityHashCode is an identity hash"),
            bad(s -> LOCK.hashCode(), "Object.hashCode is an identity hash"),
            bad(s -> Colour.RED.hashCode(), "Colour.hashCode is an identity hash"),
            bad(s -> Arrays.hashCode(new Object[] {LOCK}), "Arrays.hashCode is an identity hash"),
            bad(s -> reflected(), "Class.forName is reflection"),
            bad(s -> counter, "NodeRulesTest.counter is a static variable"),
            bad(s -> counter = 1, "NodeRulesTest.counter is a static variable"),
            bad(
                    s -> (long) Math.exp(1),
                    "Math.exp is a function that may differ between processors; use StrictMath.exp"),
            bad(s -> (long) Math.log(1), "use StrictMath.log"),
            bad(s -> (long) Math.log10(1), "use StrictMath.log10"),
            bad(s -> (long) Math.log1p(1), "use StrictMath.log1p"),
            bad(s -> (long) Math.expm1(1), "use StrictMath.expm1"),
            bad(s -> (long) Math.pow(1, 2), "use StrictMath.pow"),
            bad(s -> (long) Math.sin(1), "use StrictMath.sin"),
            bad(s -> (long) Math.cos(1), "use StrictMath.cos"),
            bad(s -> (long) Math.tan(1), "use StrictMath.tan"),
            bad(s -> (long) Math.asin(1), "use StrictMath.asin"),
            bad(s -> (long) Math.acos(1), "use StrictMath.acos"),
            bad(s -> (long) Math.atan(1), "use StrictMath.atan"),
            bad(s -> (long) Math.atan2(1, 2), "use StrictMath.atan2"),
            bad(s -> (long) Math.sinh(1), "use StrictMath.sinh"),
            bad(s -> (long) Math.cosh(1), "use StrictMath.cosh"),
            bad(s -> (long) Math.tanh(1), "use StrictMath.tanh"),
            bad(s -> (long) Math.cbrt(1), "use StrictMath.cbrt"),
            bad(s -> (long) Math.hypot(1, 2), "use StrictMath.hypot"));

    static Stream<Arguments> bad() {
        return BAD.stream();
    }

    private static Arguments bad(ToLongFunction<State> body, String expected) {
        return Arguments.of(expected, body);
    }

    private static long shuffled() {
        Collections.shuffle(List.of());
        return 0;
    }

    private static long locked() {
        synchronized (LOCK) {
            return 1;
        }
    }

    private static synchronized long lockedWhole() {
        return 1;
    }

    private static long printed() {
        System.out.println();
        return 0;
    }

    private static long reflected() {
        try {
            return Class.forName("x").getModifiers();
        } catch (ClassNotFoundException e) {
            return 0;
        }
    }

    /** Runs any body. */
    private record Runs(ToLongFunction<State> body, DoubleOut value) implements Node {
        @Override
        public long compute(State state) {
            return value.set(state, body.applyAsLong(state));
        }
    }

    /** All bodies are reached from one place, so what is looked for must be among what is found. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void shouldRefuse(String expected, ToLongFunction<State> body) {
        NodeType type = NodeType.named("bad")
                .doubleOutput("value", "Something.")
                .create(w -> new Runs(body, w.doubleOut("value")));
        assertThat(NodeRules.violations(type)).anyMatch(text -> text.contains(expected));
    }

    private static final class Good {
        private static final double[] TABLE = {1, 2};

        private record Fine(DoubleIn input, DoubleOut value, List<ToDoubleFunction<State>> parts) implements Node {
            @Override
            public long compute(State state) {
                double x = StrictMath.exp(input.get(state)) + Math.sqrt(Math.abs(TABLE[0])) + Math.fma(1, 2, 3);
                return value.set(
                        state, Math.toRadians(Math.floor(x)) + parts.get(0).applyAsDouble(state));
            }
        }

        private static final NodeType TYPE = NodeType.named("good")
                .doubleInput("input", "Anything.")
                .intParameter("fast", 2, 5, "Less than slow.")
                .intParameter("slow", 2, 5, "More than fast.")
                .check(p -> p.intValue("fast") < p.intValue("slow") ? null : "fast must be less than slow")
                .doubleOutput("value", "Something.")
                .create(w -> new Fine(w.doubleIn("input"), w.doubleOut("value"), List.of(State::cycleTimeNs)));
    }

    @Test
    void shouldAcceptWhatIsExact() {
        NodeRules.check(Good.TYPE);
        NodeRules.check(Good.Fine.class);
    }

    private interface Average {
        double of(double value);
    }

    private record Plain() implements Average {
        @Override
        public double of(double value) {
            return value;
        }
    }

    private record Hidden() implements Average {
        @Override
        public double of(double value) {
            return Math.exp(value);
        }
    }

    private static final class Chooser {
        private record Averaging(Average average, DoubleOut value) implements Node {
            @Override
            public long compute(State state) {
                return value.set(state, average.of(1));
            }
        }

        private static final NodeType TYPE = NodeType.named("chooser")
                .choiceParameter("kind", List.of("plain", "hidden"), "Which.")
                .doubleOutput("value", "Something.")
                .create(w -> new Averaging(
                        w.parameters().choice("kind").equals("plain") ? new Plain() : new Hidden(),
                        w.doubleOut("value")));
    }

    @Test
    void shouldFollowInterfacesIntoWhatTheNodeHolds() {
        assertThatThrownBy(() -> NodeRules.check(Chooser.TYPE))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("(?s)chooser breaks the rules of nodes:\\s+"
                        + "io\\.tickwork\\.dag\\.testing\\.NodeRulesTest\\$Hidden\\.of, line \\d+: Math\\.exp is a"
                        + " function that may differ between processors; use StrictMath\\.exp");
        NodeRules.check(Chooser.Averaging.class);
    }

    private record Starts(double weight) implements Node {
        Starts(int period) {
            this(Math.pow(0.5, period));
        }

        @Override
        public void start(State state) {
            state.setDouble(0, System.nanoTime());
        }

        @Override
        public long compute(State state) {
            return UNCHANGED;
        }
    }

    @Test
    void shouldLookAtStartAndAtConstructors() {
        assertThat(NodeRules.violations(Starts.class))
                .hasSize(2)
                .anyMatch(text -> text.contains("Starts.start, line ") && text.contains("System.nanoTime"))
                .anyMatch(text -> text.contains("Starts.<init>, line ") && text.contains("Math.pow"));
    }

    private static final class Lambda {
        private static final NodeType TYPE = NodeType.named("lambda")
                .doubleOutput("value", "Something.")
                .create(w -> {
                    DoubleOut value = w.doubleOut("value");
                    return s -> value.set(s, Math.log(2));
                });
    }

    @Test
    void shouldReadNodesThatAreLambdas() {
        assertThat(NodeRules.violations(Lambda.TYPE)).hasSize(1);
    }
}
