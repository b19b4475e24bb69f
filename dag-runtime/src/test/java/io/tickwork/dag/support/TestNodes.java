// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.support;

import io.tickwork.dag.node.BooleanIn;
import io.tickwork.dag.node.BooleanOut;
import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongIn;
import io.tickwork.dag.node.LongOut;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.QuoteIn;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.SignalOut;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.TradeIn;
import io.tickwork.dag.node.ValueKind;
import java.util.List;

/** Node types that between them do everything a node may do, for tests of whatever runs nodes. */
public final class TestNodes {
    private TestNodes() {}

    /** Copies its first input and counts its runs. */
    record Probe(DoubleIn first, DoubleOut value, LongOut count, LongVar runs) implements Node {
        static final NodeType TYPE = NodeType.named("probe")
                .variadicDoubleInput("inputs", "Anything.")
                .doubleOutput("value", "The first input.")
                .output("count", ValueKind.LONG, "The number of runs.")
                .create(w -> new Probe(
                        w.doubleIns("inputs").get(0), w.doubleOut("value"), w.longOut("count"), w.longVar("runs")));

        @Override
        public long compute(State s) {
            return value.set(s, first.get(s)) | count.set(s, runs.add(s, 1));
        }
    }

    record Sum(List<DoubleIn> inputs, DoubleOut value) implements Node {
        static final NodeType TYPE = NodeType.named("sum")
                .variadicDoubleInput("inputs", "Summands.")
                .doubleOutput("value", "The sum.")
                .create(w -> new Sum(w.doubleIns("inputs"), w.doubleOut("value")));

        @Override
        public long compute(State s) {
            double sum = 0;
            for (int i = 0; i < inputs.size(); i++) {
                sum += inputs.get(i).get(s);
            }
            return value.set(s, sum);
        }
    }

    /** Produces only when its input has moved far enough; otherwise unchanged. */
    record Step(DoubleIn input, DoubleOut value, DoubleVar last, double threshold) implements Node {
        static final NodeType TYPE = NodeType.named("step")
                .doubleInput("input", "Anything.")
                .doubleParameter("threshold", 0, 1e9, 0.5, "How far it must move.")
                .doubleOutput("value", "The input when it last moved.")
                .create(w -> new Step(
                        w.doubleIn("input"),
                        w.doubleOut("value"),
                        w.doubleVar("last"),
                        w.doubleParameter("threshold")));

        @Override
        public long compute(State s) {
            double now = input.get(s);
            if (Math.abs(now - last.get(s)) < threshold) {
                return UNCHANGED;
            }
            last.set(s, now);
            return value.set(s, now);
        }
    }

    record Mean(DoubleIn input, DoubleOut value, DoubleWindow window, DoubleVar sum) implements Node {
        static final NodeType TYPE = NodeType.named("mean")
                .doubleInput("input", "Anything.")
                .intParameter("period", 2, 1000, "Values in the window.")
                .doubleOutput("value", "Their mean.")
                .warmUp(p -> p.intValue("period"))
                .create(w -> new Mean(
                        w.doubleIn("input"),
                        w.doubleOut("value"),
                        w.window("window", w.intParameter("period")),
                        w.doubleVar("sum")));

        @Override
        public long compute(State s) {
            double left = window.push(s, input.get(s));
            double total = sum.add(s, input.get(s) - left);
            return window.isFull(s) ? value.set(s, total / window.capacity()) : UNCHANGED;
        }
    }

    /** Three outputs that are produced, left or withdrawn for different reasons. */
    record Splitter(DoubleIn input, DoubleOut half, LongOut whole, BooleanOut positive) implements Node {
        static final NodeType TYPE = NodeType.named("splitter")
                .doubleInput("input", "Anything.")
                .doubleOutput("half", "Half of it; none below -1.")
                .output("whole", ValueKind.LONG, "Its whole part; unchanged when even.")
                .output("positive", ValueKind.BOOLEAN, "Whether it is positive; withdrawn above 3.")
                .create(w -> new Splitter(
                        w.doubleIn("input"), w.doubleOut("half"), w.longOut("whole"), w.booleanOut("positive")));

        @Override
        public long compute(State s) {
            double x = input.get(s);
            long floor = (long) Math.floor(x);
            return (x < -1 ? half.withdraw() : half.set(s, x / 2))
                    | (floor % 2 == 0 ? UNCHANGED : whole.set(s, floor))
                    | (x > 3 ? positive.withdraw() : positive.set(s, x > 0));
        }
    }

    /** Divides by something that is often zero. */
    record Quotient(DoubleIn input, DoubleOut value) implements Node {
        static final NodeType TYPE = NodeType.named("quotient")
                .doubleInput("input", "Anything.")
                .doubleOutput("value", "1 / (floor(input) mod 3), or what comes of it.")
                .create(w -> new Quotient(w.doubleIn("input"), w.doubleOut("value")));

        @Override
        public long compute(State s) {
            double x = input.get(s);
            return value.set(s, (x < 0 ? 0.0 : 1.0) / (Math.floor(x) % 3));
        }
    }

