// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.state;

import io.tickwork.dag.node.BooleanIn;
import io.tickwork.dag.node.BooleanOut;
import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleArray;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongArray;
import io.tickwork.dag.node.LongIn;
import io.tickwork.dag.node.LongOut;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.OutputSpec;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.QuoteIn;
import io.tickwork.dag.node.SignalOut;
import io.tickwork.dag.node.TradeIn;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.node.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The wiring of one node: takes its slots from an allocator and remembers what it gave out. */
public final class SlotWiring implements Wiring {
    private final NodeType type;
    private final Parameters parameters;
    private final Map<String, List<InputSlot>> inputs;
    private final SlotAllocator slots;
    private final List<OutputSlot> outputs = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();

    /**
     * @param type of the node.
     * @param parameters checked.
     * @param inputs where each input of the type reads, by name; one place, or several for a variadic one.
     * @param slots where new slots come from.
     */
    public SlotWiring(NodeType type, Parameters parameters, Map<String, List<InputSlot>> inputs, SlotAllocator slots) {
        this.type = type;
        this.parameters = parameters;
        this.inputs = inputs;
        this.slots = slots;
        for (OutputSpec spec : type.outputs()) {
            int doubles = spec.kind().doubleSlots();
            int longs = spec.kind().longSlots();
            outputs.add(new OutputSlot(
                    spec,
                    slots.output(),
                    outputs.size(),
                    doubles == 0 ? -1 : slots.doubleScalars(doubles),
                    longs == 0 ? -1 : slots.longScalars(longs)));
        }
    }

    /** {@return what was given out so far} */
    public NodeSlots slots() {
        return new NodeSlots(List.copyOf(outputs), List.copyOf(variables));
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public DoubleIn doubleIn(String name) {
        InputSlot slot = input(name, InputKind.DOUBLE);
        return new DoubleIn(slot.doubleSlot(), slot.output());
    }

    @Override
    public List<DoubleIn> doubleIns(String name) {
        return references(name).stream()
                .map(slot -> new DoubleIn(slot.doubleSlot(), slot.output()))
                .toList();
    }

    @Override
    public LongIn longIn(String name) {
        InputSlot slot = input(name, InputKind.LONG);
        return new LongIn(slot.longSlot(), slot.output());
    }

    @Override
    public BooleanIn booleanIn(String name) {
        InputSlot slot = input(name, InputKind.BOOLEAN);
        return new BooleanIn(slot.longSlot(), slot.output());
    }

    @Override
    public TradeIn tradeIn(String name) {
        InputSlot slot = input(name, InputKind.TRADE);
        return new TradeIn(slot.doubleSlot(), slot.longSlot(), slot.output());
    }

    @Override
    public QuoteIn quoteIn(String name) {
        InputSlot slot = input(name, InputKind.QUOTE);
        return new QuoteIn(slot.doubleSlot(), slot.longSlot(), slot.output());
    }

    @Override
    public CandleIn candleIn(String name) {
        InputSlot slot = input(name, InputKind.CANDLE);
        return new CandleIn(slot.doubleSlot(), slot.longSlot(), slot.output());
    }

    @Override
    public DoubleOut doubleOut(String name) {
        OutputSlot slot = output(name, ValueKind.DOUBLE);
        return new DoubleOut(slot.doubleSlot(), slot.bit());
    }

    @Override
    public LongOut longOut(String name) {
        OutputSlot slot = output(name, ValueKind.LONG);
        return new LongOut(slot.longSlot(), slot.bit());
    }

    @Override
    public BooleanOut booleanOut(String name) {
        OutputSlot slot = output(name, ValueKind.BOOLEAN);
        return new BooleanOut(slot.longSlot(), slot.bit());
    }

    @Override
    public SignalOut signalOut(String name) {
        OutputSlot slot = output(name, ValueKind.SIGNAL);
        return new SignalOut(slot.doubleSlot(), slot.longSlot(), slot.bit());
    }

    @Override
    public DoubleVar doubleVar(String name) {
        return new DoubleVar(variable(name, true, slots.doubleScalars(1), 1));
    }

    @Override
    public LongVar longVar(String name) {
        return new LongVar(variable(name, false, slots.longScalars(1), 1));
    }

    @Override
    public DoubleArray doubleArray(String name, int length) {
        return new DoubleArray(variable(name, true, slots.doubleElements(length), length), length);
    }

    @Override
    public LongArray longArray(String name, int length) {
        return new LongArray(variable(name, false, slots.longElements(length), length), length);
    }

    @Override
    public DoubleWindow window(String name, int capacity) {
        int base = variable(name, true, slots.doubleElements(capacity), capacity);
        int cursor =
                variable(name + ".cursor", false, slots.longScalars(DoubleWindow.LONG_SLOTS), DoubleWindow.LONG_SLOTS);
        return new DoubleWindow(base, capacity, cursor);
    }

    private int variable(String name, boolean isDouble, int slot, int length) {
        variables.add(new Variable(name, isDouble, slot, length));
        return slot;
    }

    private List<InputSlot> references(String name) {
        List<InputSlot> references = inputs.get(name);
        if (references == null) {
            throw new IllegalArgumentException(type + " declares no input '" + name + "'");
        }
        return references;
    }

    private InputSlot input(String name, InputKind kind) {
        InputSlot slot = references(name).get(0);
        if (slot.kind() != kind) {
            throw new IllegalArgumentException(
                    type + " declares input '" + name + "' as " + slot.kind().label() + ", not " + kind.label());
        }
        return slot;
    }

    private OutputSlot output(String name, ValueKind kind) {
        for (OutputSlot slot : outputs) {
            if (slot.spec().name().equals(name) && slot.spec().kind() == kind) {
                return slot;
            }
        }
        throw new IllegalArgumentException(type + " declares no output '" + name + "' of kind " + kind);
    }
}
