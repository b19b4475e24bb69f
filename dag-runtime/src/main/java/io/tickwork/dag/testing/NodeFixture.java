// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.testing;

import io.tickwork.dag.node.DepthIn;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.InputSpec;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Outcome;
import io.tickwork.dag.node.ParameterSpec;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.State;
import io.tickwork.dag.state.InputSlot;
import io.tickwork.dag.state.NodeSlots;
import io.tickwork.dag.state.OutputSlot;
import io.tickwork.dag.state.ParameterSlot;
import io.tickwork.dag.state.SlotAllocator;
import io.tickwork.dag.state.SlotWiring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One node with inputs that a test sets by hand.
 *
 * <pre>{@code
 * NodeFixture ema = NodeFixture.of(Ema.TYPE, Map.of("period", 3));
 * ema.set("source", 10.0).run();
 * assertFalse(ema.isValid("value"));
 * }</pre>
 *
 * It keeps the promises of the graph: a value that is not finite is withdrawn, and an output whose slot changed without
 * being reported by {@link Node#compute} fails the test. To a node that asks, what was set since its last run is the
 * reason for the next one; when nothing was, everything is.
 */
public final class NodeFixture {
    /** The number of elements of a vector input whose type does not say. */
    public static final int VECTOR_LENGTH = 4;

    private final NodeType type;
    private final Node node;
    private final State state;
    private final NodeSlots slots;
    private final Map<String, InputSlot> inputs = new HashMap<>();
    private final Set<InputSlot> reasons = new LinkedHashSet<>();
    private long outcome;
    private long timeNs;

    private NodeFixture(NodeType type, Map<String, ?> values) {
        this.type = type;
        Parameters parameters = parameters(type, values);
        SlotAllocator measured = new SlotAllocator();
        type.create(wiring(type, parameters, measured));
        SlotAllocator allocator = new SlotAllocator(measured);
        SlotWiring wiring = wiring(type, parameters, allocator);
        node = type.create(wiring);
        slots = wiring.slots();
        state = new State(allocator.doubleCount(), allocator.longCount(), allocator.outputCount(), 1);
        for (InputSpec input : type.inputs()) {
            state.setValid(inputs.get(input.name()).output(), input.role().required());
        }
        for (ParameterSlot parameter : slots.parameters()) {
            parameter.set(state, parameters.value(parameter.spec().name()));
        }
        node.start(state);
    }

    /**
     * @param type of the node; a variadic input gets one reference.
     * @param parameters by name; defaults fill the rest.
     * @return a fixture in which all inputs but the optional ones are valid and zero.
     * @throws IllegalArgumentException when a parameter is missing, unknown or out of range.
     */
    public static NodeFixture of(NodeType type, Map<String, ?> parameters) {
        return new NodeFixture(type, parameters);
    }

    private SlotWiring wiring(NodeType of, Parameters parameters, SlotAllocator allocator) {
        Map<String, List<InputSlot>> places = new HashMap<>();
        for (InputSpec input : of.inputs()) {
            int length = length(input, parameters);
            boolean isDoubles = input.kind() == InputKind.DOUBLE_VECTOR;
            InputSlot slot = new InputSlot(
                    input.kind(),
                    isDoubles
                            ? allocator.doubleElements(length)
                            : allocator.doubleScalars(InputSlot.doubleSlots(input.kind())),
                    input.kind().isVector() && !isDoubles
                            ? allocator.longElements(length)
                            : allocator.longScalars(InputSlot.longSlots(input.kind())),
                    length,
                    allocator.output());
            places.put(input.name(), List.of(slot));
            inputs.put(input.name(), slot);
        }
        return new SlotWiring(of, parameters, places, allocator, false);
    }

    private static int length(InputSpec input, Parameters parameters) {
        if (!input.kind().isVector()) {
            return 1;
        }
        return input.vectorLength() == null
                ? VECTOR_LENGTH
                : input.vectorLength().applyAsInt(parameters);
    }

    private static Parameters parameters(NodeType type, Map<String, ?> values) {
        Map<String, Object> checked = new HashMap<>();
        for (ParameterSpec spec : type.parameters()) {
            Object value = values.containsKey(spec.name()) ? values.get(spec.name()) : spec.defaultValue();
            if (value == null) {
                throw new IllegalArgumentException(type + " needs the parameter '" + spec.name() + "'");
            }
            checked.put(spec.name(), spec.parse(value));
        }
        for (String name : values.keySet()) {
            if (!checked.containsKey(name)) {
                throw new IllegalArgumentException(type + " declares no parameter '" + name + "'");
            }
        }
        Parameters parameters = new Parameters(checked);
        String problem = type.check(parameters);
        if (problem != null) {
            throw new IllegalArgumentException(type + ": " + problem);
        }
        return parameters;
    }

    /**
     * Sets the time of the cycles to come.
     *
     * @param cycleTimeNs UTC epoch nanoseconds.
     * @return this.
     */
    public NodeFixture at(long cycleTimeNs) {
        timeNs = cycleTimeNs;
        return this;
    }

    /**
     * Sets an input of doubles.
     *
     * @param input its name.
     * @param value its value.
     * @return this.
     */
    public NodeFixture set(String input, double value) {
        InputSlot slot = input(input, InputKind.DOUBLE);
        state.setDouble(slot.doubleSlot(), value);
        return this;
    }

    /**
     * Sets an input of longs.
     *
     * @param input its name.
     * @param value its value.
     * @return this.
     */
    public NodeFixture set(String input, long value) {
        InputSlot slot = input(input, InputKind.LONG);
        state.setLong(slot.longSlot(), value);
        return this;
    }

    /**
     * Sets an input of booleans.
     *
     * @param input its name.
     * @param value its value.
     * @return this.
     */
    public NodeFixture set(String input, boolean value) {
        InputSlot slot = input(input, InputKind.BOOLEAN);
        state.setLong(slot.longSlot(), value ? 1 : 0);
        return this;
    }

    /**
     * Sets an input that is a vector of doubles.
     *
     * @param input its name.
     * @param values as many as it has elements.
     * @return this.
     */
    public NodeFixture set(String input, double[] values) {
        InputSlot slot = input(input, InputKind.DOUBLE_VECTOR);
        requireLength(input, slot, values.length);
        for (int i = 0; i < values.length; i++) {
            state.setDouble(slot.doubleSlot() + i, values[i]);
        }
        return this;
    }

    /**
     * Sets an input that is a vector of longs, or of booleans as 0 and 1.
     *
     * @param input its name.
     * @param values as many as it has elements.
     * @return this.
     */
    public NodeFixture set(String input, long[] values) {
        InputKind kind = inputs.containsKey(input) ? inputs.get(input).kind() : null;
        InputSlot slot = input(input, kind == InputKind.BOOLEAN_VECTOR ? kind : InputKind.LONG_VECTOR);
        requireLength(input, slot, values.length);
        for (int i = 0; i < values.length; i++) {
            state.setLong(slot.longSlot() + i, values[i]);
        }
        return this;
    }

    private void requireLength(String input, InputSlot slot, int length) {
        if (slot.length() != length) {
            throw new IllegalArgumentException(
                    type + ": '" + input + "' has " + slot.length() + " elements, not " + length);
        }
    }

    /**
     * Makes an input of any kind a reason for the next run, with the value it has; of a timer, its time is that of the
     * cycles to come.
     *
     * @param input its name.
     * @return this.
     */
    public NodeFixture fire(String input) {
        InputSlot slot = inputs.get(input);
        if (slot == null) {
            throw new IllegalArgumentException(type + " has no input '" + input + "'");
        }
        if (slot.kind() == InputKind.TIMER) {
            state.setLong(slot.longSlot(), timeNs);
        }
        reasons.add(slot);
        return this;
    }

    /**
     * Sets an input of trades.
     *
     * @param input its name.
     * @param price the price.
     * @param size the size.
     * @param side who crossed the spread.
     * @return this.
     */
    public NodeFixture trade(String input, double price, double size, Side side) {
        InputSlot slot = input(input, InputKind.TRADE);
        state.setDouble(slot.doubleSlot(), price);
        state.setDouble(slot.doubleSlot() + 1, size);
        state.setLong(slot.longSlot(), side.code());
        state.setLong(slot.longSlot() + 2, timeNs);
        return this;
    }

    /**
     * Sets an input of quotes.
     *
     * @param input its name.
     * @param bid best bid.
     * @param bidSize its size.
     * @param ask best ask.
     * @param askSize its size.
     * @return this.
     */
    public NodeFixture quote(String input, double bid, double bidSize, double ask, double askSize) {
        InputSlot slot = input(input, InputKind.QUOTE);
        state.setDouble(slot.doubleSlot(), bid);
        state.setDouble(slot.doubleSlot() + 1, bidSize);
        state.setDouble(slot.doubleSlot() + 2, ask);
        state.setDouble(slot.doubleSlot() + 3, askSize);
        state.setLong(slot.longSlot(), timeNs);
        return this;
    }

    /**
     * Sets an input of books.
     *
     * @param input its name.
     * @param bids prices, best first.
     * @param bidSizes a size for each.
     * @param asks prices, best first.
     * @param askSizes a size for each.
     * @return this.
     */
    public NodeFixture depth(String input, double[] bids, double[] bidSizes, double[] asks, double[] askSizes) {
        InputSlot slot = input(input, InputKind.DEPTH);
        int first = slot.doubleSlot();
        for (int level = 0; level < DepthIn.LEVELS_MAX; level++) {
            state.setDouble(first + level, level < bids.length ? bids[level] : Double.NaN);
            state.setDouble(first + DepthIn.LEVELS_MAX + level, level < bids.length ? bidSizes[level] : 0);
            state.setDouble(first + 2 * DepthIn.LEVELS_MAX + level, level < asks.length ? asks[level] : Double.NaN);
            state.setDouble(first + 3 * DepthIn.LEVELS_MAX + level, level < asks.length ? askSizes[level] : 0);
        }
        state.setLong(slot.longSlot(), bids.length);
        state.setLong(slot.longSlot() + 1, asks.length);
        state.setLong(slot.longSlot() + 3, timeNs);
        return this;
    }

    /**
     * Sets an input of bars.
     *
     * @param input its name.
     * @param open first price.
     * @param high highest.
     * @param low lowest.
     * @param close last.
     * @param volume sum of sizes.
     * @return this.
     */
    public NodeFixture candle(String input, double open, double high, double low, double close, double volume) {
        InputSlot slot = input(input, InputKind.CANDLE);
        state.setDouble(slot.doubleSlot(), open);
        state.setDouble(slot.doubleSlot() + 1, high);
        state.setDouble(slot.doubleSlot() + 2, low);
        state.setDouble(slot.doubleSlot() + 3, close);
        state.setDouble(slot.doubleSlot() + 4, volume);
        state.setLong(slot.longSlot() + 1, timeNs);
        return this;
    }

    /**
     * Makes an optional input valid or not.
     *
     * @param input its name.
     * @param isValid whether it holds a value.
     * @return this.
     */
    public NodeFixture valid(String input, boolean isValid) {
        InputSlot slot = inputs.get(input);
        if (slot == null) {
            throw new IllegalArgumentException(type + " has no input '" + input + "'");
        }
        state.setValid(slot.output(), isValid);
        return this;
    }

    /**
     * Changes a mutable parameter.
     *
     * @param parameter its name.
     * @param value its value from the next run on.
     * @return this.
     * @throws IllegalArgumentException when there is no such parameter, it is not mutable, or the value is out of
     *     range.
     */
    public NodeFixture change(String parameter, Object value) {
        for (ParameterSlot slot : slots.parameters()) {
            if (slot.spec().name().equals(parameter)) {
                slot.set(state, slot.spec().parse(value));
                return this;
            }
        }
        throw new IllegalArgumentException(type + " has no mutable parameter '" + parameter + "'");
    }

    /**
     * Lets the node begin anew: outputs and variables are zero, no output is valid, and the node is started.
     *
     * @return this.
     */
    public NodeFixture reset() {
        slots.zero(state);
        for (OutputSlot output : slots.outputs()) {
            state.setValid(output.index(), false);
        }
        node.start(state);
        return this;
    }

    /**
     * Runs the node once.
     *
     * @return this.
     * @throws AssertionError when an output changed that the node did not report.
     */
    public NodeFixture run() {
        List<List<Long>> before = outputBits();
        state.beginCycle(timeNs);
        (reasons.isEmpty() ? inputs.values() : reasons).forEach(reason -> state.markProduced(reason.output()));
        reasons.clear();
        outcome = node.compute(state);
        List<List<Long>> after = outputBits();
        for (OutputSlot output : slots.outputs()) {
            boolean changed = !before.get(output.bit()).equals(after.get(output.bit()));
            if (changed && !Outcome.isProduced(outcome, output.bit()) && !Outcome.isWithdrawn(outcome, output.bit())) {
                throw new AssertionError(type + " wrote output '"
                        + output.spec().name() + "' but did not return what its handle returned");
            }
            settle(output);
        }
        return this;
    }

    /**
     * Sets the first input, runs, and reads the first output.
     *
     * @param value of the first input.
     * @return its value, NaN while it has none.
     */
    public double run(double value) {
        set(type.inputs().get(0).name(), value).run();
        String output = type.outputs().get(0).name();
        return isValid(output) ? value(output) : Double.NaN;
    }

    private void settle(OutputSlot output) {
        if (Outcome.isProduced(outcome, output.bit()) && !isFinite(output)) {
            outcome |= Outcome.withdrawn(output.bit());
            state.withdrawNonFinite(output.index());
        } else if (Outcome.isProduced(outcome, output.bit())) {
            state.setValid(output.index(), true);
        } else if (Outcome.isWithdrawn(outcome, output.bit())) {
            state.setValid(output.index(), false);
        }
    }

    private boolean isFinite(OutputSlot output) {
        for (int i = 0; i < output.doubleCount(); i++) {
            if (!Double.isFinite(state.getDouble(output.doubleSlot() + i))) {
                return false;
            }
        }
        return true;
    }

    /** All that lies in the slots of each output. */
    private List<List<Long>> outputBits() {
        List<List<Long>> all = new ArrayList<>();
        for (OutputSlot output : slots.outputs()) {
            List<Long> bits = new ArrayList<>();
            for (int i = 0; i < output.doubleCount(); i++) {
                bits.add(Double.doubleToRawLongBits(state.getDouble(output.doubleSlot() + i)));
            }
            for (int i = 0; i < output.longCount(); i++) {
                bits.add(state.getLong(output.longSlot() + i));
            }
            all.add(bits);
        }
        return all;
    }

    /**
     * {@return whether the last run produced an output, with a finite value}
     *
     * @param output its name.
     */
    public boolean isProduced(String output) {
        return Outcome.isProduced(outcome, output(output).bit());
    }

    /**
     * {@return whether an output holds a value; of a signal, whether one was ever emitted}
     *
     * @param output its name.
     */
    public boolean isValid(String output) {
        return state.isValid(output(output).index());
    }

    /**
     * {@return the value of an output of doubles}
     *
     * @param output its name.
     */
    public double value(String output) {
        return state.getDouble(output(output).doubleSlot());
    }

    /**
     * {@return the value of an output of longs}
     *
     * @param output its name.
     */
    public long longValue(String output) {
        return state.getLong(output(output).longSlot());
    }

    /**
     * {@return the elements of an output that is a vector of doubles}
     *
     * @param output its name.
     */
    public double[] values(String output) {
        OutputSlot slot = output(output);
        double[] values = new double[slot.length()];
        Arrays.setAll(values, i -> state.getDouble(slot.doubleSlot() + i));
        return values;
    }

    /**
     * {@return the elements of an output that is a vector of longs, or of booleans as 0 and 1}
     *
     * @param output its name.
     */
    public long[] longValues(String output) {
        OutputSlot slot = output(output);
        long[] values = new long[slot.length()];
        Arrays.setAll(values, i -> state.getLong(slot.longSlot() + i));
        return values;
    }

    /**
     * {@return the value of an output of booleans}
     *
     * @param output its name.
     */
    public boolean booleanValue(String output) {
        return longValue(output) != 0;
    }

    /**
     * {@return the side of the last signal}
     *
     * @param output its name.
     */
    public Side side(String output) {
        return Side.ofCode((int) longValue(output));
    }

    /**
     * {@return the reason of the last signal, by its declared name}
     *
     * @param output its name.
     */
    public String reason(String output) {
        OutputSlot slot = output(output);
        return slot.spec().reasons().get((int) state.getLong(slot.longSlot() + 1));
    }

    /**
     * {@return the strength of the last signal}
     *
     * @param output its name.
     */
    public double strength(String output) {
        return value(output);
    }

    /**
     * {@return the reference price of the last signal}
     *
     * @param output its name.
     */
    public double referencePrice(String output) {
        return state.getDouble(output(output).doubleSlot() + 1);
    }

    private InputSlot input(String name, InputKind kind) {
        InputSlot slot = inputs.get(name);
        if (slot == null || slot.kind() != kind) {
            throw new IllegalArgumentException(type + " has no input '" + name + "' of kind " + kind.label());
        }
        reasons.add(slot);
        return slot;
    }

    private OutputSlot output(String name) {
        for (OutputSlot slot : slots.outputs()) {
            if (slot.spec().name().equals(name)) {
                return slot;
            }
        }
        throw new IllegalArgumentException(type + " has no output '" + name + "'");
    }
}
