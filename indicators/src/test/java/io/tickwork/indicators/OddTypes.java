// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import io.tickwork.dag.node.BooleanIn;
import io.tickwork.dag.node.BooleanParameter;
import io.tickwork.dag.node.DepthIn;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleParameter;
import io.tickwork.dag.node.DoubleVectorIn;
import io.tickwork.dag.node.DoubleVectorOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongIn;
import io.tickwork.dag.node.LongOut;
import io.tickwork.dag.node.LongVectorIn;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.QuoteIn;
import io.tickwork.dag.node.TimerIn;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.indicators.window.RollingSum;
import java.util.List;

/** Types with inputs, outputs and parameters of all kinds, so that the checks are known to work on them. */
final class OddTypes {
    private static final NodeType SPREAD = NodeType.named("odd-spread")
            .doc("The spread of a quote, none when the book is crossed.")
            .formula("ask - bid")
            .source("Own definition")
            .input("quote", InputKind.QUOTE, "The quotes.")
            .doubleOutput("value", "The spread.")
            .create(w -> {
                QuoteIn quote = w.quoteIn("quote");
                DoubleOut value = w.doubleOut("value");
                return s -> quote.ask(s) < quote.bid(s) ? value.withdraw() : value.set(s, quote.ask(s) - quote.bid(s));
            });

    private static final NodeType BOOK = NodeType.named("odd-book")
            .doc("The sizes of the best bids, a vector, and whether there are asks.")
            .formula("bid-size[i], i = 0 to levels-1")
            .source("Own definition")
            .input("book", InputKind.DEPTH, "The book.")
            .intParameter("levels", 1, 10, 3, "How many levels.")
            .vectorOutput("sizes", ValueKind.DOUBLE, p -> p.intValue("levels"), "The sizes.")
            .output("asks", ValueKind.LONG, "The number of asks.")
            .create(w -> {
                DepthIn book = w.depthIn("book");
                DoubleVectorOut sizes = w.doubleVectorOut("sizes");
                LongOut asks = w.longOut("asks");
                return s -> {
                    for (int i = 0; i < sizes.length(); i++) {
                        sizes.set(s, i, book.bidSize(s, i));
                    }
                    return sizes.produced() | asks.set(s, book.askCount(s));
                };
            });

    private static final NodeType GATED = NodeType.named("odd-gated")
            .doc("A scaled mean, of what comes while a gate is open, and an optional offset beside it.")
            .formula("offset + scale * mean(x * lots)")
            .source("Own definition")
            .doubleInput("source", "What is scaled.")
            .input("gate", InputKind.BOOLEAN, "Whether it counts.")
            .input("lots", InputKind.LONG, "By how much it counts.")
            .input("timer", InputKind.TIMER, "When.")
            .optionalInput("offset", InputKind.DOUBLE, "What is added.")
            .intParameter("period", 1, 1_000, "How many inputs.")
            .doubleParameter("scale", 0.5, 2.0, 1.0, "By what it is multiplied.")
            .mutable()
            .doubleOutput("value", "The mean.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> {
                DoubleIn source = w.doubleIn("source");
                BooleanIn gate = w.booleanIn("gate");
                LongIn lots = w.longIn("lots");
                TimerIn timer = w.timerIn("timer");
                DoubleIn offset = w.doubleIn("offset");
                DoubleParameter scale = w.mutableDouble("scale");
                RollingSum window = RollingSum.of(w, "window", w.intParameter("period"));
                DoubleOut value = w.doubleOut("value");
                return s -> {
                    if (!gate.get(s) || timer.timeNs(s) == 0) {
                        return 0;
                    }
                    window.update(s, source.get(s) * lots.get(s));
                    double extra = offset.isValid(s) ? offset.get(s) : 0;
                    return window.isReady(s) ? value.set(s, extra + scale.get(s) * window.mean(s)) : 0;
                };
            });

    private static final NodeType DOT = NodeType.named("odd-dot")
            .doc("The product of two vectors, and the sum of whatever else.")
            .formula("sum(left[i] * right[i]) + sum(more)")
            .source("Own definition")
            .vectorInput("left", InputKind.DOUBLE_VECTOR, p -> p.intValue("size"), "One.")
            .vectorInput("right", InputKind.LONG_VECTOR, p -> p.intValue("size"), "The other.")
            .variadicDoubleInput("more", "What is added.")
            .intParameter("size", 1, 50, "How many elements.")
            .booleanParameter("is-negative", false, "Whether the sign is turned.")
            .mutable()
            .doubleOutput("value", "The product.")
            .create(w -> {
                DoubleVectorIn left = w.doubleVectorIn("left");
                LongVectorIn right = w.longVectorIn("right");
                DoubleIn[] more = w.doubleIns("more").toArray(DoubleIn[]::new);
                BooleanParameter isNegative = w.mutableBoolean("is-negative");
                DoubleOut value = w.doubleOut("value");
                return s -> {
                    double sum = 0;
                    for (int i = 0; i < left.length(); i++) {
                        sum += left.get(s, i) * right.get(s, i);
                    }
                    for (DoubleIn each : more) {
                        sum += each.get(s);
                    }
                    return value.set(s, isNegative.get(s) ? -sum : sum);
                };
            });

    static final List<NodeType> ALL = List.of(SPREAD, BOOK, GATED, DOT);

    private OddTypes() {}
}
