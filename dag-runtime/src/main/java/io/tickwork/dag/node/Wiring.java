// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

import java.util.List;

/**
 * Hands a node its parameters and its places in the flat state while the graph is built. Names are those of the
 * {@link NodeType}; a name it does not declare is an {@link IllegalArgumentException}. State variables are declared by
 * asking for them, under names of the node's own.
 */
public interface Wiring {
    /** {@return the parameters, but for the mutable ones, which have no value while the graph is built} */
    Parameters parameters();

    /**
     * {@return an input that reads a double}
     *
     * @param name the input.
     */
    DoubleIn doubleIn(String name);

    /**
     * {@return the inputs behind a variadic name, in the order of the graph}
     *
     * @param name the input.
     */
    List<DoubleIn> doubleIns(String name);

    /**
     * {@return an input that reads a long}
     *
     * @param name the input.
     */
    LongIn longIn(String name);

    /**
     * {@return an input that reads a boolean}
     *
     * @param name the input.
     */
    BooleanIn booleanIn(String name);

    /**
     * {@return the inputs behind a variadic name that read booleans, in the order of the graph}
     *
     * @param name the input.
     */
    List<BooleanIn> booleanIns(String name);

    /**
     * {@return an input that reads a vector of doubles}
     *
     * @param name the input.
     */
    DoubleVectorIn doubleVectorIn(String name);

    /**
     * {@return an input that reads a vector of longs}
     *
     * @param name the input.
     */
    LongVectorIn longVectorIn(String name);

    /**
     * {@return an input that reads a vector of booleans}
     *
     * @param name the input.
     */
    BooleanVectorIn booleanVectorIn(String name);

    /**
     * {@return an input that reads trades}
     *
     * @param name the input.
     */
    TradeIn tradeIn(String name);

    /**
     * {@return an input that reads quotes}
     *
     * @param name the input.
     */
    QuoteIn quoteIn(String name);

    /**
     * {@return an input that reads bars}
     *
     * @param name the input.
     */
    CandleIn candleIn(String name);

    /**
     * {@return an input that reads the best levels of a book}
     *
     * @param name the input.
     */
    DepthIn depthIn(String name);

    /**
     * {@return an input that reads a timer}
     *
     * @param name the input.
     */
    TimerIn timerIn(String name);

    /**
     * {@return what tells whether an input was a reason for a run}
     *
     * @param name the input.
     */
    TriggeredBy triggeredBy(String name);

    /**
     * {@return whether the graph gives an input; one that is left out is never valid}
     *
     * @param name the input.
     */
    boolean isGiven(String name);

    /**
     * {@return an output of doubles}
     *
     * @param name the output.
     */
    DoubleOut doubleOut(String name);

    /**
     * {@return an output of longs}
     *
     * @param name the output.
     */
    LongOut longOut(String name);

    /**
     * {@return an output of booleans}
     *
     * @param name the output.
     */
    BooleanOut booleanOut(String name);

    /**
     * {@return an output that is a vector of doubles}
     *
     * @param name the output.
     */
    DoubleVectorOut doubleVectorOut(String name);

    /**
     * {@return an output that is a vector of longs}
     *
     * @param name the output.
     */
    LongVectorOut longVectorOut(String name);

    /**
     * {@return an output that is a vector of booleans}
     *
     * @param name the output.
     */
    BooleanVectorOut booleanVectorOut(String name);

    /**
     * {@return an output of signals}
     *
     * @param name the output.
     */
    SignalOut signalOut(String name);

    /**
     * {@return a number that can be changed while the graph runs}
     *
     * @param name a parameter declared mutable.
     */
    DoubleParameter mutableDouble(String name);

    /**
     * {@return a whole number, or a duration in nanoseconds, that can be changed while the graph runs}
     *
     * @param name a parameter declared mutable.
     */
    LongParameter mutableLong(String name);

    /**
     * {@return a flag that can be changed while the graph runs}
     *
     * @param name a parameter declared mutable.
     */
    BooleanParameter mutableBoolean(String name);

    /**
     * {@return a new double variable}
     *
     * @param name its name.
     */
    DoubleVar doubleVar(String name);

    /**
     * {@return a new long variable}
     *
     * @param name its name.
     */
    LongVar longVar(String name);

    /**
     * {@return a new array of doubles}
     *
     * @param name its name.
     * @param length its number of elements.
     */
    DoubleArray doubleArray(String name, int length);

    /**
     * {@return a new array of longs}
     *
     * @param name its name.
     * @param length its number of elements.
     */
    LongArray longArray(String name, int length);

    /**
     * {@return a new window}
     *
     * @param name its name.
     * @param capacity how many values it holds.
     */
    DoubleWindow window(String name, int capacity);

    /**
     * {@return the value of a whole number}
     *
     * @param name the parameter.
     */
    default int intParameter(String name) {
        return parameters().intValue(name);
    }

    /**
     * {@return the value of a number}
     *
     * @param name the parameter.
     */
    default double doubleParameter(String name) {
        return parameters().doubleValue(name);
    }
}
