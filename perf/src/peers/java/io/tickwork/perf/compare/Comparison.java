// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.compare;

import io.tickwork.perf.graph.GraphPeersBenchmark;
import io.tickwork.perf.indicator.IndicatorPeersBenchmark;
import io.tickwork.perf.journal.AppendBenchmark;
import io.tickwork.perf.ladder.LadderPeersBenchmark;
import io.tickwork.perf.ring.AeronLane;
import io.tickwork.perf.ring.HandOverBenchmark;
import io.tickwork.perf.ring.LaneBenchmark;
import io.tickwork.perf.rounds.Cost;
import io.tickwork.perf.rounds.Form;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One thing that is done by us and by others. Each benchmark looks whether all of them give the same answer. */
enum Comparison {
    /** Moving averages, differences, scores, signals. */
    GRAPH(
            "37 nodes, a trade",
            true,
            Form.inTurns("compiled by us", GraphPeersBenchmark.class, "ours"),
            Form.inTurns("written by hand over our nodes", GraphPeersBenchmark.class, "by-hand"),
            Form.inTurns("Fluxtion, compiled", GraphPeersBenchmark.class, "fluxtion")),
    /** Prices shifted, cut and published. */
    LADDER(
            "price ladder in 4 nodes, a ladder of 5 levels",
            true,
            Form.inTurns("compiled by us", LadderPeersBenchmark.class, "ours"),
            Form.inTurns("Fluxtion, compiled", LadderPeersBenchmark.class, "fluxtion")),
    /** Claim, publish and consume. */
    RING(
            "ring on one thread, a trade in and out",
            true,
            Form.inTurns("our ring", LaneBenchmark.class, "ring"),
            Form.inTurns("bare Disruptor", LaneBenchmark.class, "disruptor")),
    /** As fast as it goes. */
    STREAM(
            "one thread to another, a trade of a stream",
            true,
            new Form("our ring", HandOverBenchmark.class, "stream", "lane", "ring"),
            new Form("bare Disruptor", HandOverBenchmark.class, "stream", "lane", "disruptor"),
            new Form("Aeron IPC", HandOverBenchmark.class, "stream", "lane", AeronLane.class.getName())),
    /** One at a time. */
    ROUND_TRIP(
            "one thread to another and back, a trade alone",
            true,
            new Form("our ring", HandOverBenchmark.class, "roundTrip", "lane", "ring"),
            new Form("bare Disruptor", HandOverBenchmark.class, "roundTrip", "lane", "disruptor"),
            new Form("Aeron IPC", HandOverBenchmark.class, "roundTrip", "lane", AeronLane.class.getName())),
    /** What is written before it counts. */
    JOURNAL(
            "append, an event of 64 bytes",
            false,
            new Form("journal, alone", AppendBenchmark.class, "journal", "batch", 1),
            new Form("journal, batches of 16", AppendBenchmark.class, "journal", "batch", 16),
            new Form("bare Chronicle Queue", AppendBenchmark.class, "bare", "setting", "DEFAULT")),
    /** Six of them, ten values. */
    INDICATORS(
            "six indicators, a bar",
            false,
            new Form("a compiled graph of ours", IndicatorPeersBenchmark.class, "ours"),
            new Form("ta4j", IndicatorPeersBenchmark.class, "ta4j"),
            new Form("TA-Lib over all bars at once", IndicatorPeersBenchmark.class, "taLibAllBars"));

    private final String title;
    private final boolean isOnTheClock;
    private final List<Form> forms;

    Comparison(String title, boolean isOnTheClock, Form... forms) {
        this.title = title;
        this.isOnTheClock = isOnTheClock;
        this.forms = List.of(forms);
    }

    String title() {
        return title;
    }

    /** {@return the forms, in the order in which a round runs them} */
    List<Form> forms() {
        return forms;
    }

    /** {@return what the table calls its figures} */
    String unit() {
        return isOnTheClock ? "ns on the clock" : "ns of CPU time";
    }

    /** {@return what is compared: CPU time, but where threads wait for each other, which is no work, and where forms take turns} */
    ToDoubleFunction<Cost> value() {
        return isOnTheClock ? Cost::clockNs : Cost::ownNs;
    }
}