    /** Throws at its n-th run, having already changed its state and one of its outputs. */
    record Fuse(DoubleIn input, DoubleOut value, SignalOut signal, LongVar runs, int limit) implements Node {
        static final NodeType TYPE = NodeType.named("fuse")
                .doubleInput("input", "Anything.")
                .intParameter("limit", 1, 1_000_000, 10, "The run that throws.")
                .doubleOutput("value", "The input.")
                .signalOutput("signal", List.of("ran"), "At every run.")
                .create(w -> new Fuse(
                        w.doubleIn("input"),
                        w.doubleOut("value"),
                        w.signalOut("signal"),
                        w.longVar("runs"),
                        w.intParameter("limit")));

        @Override
        public long compute(State s) {
            long outcome = value.set(s, input.get(s)) | signal.emit(s, Side.BUY, 1, input.get(s), 0);
            if (runs.add(s, 1) == limit) {
                throw new IllegalStateException("blown");
            }
            return outcome;
        }
    }

    record Gate(BooleanIn open, DoubleIn input, DoubleOut value) implements Node {
        static final NodeType TYPE = NodeType.named("gate")
                .input("open", InputKind.BOOLEAN, "Whether the input passes.")
                .doubleInput("input", "Anything.")
                .doubleOutput("value", "The input while open, none while closed.")
                .create(w -> new Gate(w.booleanIn("open"), w.doubleIn("input"), w.doubleOut("value")));

        @Override
        public long compute(State s) {
            return open.get(s) ? value.set(s, input.get(s)) : value.withdraw();
        }
    }

    record AnyOf(List<BooleanIn> inputs, BooleanOut value) implements Node {
        static final NodeType TYPE = NodeType.named("any-of")
                .variadicBooleanInput("inputs", "Conditions.")
                .output("value", ValueKind.BOOLEAN, "Whether one of them holds.")
                .create(w -> new AnyOf(w.booleanIns("inputs"), w.booleanOut("value")));

        @Override
        public long compute(State s) {
            boolean any = false;
            for (int i = 0; i < inputs.size(); i++) {
                any |= inputs.get(i).get(s);
            }
            return value.set(s, any);
        }
    }

    record Accumulate(LongIn input, LongOut value, LongVar total) implements Node {
        static final NodeType TYPE = NodeType.named("accumulate")
                .input("input", InputKind.LONG, "Anything.")
                .output("value", ValueKind.LONG, "The sum so far.")
                .create(w -> new Accumulate(w.longIn("input"), w.longOut("value"), w.longVar("total")));

        @Override
        public long compute(State s) {
            return value.set(s, total.add(s, input.get(s) % 7));
        }
    }

    /** Runs with or without its second input. */
    record Either(DoubleIn input, DoubleIn other, DoubleOut value) implements Node {
        static final NodeType TYPE = NodeType.named("either")
                .doubleInput("input", "Anything.")
                .optionalInput("other", InputKind.DOUBLE, "What is preferred when it is there.")
                .doubleOutput("value", "The other, or else the input.")
                .create(w -> new Either(w.doubleIn("input"), w.doubleIn("other"), w.doubleOut("value")));

        @Override
        public long compute(State s) {
            return value.set(s, other.isValid(s) ? other.get(s) : input.get(s));
        }
    }

    record Range(CandleIn bars, DoubleOut value) implements Node {
        static final NodeType TYPE = NodeType.named("range")
                .input("bars", InputKind.CANDLE, "Bars.")
                .doubleOutput("value", "High less low plus volume.")
                .create(w -> new Range(w.candleIn("bars"), w.doubleOut("value")));

        @Override
        public long compute(State s) {
            return value.set(s, bars.high(s) - bars.low(s) + bars.volume(s));
        }
    }

    record Notional(TradeIn trades, DoubleOut value) implements Node {
        static final NodeType TYPE = NodeType.named("notional")
                .input("trades", InputKind.TRADE, "Trades.")
                .doubleOutput("value", "Price times size.")
                .create(w -> new Notional(w.tradeIn("trades"), w.doubleOut("value")));

        @Override
        public long compute(State s) {
            return value.set(s, trades.price(s) * trades.size(s));
        }
    }

    record Spread(QuoteIn quotes, DoubleOut value) implements Node {
        static final NodeType TYPE = NodeType.named("spread")
                .input("quotes", InputKind.QUOTE, "Quotes.")
                .doubleOutput("value", "Ask less bid.")
                .create(w -> new Spread(w.quoteIn("quotes"), w.doubleOut("value")));

        @Override
        public long compute(State s) {
            return value.set(s, quotes.ask(s) - quotes.bid(s));
        }
    }

