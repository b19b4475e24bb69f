// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.support.Form;
import io.tickwork.dag.support.Rig;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens when a node throws. */
@ParameterizedClass
@EnumSource(Form.class)
record FaultRulesTest(Form form) {
    @Test
    void shouldQuarantineANodeThatThrows() {
        Rig rig = Rig.of(form, "fuse: {inputs: [Tick], params: {limit: 2}, publish: true}");
        assertThat(rig.trade(1, 5).take()).containsExactly("fuse.value=5.0", "fuse.signal=1,0,1.0,5.0");
        assertThat(rig.trade(2, 6).take())
                .as("what it put out in that run is lost")
                .containsExactly("fuse threw blown");
        assertThat(rig.processor().state(0).isQuarantined(0)).isTrue();
        assertThat(rig.isValid("fuse", 0)).isFalse();
        assertThat(rig.trade(3, 7).take()).isEmpty();
    }

    @Test
    void shouldGoOnWithTheRestOfTheCycle() {
        Rig rig = Rig.of(form, """
                before: {type: sum, inputs: [Tick], publish: true}
                fuse: {inputs: [Tick], params: {limit: 1}}
                after: {type: probe, inputs: [before], publish: [count]}
                """);
        assertThat(rig.trade(1, 5).take()).containsExactly("fuse threw blown", "before=5.0", "after.count=1");
        assertThat(rig.trade(2, 6).take()).containsExactly("before=6.0", "after.count=2");
    }

    @Test
    void shouldInvalidateAllThatDependsOnIt() {
        Rig rig = Rig.of(form, """
                fuse: {inputs: [Tick], params: {limit: 2}}
                near: {type: sum, inputs: [fuse]}
                far: {type: sum, inputs: [near, {from: Quote.bid, optional: true, sampled: true}]}
                reader: {type: sum, inputs: [Quote.bid, {from: far, sampled: true}], publish: true}
                bystander: {type: sum, inputs: [Quote.bid], publish: true}
                """);
        rig.quote(1, 1, 2).trade(2, 5).take();
        assertThat(rig.quote(3, 1, 2).take()).containsExactly("reader=7.0", "bystander=1.0");
        rig.trade(4, 6).take();
        for (String node : List.of("fuse", "near", "far", "reader")) {
            assertThat(rig.isValid(node, 0)).as(node).isFalse();
        }
        assertThat(rig.isValid("bystander", 0)).isTrue();
        assertThat(rig.quote(5, 3, 4).take()).containsExactly("bystander=3.0");
    }

    @Test
    void shouldLetDependantsBecomeValidAsTheyAreFed() {
        Rig rig = Rig.of(form, """
                fuse: {inputs: [Tick], params: {limit: 2}}
                either: {inputs: {input: Tick, other: fuse}, publish: true}
                """);
        assertThat(rig.trade(1, 5).take()).containsExactly("fuse.signal=1,0,1.0,5.0", "either=5.0");
        assertThat(rig.trade(2, 6).take()).containsExactly("fuse threw blown", "either=6.0");
        assertThat(rig.isValid("either", 0)).isTrue();
    }

    @Test
    void shouldRunDependantsAfterItEvenThroughNodesOfOtherCycles() {
        // The relay does not run in the cycle of a trade, yet what reads it must not have run when the fuse blows.
        Rig rig = Rig.of(form, """
                reader: {type: sum, inputs: [Tick, {from: relay, sampled: true}], publish: true}
                relay: {type: sum, inputs: [Quote.bid, {from: fuse.value, sampled: true}]}
                fuse: {inputs: [Tick], params: {limit: 2}}
                """);
        rig.trade(1, 5).quote(2, 1, 2).take();
        assertThat(rig.trade(3, 6).take()).containsExactly("fuse threw blown");
        assertThat(rig.isValid("reader", 0)).isFalse();
    }

    @Test
    void shouldReportFaultsBeforeValuesInTheOrderOfDeclaration() {
        Rig rig = Rig.of(form, """
                second: {type: fuse, inputs: [third], params: {limit: 1}}
                value: {type: sum, inputs: [Tick], publish: true}
                first: {type: fuse, inputs: [Tick], params: {limit: 1}}
                third: {type: sum, inputs: [Tick]}
                """);
        assertThat(rig.trade(1, 5).take()).containsExactly("second threw blown", "first threw blown", "value=5.0");
        assertThat(rig.processor().outputCount()).isEqualTo(3);
    }

    @Test
    void shouldQuarantinePerSymbol() {
        Rig rig = Rig.of(form, "fuse: {inputs: [Tick], params: {limit: 2}}").define(1);
        rig.trade(0, 1, 5).trade(0, 2, 6).take();
        assertThat(rig.trade(1, 3, 7).takeCycles()).containsExactly("0@3 1/fuse.signal=1,0,1.0,7.0");
        assertThat(rig.trade(0, 4, 8).takeCycles()).isEmpty();
        assertThat(rig.processor().state(1).isQuarantined(0)).isFalse();
    }

