// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.BooleanOut;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleParameter;
import io.tickwork.dag.node.LongOut;
import io.tickwork.dag.node.LongParameter;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * The diagonal imbalances of a bar for one side: what it took at a level against what the other took one level behind,
 * the two that competed when the spread was one level wide.
 *
 * @param side the side that took more.
 * @param prices the prices of the levels.
 * @param ratio how many times as much it took.
 * @param minimum how much it took at least.
 * @param stacked how many levels in a row make a stack.
 * @param count how many levels are imbalanced.
 * @param isStacked whether there is a stack.
 * @param stackPrice where the longest stack begins.
 */
record Imbalances(
        Side side,
        PriceLevels prices,
        DoubleParameter ratio,
        DoubleParameter minimum,
        LongParameter stacked,
        LongOut count,
        BooleanOut isStacked,
        DoubleOut stackPrice) {
    static Imbalances of(Wiring wiring, Side side, String word, PriceLevels prices) {
        return new Imbalances(
                side,
                prices,
                wiring.mutableDouble("ratio"),
                wiring.mutableDouble("minimum"),
                wiring.mutableLong("stacked"),
                wiring.longOut(word + "-imbalances"),
                wiring.booleanOut("stacked-" + word),
                wiring.doubleOut("stacked-" + word + "-price"));
    }

    /** Goes through the levels the way the side pushes the price: the lowest has nothing behind it for buyers. */
    long publish(State state, BarLevels bar) {
        long step = side == Side.BUY ? 1 : -1;
        long behind = side == Side.BUY ? bar.low().get(state) : bar.end().get(state) - 1;
        long imbalanced = 0;
        long run = 0;
        long longest = 0;
        long begin = 0;
        for (int left = bar.count(state) - 1; left > 0; left--, behind += step) {
            if (isImbalanced(state, bar, behind + step, behind)) {
                imbalanced++;
                run++;
                // Of two that are equally long the later one, which is nearer to where the price went.
                if (run >= longest) {
                    longest = run;
                    begin = behind + step - step * (run - 1);
                }
            } else {
                run = 0;
            }
        }
        boolean isStack = longest > 0 && longest >= stacked.get(state);
        return count.set(state, imbalanced)
                | isStacked.set(state, isStack)
                | stackPrice.set(state, isStack ? prices.price(begin) : 0);
    }

    private boolean isImbalanced(State state, BarLevels bar, long level, long behind) {
        double taken = bar.volume(state, side, level);
        double against = bar.volume(state, side == Side.BUY ? Side.SELL : Side.BUY, behind);
        return taken > 0 && taken >= minimum.get(state) && taken >= ratio.get(state) * against;
    }
}
