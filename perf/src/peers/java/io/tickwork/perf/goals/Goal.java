// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.goals;

import io.tickwork.perf.graph.GraphPeersBenchmark;
import io.tickwork.perf.graph.SymbolsBenchmark;
import io.tickwork.perf.journal.AppendBenchmark;
import io.tickwork.perf.ladder.LadderPeersBenchmark;
import io.tickwork.perf.ring.HandOverBenchmark;
import io.tickwork.perf.ring.LaneBenchmark;
import io.tickwork.perf.rounds.Cost;
import io.tickwork.perf.rounds.Form;
import io.tickwork.perf.service.PartsBenchmark;
import io.tickwork.perf.service.ServiceBenchmark;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A ratio that is to be reached: what something costs to what others cost together. */
enum Goal {
    /** Compiled to by hand. */
    BY_HAND(
            "compiled plan, 37 nodes",
            "by hand over the same nodes",
            1.02,
            Cost::clockNs,
            Form.inTurns("ours", GraphPeersBenchmark.class, "ours"),
            Form.inTurns("by hand", GraphPeersBenchmark.class, "by-hand")),
    /** Compiled to Fluxtion. */
    FLUXTION(
            "compiled plan, 37 nodes",
            "Fluxtion, compiled",
            0.55,
            Cost::clockNs,
            Form.inTurns("ours", GraphPeersBenchmark.class, "ours"),
            Form.inTurns("Fluxtion", GraphPeersBenchmark.class, "fluxtion")),
    /** A small graph to Fluxtion. */
    LADDER(
            "price ladder, 4 nodes",
            "Fluxtion, compiled",
            0.8,
            Cost::clockNs,
            Form.inTurns("ours", LadderPeersBenchmark.class, "ours"),
            Form.inTurns("Fluxtion", LadderPeersBenchmark.class, "fluxtion")),
    /** The ring by itself. */
    RING(
            "ring, claim, publish and consume on one thread",
            "bare Disruptor, same payload",
            1.05,
            Cost::clockNs,
            Form.inTurns("ours", LaneBenchmark.class, "ring"),
            Form.inTurns("Disruptor", LaneBenchmark.class, "disruptor")),
    /** The ring between two threads. */
    HAND_OVER(
            "ring, a stream from thread to thread",
            "bare Disruptor, same payload",
            1.05,
            Cost::clockNs,
            new Form("ours", HandOverBenchmark.class, "stream", "lane", "ring"),
            new Form("Disruptor", HandOverBenchmark.class, "stream", "lane", "disruptor")),
    /** What the engine thread adds to the queue. */
    JOURNAL_INLINE(
            "engine thread, no nodes, journal inline, saturated",
            "bare Chronicle append of the same bytes in the same batches",
            1.25,
            Cost::ownNs,
            new Form("engine thread", ServiceBenchmark.class, "service", "nodes", 0),
            new Form("Chronicle", AppendBenchmark.class, "bareFrames", "batch", 256)),
    /** What the engine thread adds to its parts. */
    PARTS(
            "engine thread, 37 nodes, journal inline, saturated",
            "sum of its parts alone",
            1.1,
            Cost::ownNs,
            new Form("engine thread", ServiceBenchmark.class, "service", "nodes", 37),
            new Form("journal", AppendBenchmark.class, "journal", "batch", 256),
            new Form("graph", PartsBenchmark.class, "graph"),
            new Form("output", PartsBenchmark.class, "output")),
    /** A hundred symbols. */
    SYMBOLS_100(
            "an event of one of 100 symbols",
            "an event of 1 symbol",
            1.2,
            Cost::clockNs,
            Form.inTurns("100", SymbolsBenchmark.class, "100"),
            Form.inTurns("1", SymbolsBenchmark.class, "1")),
    /** A thousand symbols. */
    SYMBOLS_1000(
            "an event of one of 1,000 symbols",
            "an event of 1 symbol",
            2,
            Cost::clockNs,
            Form.inTurns("1,000", SymbolsBenchmark.class, "1000"),
            Form.inTurns("1", SymbolsBenchmark.class, "1"));

    private final String what;
    private final String against;
    private final double most;
    private final ToDoubleFunction<Cost> value;
    private final Form form;
    private final List<Form> bases;

    Goal(String what, String against, double most, ToDoubleFunction<Cost> value, Form form, Form... bases) {
        this.what = what;
        this.against = against;
        this.most = most;
        this.value = value;
        this.form = form;
        this.bases = List.of(bases);
    }

    String what() {
        return what;
    }

    String against() {
        return against;
    }

    /** {@return the greatest ratio with which the goal is reached} */
    double most() {
        return most;
    }

    /** {@return what is measured: CPU time, but where threads wait for each other, and where forms take turns} */
    ToDoubleFunction<Cost> value() {
        return value;
    }

    Form form() {
        return form;
    }

    /** {@return what it is compared with, together} */
    List<Form> bases() {
        return bases;
    }
}