    @Test
    void shouldGoOnWithTheOtherSymbolsOfABoundary() {
        Rig rig =
                Rig.of(form, "fuse: {inputs: [Candle(1m)], params: {limit: 2}}").define(1);
        rig.trade(0, 1, 5).trade(0, 61, 6).trade(1, 62, 7).take();
        assertThat(rig.clock(120).takeCycles())
                .containsExactly("0@120 0/fuse threw blown", "0@120 1/fuse.signal=1,0,1.0,7.0");
    }

    @Test
    void shouldHashTheQuarantine() {
        String yaml = "fuse: {inputs: [Tick], params: {limit: %d}}";
        Rig blown = Rig.of(form, yaml.formatted(1)).trade(1, 5);
        Rig whole = Rig.of(form, yaml.formatted(2)).trade(1, 5);
        long[] ofBlown = new long[blown.processor().nodeDigestCountMax()];
        long[] ofWhole = new long[whole.processor().nodeDigestCountMax()];
        assertThat(blown.processor().stateHash(ofBlown))
                .isNotEqualTo(whole.processor().stateHash(ofWhole));
        assertThat(ofBlown[0]).isNotEqualTo(ofWhole[0]);
        assertThat(blown.processor().outputsHash())
                .isNotEqualTo(whole.processor().outputsHash());
    }

    @Test
    void shouldReportWhatIsThrownWhenASessionOpensAtThatTime() {
        Node stubborn = new Node() {
            @Override
            public void start(State state) {
                throw new IllegalStateException("will not start");
            }

            @Override
            public long compute(State state) {
                return UNCHANGED;
            }
        };
        NodeType type = NodeType.named("stubborn")
                .doubleInput("input", "Anything.")
                .doubleOutput("value", "Never.")
                .resetOnSession()
                .create(wiring -> stubborn);
        Rig rig = Rig.of(form, Catalogue.of(List.of(type)), """
                sessions: {late: {zone: UTC, open: "00:10", close: "01:15", from: 2013-11-25, to: 2013-11-26}}
                candles: {session: late}
                indicators: {stubborn: {inputs: [Tick]}}
                """);
        assertThat(rig.clock(1).take()).containsExactly("stubborn threw will not start");
        assertThat(rig.clock(700).takeCycles())
                .as("whatever event has moved the time")
                .containsExactly("1@600 0/stubborn threw will not start");
    }

    @Test
    void shouldNotCatchErrors() {
        NodeType bomb = NodeType.named("bomb")
                .doubleInput("input", "Anything.")
                .doubleOutput("value", "Never.")
                .create(wiring -> state -> {
                    throw new AssertionError("halt");
                });
        Rig rig = Rig.of(form, Catalogue.of(List.of(bomb)), "bomb: {inputs: [Tick]}");
        assertThatThrownBy(() -> rig.trade(1, 5))
                .isInstanceOf(AssertionError.class)
                .hasMessage("halt");
        assertThat(rig.processor().state(0).isQuarantined(0)).isFalse();
    }

    @Test
    void shouldHaltWhereTheGraphSaysSo() {
        Rig rig = Rig.of(form, """
                fuse: {type: fuse, inputs: [Tick], params: {limit: 2}, on-fault: halt}
                tick: {type: sum, inputs: [Tick], publish: true}
                """);
        rig.trade(1, 1).take();
        assertThat(rig.trade(2, 2).take())
                .as("the cycle goes on to its end")
                .containsExactly("fuse threw blown", "tick=2.0");
        assertThat(rig.processor().isHalted()).isTrue();
        assertThat(rig.trade(3, 3).take()).as("no further event is taken").isEmpty();
    }

    /** Counted in bytes, since times say little on shared machines: what grows from fault to fault allocates. */
    @Test
    void shouldCostNoMoreForTheLastOfManyFaultsThanForTheFirst() {
        Rig rig = Rig.of(form, """
                fuse: {type: fuse, inputs: [Tick], params: {limit: 1}}
                after: {type: sum, inputs: [fuse.value]}
                """);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        throwMany(rig, 20_000);
        long early = allocated(threads, () -> throwMany(rig, 2_000));
        throwMany(rig, 100_000);
        long late = allocated(threads, () -> throwMany(rig, 2_000));
        assertThat(late).isLessThanOrEqualTo(early + early / 20);
    }

    private static long allocated(ThreadMXBean threads, Runnable work) {
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static void throwMany(Rig rig, int count) {
        for (int i = 0; i < count; i++) {
            rig.trade(1, 1);
            assertThat(rig.take()).hasSize(1);
            rig.reset(1, "fuse");
        }
    }
}
