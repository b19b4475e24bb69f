// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import io.tickwork.dag.node.DoubleArray;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * How two series move together over their last {@code length} values: population covariance, correlation, and the line
 * that fits one by the other. Errors stay below 1e-9 however long it runs, beside the product of the two deviations for
 * the covariance and beside 1 for the correlation.
 *
 * <p>The sums are kept as in {@link RollingMoments}: about pivots close to the values, renewed by a second set that
 * only ever adds, and made anew from the values when the spread of either series has become small beside what its sums
 * have held. The sum of products needs no watch of its own: it is never greater than the root of the product of the two
 * sums of squares, nor are its rounding errors.
 *
 * @param xs the values of the first series.
 * @param ys the values of the second.
 * @param currentX the sums of the first over the window.
 * @param currentY the sums of the second over the window.
 * @param nextX the sums of the first since the rings of the windows last began at their first place.
 * @param nextY those of the second.
 * @param products the sums of products of distances from the pivots: of the window, and since the rings last began.
 */
public record RollingCovariance(
        DoubleWindow xs,
        DoubleWindow ys,
        PivotedSums currentX,
        PivotedSums currentY,
        PivotedSums nextX,
        PivotedSums nextY,
        DoubleArray products) {
    private static final int CURRENT = 0;
    private static final int NEXT = 1;

    /**
     * Declares the state.
     *
     * @param wiring of the node.
     * @param name unique in the node.
     * @param length how many values, from 2 to 100,000.
     * @return the covariance of no values yet.
     */
    public static RollingCovariance of(Wiring wiring, String name, int length) {
        return new RollingCovariance(
                wiring.window(name + ".x", length),
                wiring.window(name + ".y", length),
                PivotedSums.of(wiring, name + ".x.current"),
                PivotedSums.of(wiring, name + ".y.current"),
                PivotedSums.of(wiring, name + ".x.next"),
                PivotedSums.of(wiring, name + ".y.next"),
                wiring.doubleArray(name + ".products", 2));
    }

    /**
     * Adds a value to each series; the oldest ones leave if the windows were full.
     *
     * @param state the state of the running instance.
     * @param x what to add to the first.
     * @param y what to add to the second.
     * @return whether the windows are full; all below is defined once they are.
     */
    public boolean update(State state, double x, double y) {
        double evictedX = xs.push(state, x);
        double evictedY = ys.push(state, y);
        // The windows' place for the values to come counts those that have come since they last began at the first.
        long count = state.getLong(xs.cursorSlot());
        addToNext(state, count == 1, x, y);
        if (count == 0) {
            currentX.copyFrom(state, nextX);
            currentY.copyFrom(state, nextY);
            products.set(state, CURRENT, products.get(state, NEXT));
            return true;
        }
        if (!xs.isFull(state)) {
            return false;
        }
        double entering = currentX.distance(state, x) * currentY.distance(state, y);
        double leaving = currentX.distance(state, evictedX) * currentY.distance(state, evictedY);
        products.set(state, CURRENT, products.get(state, CURRENT) + (entering - leaving));
        currentX.replace(state, evictedX, x);
        currentY.replace(state, evictedY, y);
        if (currentX.isWorn(state, xs.capacity()) || currentY.isWorn(state, xs.capacity())) {
            sweep(state);
        }
        return true;
    }

    private void addToNext(State state, boolean isFirst, double x, double y) {
        if (isFirst) {
            nextX.begin(state, x);
            nextY.begin(state, y);
            products.set(state, NEXT, 0.0);
        } else {
            nextX.add(state, x);
            nextY.add(state, y);
            double product = nextX.distance(state, x) * nextY.distance(state, y);
            products.set(state, NEXT, products.get(state, NEXT) + product);
        }
    }

    private void sweep(State state) {
        currentX.begin(state, xs.get(state, 0));
        currentY.begin(state, ys.get(state, 0));
        double sum = 0.0;
        for (int age = 1; age < xs.capacity(); age++) {
            double x = xs.get(state, age);
            double y = ys.get(state, age);
            currentX.add(state, x);
            currentY.add(state, y);
            sum += currentX.distance(state, x) * currentY.distance(state, y);
        }
        products.set(state, CURRENT, sum);
    }

    /** {@return <i>n</i>^2 times the population covariance of the <i>n</i> pairs} */
    private double joint(State state) {
        return xs.capacity() * products.get(state, CURRENT) - currentX.first(state) * currentY.first(state);
    }

    /**
     * {@return the population covariance}
     *
     * @param state the state of the running instance.
     */
    public double covariance(State state) {
        double n = xs.capacity();
        return joint(state) / (n * n);
    }

    /**
     * {@return the correlation, -1 to 1; 0 while all values of a series are equal}
     *
     * @param state the state of the running instance.
     */
    public double correlation(State state) {
        int n = xs.capacity();
        double scale = Math.sqrt(currentX.spread(state, n)) * Math.sqrt(currentY.spread(state, n));
        return scale > 0.0 ? Math.max(-1.0, Math.min(1.0, joint(state) / scale)) : 0.0;
    }

    /**
     * {@return whether all values of the first series are equal, so that there is no slope}
     *
     * @param state the state of the running instance.
     */
    public boolean isConstant(State state) {
        return currentX.spread(state, xs.capacity()) == 0.0;
    }

    /**
     * {@return by how much the second series moves when the first moves by 1, on the line of least squares; not finite
     * while all values of the first are equal}
     *
     * @param state the state of the running instance.
     */
    public double slope(State state) {
        return joint(state) / currentX.spread(state, xs.capacity());
    }

    /**
     * How far a pair lies above the line of least squares. The means are not rounded before they are compared.
     *
     * @param state the state of the running instance.
     * @param x of the pair.
     * @param y of the pair.
     * @param slope of the line, from {@link #slope}.
     * @return the distance.
     */
    public double residual(State state, double x, double y, double slope) {
        int n = xs.capacity();
        double fromMeanX = currentX.distance(state, x) - currentX.first(state) / n;
        double fromMeanY = currentY.distance(state, y) - currentY.first(state) / n;
        return fromMeanY - slope * fromMeanX;
    }

    /**
     * Where the line of least squares lies at 0.
     *
     * @param state the state of the running instance.
     * @param slope of the line, from {@link #slope}.
     * @return its height there.
     */
    public double intercept(State state, double slope) {
        int n = xs.capacity();
        double meanX = currentX.pivot(state) + currentX.first(state) / n;
        double meanY = currentY.pivot(state) + currentY.first(state) / n;
        return meanY - slope * meanX;
    }
}