    /** Emits a signal when its input is large; with a strength that is not always finite. */
    record Alarm(DoubleIn input, DoubleIn price, SignalOut signal) implements Node {
        static final NodeType TYPE = NodeType.named("alarm")
                .doubleInput("input", "Anything.")
                .sampledInput("price", InputKind.DOUBLE, "The reference price.")
                .signalOutput("signal", List.of("high", "low"), "When the input is beyond 1.")
                .create(w -> new Alarm(w.doubleIn("input"), w.doubleIn("price"), w.signalOut("signal")));

        @Override
        public long compute(State s) {
            double x = input.get(s);
            if (x > 1) {
                return signal.emit(s, Side.SELL, 1 / (Math.floor(x) % 4), price.get(s), 0);
            }
            return x < -1 ? signal.emit(s, Side.BUY, -x, price.get(s), 1) : UNCHANGED;
        }
    }

    /** Passes what is positive, withdraws at what is negative, leaves its output at zero. */
    record Valve(DoubleIn input, DoubleOut value) implements Node {
        static final NodeType TYPE = NodeType.named("valve")
                .doubleInput("input", "Anything.")
                .doubleOutput("value", "The last positive input; none after a negative one.")
                .create(w -> new Valve(w.doubleIn("input"), w.doubleOut("value")));

        @Override
        public long compute(State s) {
            double x = input.get(s);
            return x > 0 ? value.set(s, x) : x < 0 ? value.withdraw() : UNCHANGED;
        }
    }

    record Stamp(DoubleIn input, LongOut time) implements Node {
        static final NodeType TYPE = NodeType.named("stamp")
                .doubleInput("input", "Anything.")
                .output("time", ValueKind.LONG, "The time of the cycle.")
                .create(w -> new Stamp(w.doubleIn("input"), w.longOut("time")));

        @Override
        public long compute(State s) {
            return time.set(s, s.cycleTimeNs());
        }
    }

    /** Shows all there is to see of a bar. */
    record Bar(
            CandleIn bars,
            DoubleOut open,
            DoubleOut high,
            DoubleOut low,
            DoubleOut close,
            DoubleOut volume,
            DoubleOut count,
            LongOut openTime,
            LongOut closeTime)
            implements Node {
        static final NodeType TYPE = NodeType.named("bar")
                .input("bars", InputKind.CANDLE, "Bars.")
                .doubleOutput("open", "The first price.")
                .doubleOutput("high", "The highest price.")
                .doubleOutput("low", "The lowest price.")
                .doubleOutput("close", "The last price.")
                .doubleOutput("volume", "The sum of sizes.")
                .doubleOutput("count", "The number of trades.")
                .output("openTime", ValueKind.LONG, "When it opened.")
                .output("closeTime", ValueKind.LONG, "When it closed.")
                .create(w -> new Bar(
                        w.candleIn("bars"),
                        w.doubleOut("open"),
                        w.doubleOut("high"),
                        w.doubleOut("low"),
                        w.doubleOut("close"),
                        w.doubleOut("volume"),
                        w.doubleOut("count"),
                        w.longOut("openTime"),
                        w.longOut("closeTime")));

        @Override
        public long compute(State s) {
            return open.set(s, bars.open(s))
                    | high.set(s, bars.high(s))
                    | low.set(s, bars.low(s))
                    | close.set(s, bars.close(s))
                    | volume.set(s, bars.volume(s))
                    | count.set(s, bars.tradeCount(s))
                    | openTime.set(s, bars.openTimeNs(s))
                    | closeTime.set(s, bars.closeTimeNs(s));
        }
    }

    /** Emits a signal at every trade, with what the trade says. */
    record Echo(TradeIn trades, SignalOut signal) implements Node {
        static final NodeType TYPE = NodeType.named("echo")
                .input("trades", InputKind.TRADE, "Trades.")
                .signalOutput("signal", List.of("trade"), "At every trade.")
                .create(w -> new Echo(w.tradeIn("trades"), w.signalOut("signal")));

        @Override
        public long compute(State s) {
            return signal.emit(s, trades.side(s), trades.size(s), trades.price(s), 0);
        }
    }

    /** All of them. */
    public static final Catalogue CATALOGUE = Catalogue.of(List.of(
            Probe.TYPE,
            Sum.TYPE,
            Step.TYPE,
            Mean.TYPE,
            Splitter.TYPE,
            Quotient.TYPE,
            Fuse.TYPE,
            Gate.TYPE,
            AnyOf.TYPE,
            Accumulate.TYPE,
            Either.TYPE,
            Range.TYPE,
            Notional.TYPE,
            Spread.TYPE,
            Alarm.TYPE,
            Valve.TYPE,
            Stamp.TYPE,
            Bar.TYPE,
            Echo.TYPE,
            VectorNodes.History.TYPE,
            VectorNodes.Digits.TYPE,
            VectorNodes.Total.TYPE,
            VectorNodes.Dot.TYPE,
            VectorNodes.Triple.TYPE,
            VectorNodes.Masked.TYPE,
            EventNodes.BookSize.TYPE,
            EventNodes.Tock.TYPE,
            EventNodes.Reasons.TYPE,
            EventNodes.Line.TYPE,
            EventNodes.SessionSum.TYPE));
}
