// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.support.Form;
import io.tickwork.dag.support.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of books, timers, forming bars, and of inputs that are left out. */
@ParameterizedClass
@EnumSource(Form.class)
class InputRulesTest {
    private final Form form;

    InputRulesTest(Form form) {
        this.form = form;
    }

    @Test
    void shouldRunNodesOnEachBook() {
        Rig rig = Rig.of(
                form,
                "book: {type: book-size, inputs: [Depth], publish: true}\nask: {type: sum, inputs: [Depth.ask], publish: true}");
        rig.depth(1, new double[] {9, 8}, new double[] {10, 11, 12});
        assertThat(rig.take()).containsExactly("book.value=-1.0", "book.levels=5", "ask=10.0");
        assertThat(rig.depth(2, new double[] {9, 8, 7, 6}, new double[] {}).take())
                .as("a side without levels has no best price")
                .containsExactly("book.value=4.0", "book.levels=4");
        assertThat(rig.isValid("ask", 0)).isFalse();
        assertThat(rig.trade(3, 10).take()).isEmpty();
    }

    @Test
    void shouldFireTimersAtWholeMultiplesOfTheirSpan() {
        Rig rig = Rig.of(form, "tock: {type: tock, inputs: [Timer(10s)], publish: true}");
        assertThat(rig.trade(3, 10).take()).as("nothing before the first event").isEmpty();
        assertThat(rig.clock(9.5).take()).isEmpty();
        assertThat(rig.trade(10, 10).takeCycles()).containsExactly("0@10 0/tock=" + Rig.timeNs(10));
        assertThat(rig.trade(35, 10).takeCycles())
                .as("one cycle each")
                .containsExactly("0@20 0/tock=" + Rig.timeNs(20), "1@30 0/tock=" + Rig.timeNs(30));
    }

    @Test
    void shouldFireATimerTogetherWithTheBarsThatEndThere() {
        Rig rig = Rig.of(form, "both: {type: reasons, inputs: [Timer(1m), Candle(1m)], publish: true}");
        rig.trade(1, 10);
        assertThat(rig.trade(60, 11).take()).as("one run for both reasons").containsExactly("both=1001");
    }

    @Test
    void shouldTriggerFormingBarsAtEveryTradeThatChangesThem() {
        Rig rig = Rig.of(form, "high: {type: sum, inputs: [Candle(1m).forming.high], publish: true}");
        assertThat(rig.trade(1, 10).take()).containsExactly("high=10.0");
        assertThat(rig.trade(2, 9).take()).containsExactly("high=10.0");
        assertThat(rig.trade(3, 12).take()).containsExactly("high=12.0");
        assertThat(rig.quote(4, 1, 2).take()).isEmpty();
        assertThat(rig.trade(61, 5).take()).as("the next bar").containsExactly("high=5.0");
    }

    @Test
    void shouldTellWhatTriggeredARun() {
        Rig rig = Rig.of(form, "why: {type: reasons, inputs: [Tick, Quote], publish: true}");
        assertThat(rig.trade(1, 10).take()).containsExactly("why=1");
        assertThat(rig.quote(2, 1, 2).take()).containsExactly("why=1001");
        assertThat(rig.trade(3, 10).take()).containsExactly("why=1002");
    }

    @Test
    void shouldNeverHaveAValueForAnInputThatIsLeftOut() {
        Rig rig = Rig.of(form, "either: {type: either, inputs: [Tick], publish: true}");
        assertThat(rig.trade(1, 10).take()).containsExactly("either=10.0");
    }

    @Test
    void shouldReadAnyNumberOfBooleans() {
        Rig rig = Rig.of(form, """
                low: {type: splitter, inputs: [Quote.bid]}
                high: {type: splitter, inputs: [Quote.ask]}
                one: {type: any-of, inputs: [low.positive], publish: true}
                two: {type: any-of, inputs: [low.positive, high.positive], publish: true}
                """);
        assertThat(rig.quote(1, -1, 1).take()).containsExactly("one=0", "two=1");
        assertThat(rig.quote(2, -2, -1).take()).containsExactly("one=0", "two=0");
        assertThat(rig.quote(3, 2, 3).take()).containsExactly("one=1", "two=1");
    }
}
