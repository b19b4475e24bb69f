// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.state;

import io.tickwork.dag.node.BooleanIn;
import io.tickwork.dag.node.BooleanOut;
import io.tickwork.dag.node.BooleanParameter;
import io.tickwork.dag.node.BooleanVectorIn;
import io.tickwork.dag.node.BooleanVectorOut;
import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DepthIn;
import io.tickwork.dag.node.DoubleArray;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleParameter;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.DoubleVectorIn;
import io.tickwork.dag.node.DoubleVectorOut;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.InputSpec;
import io.tickwork.dag.node.LongArray;
import io.tickwork.dag.node.LongIn;
import io.tickwork.dag.node.LongOut;
import io.tickwork.dag.node.LongParameter;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.LongVectorIn;
import io.tickwork.dag.node.LongVectorOut;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.OutputSpec;
import io.tickwork.dag.node.ParameterSpec;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.QuoteIn;
import io.tickwork.dag.node.SignalOut;
import io.tickwork.dag.node.TimerIn;
import io.tickwork.dag.node.TradeIn;
import io.tickwork.dag.node.TriggeredBy;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.node.Wiring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The wiring of one node: takes its slots from an allocator and remembers what it gave out. */
public final class SlotWiring implements Wiring {
    private final NodeType type;
    private final Parameters parameters;
    private final Set<String> given;
    private final List<InputSlot> givenSlots;
    private final Map<String, List<InputSlot>> inputs = new HashMap<>();
    private final SlotAllocator slots;
    private final boolean hasCutoff;
    private final List<OutputSlot> outputs = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();
    private final List<ParameterSlot> mutable = new ArrayList<>();
    private final List<Integer> questions = new ArrayList<>();

    /**
     * @param type of the node.
     * @param parameters checked.
     * @param given where the inputs read, by name; one place, or several for a variadic one. Inputs of the type that
     *     are not here are never valid.
     * @param slots where new slots come from.
     * @param hasCutoff whether the emit policy compares values with those before.
     */
    public SlotWiring(
            NodeType type,
            Parameters parameters,
            Map<String, List<InputSlot>> given,
            SlotAllocator slots,
            boolean hasCutoff) {
        this.type = type;
        this.parameters = parameters;
        this.given = Set.copyOf(given.keySet());
        givenSlots = given.values().stream().flatMap(List::stream).toList();
        this.slots = slots;
        this.hasCutoff = hasCutoff;
        inputs.putAll(given);
        for (InputSpec spec : type.inputs()) {
            inputs.computeIfAbsent(spec.name(), name -> spec.variadic() ? List.of() : List.of(leftOut(spec.kind())));
        }
        for (OutputSpec spec : type.outputs()) {
            outputs.add(output(spec));
        }
        for (ParameterSpec spec : type.parameters()) {
            if (spec.mutable()) {
                boolean isDouble = spec.kind() == ParameterSpec.Kind.NUMBER;
                mutable.add(new ParameterSlot(spec, isDouble ? slots.doubleScalars(1) : slots.longScalars(1)));
            }
        }
    }

    private InputSlot leftOut(InputKind kind) {
        return new InputSlot(
                kind,
                slots.doubleScalars(InputSlot.doubleSlots(kind)),
                slots.longScalars(InputSlot.longSlots(kind)),
                kind.isVector() ? 0 : 1,
                slots.output());
    }

    private OutputSlot output(OutputSpec spec) {
        int doubles = spec.kind().doubleSlots();
        int longs = spec.kind().longSlots();
        int bit = outputs.size();
        if (spec.isVector()) {
            int length = spec.vectorLength().applyAsInt(parameters);
            return new OutputSlot(
                    spec,
                    slots.output(),
                    bit,
                    doubles == 0 ? -1 : slots.doubleElements(length),
                    longs == 0 ? -1 : slots.longElements(length),
                    length,
                    !hasCutoff ? -1 : doubles == 0 ? slots.longElements(length) : slots.doubleElements(length));
        }
        return new OutputSlot(
                spec,
                slots.output(),
                bit,
                doubles == 0 ? -1 : slots.doubleScalars(doubles),
                longs == 0 ? -1 : slots.longScalars(longs),
                1,
                -1);
    }

    /** {@return what was given out so far} */
    public NodeSlots slots() {
        return new NodeSlots(
                givenSlots, List.copyOf(outputs), List.copyOf(variables), List.copyOf(mutable), List.copyOf(questions));
    }

    @Override
    public Parameters parameters() {
        Map<String, Object> fixed = new HashMap<>(parameters.asMap());
        mutable.forEach(parameter -> fixed.remove(parameter.spec().name()));
        return new Parameters(fixed);
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
    public List<BooleanIn> booleanIns(String name) {
        return references(name).stream()
                .map(slot -> new BooleanIn(slot.longSlot(), slot.output()))
                .toList();
    }

    @Override
    public DoubleVectorIn doubleVectorIn(String name) {
        InputSlot slot = input(name, InputKind.DOUBLE_VECTOR);
        return new DoubleVectorIn(slot.doubleSlot(), slot.length(), slot.output());
    }

    @Override
    public LongVectorIn longVectorIn(String name) {
        InputSlot slot = input(name, InputKind.LONG_VECTOR);
        return new LongVectorIn(slot.longSlot(), slot.length(), slot.output());
    }

    @Override
    public BooleanVectorIn booleanVectorIn(String name) {
        InputSlot slot = input(name, InputKind.BOOLEAN_VECTOR);
        return new BooleanVectorIn(slot.longSlot(), slot.length(), slot.output());
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
    public DepthIn depthIn(String name) {
        InputSlot slot = input(name, InputKind.DEPTH);
        return new DepthIn(slot.doubleSlot(), slot.longSlot(), slot.output());
    }

    @Override
    public TimerIn timerIn(String name) {
        InputSlot slot = input(name, InputKind.TIMER);
        return new TimerIn(slot.longSlot(), slot.output());
    }

    @Override
    public TriggeredBy triggeredBy(String name) {
        InputSlot slot = references(name).get(0);
        questions.add(slot.output());
        return new TriggeredBy(slot.output());
    }

    @Override
    public boolean isGiven(String name) {
        return given.contains(name);
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
    public DoubleVectorOut doubleVectorOut(String name) {
        OutputSlot slot = vector(name, ValueKind.DOUBLE);
        return new DoubleVectorOut(slot.doubleSlot(), slot.length(), slot.bit());
    }

    @Override
    public LongVectorOut longVectorOut(String name) {
        OutputSlot slot = vector(name, ValueKind.LONG);
        return new LongVectorOut(slot.longSlot(), slot.length(), slot.bit());
    }

    @Override
    public BooleanVectorOut booleanVectorOut(String name) {
        OutputSlot slot = vector(name, ValueKind.BOOLEAN);
        return new BooleanVectorOut(slot.longSlot(), slot.length(), slot.bit());
    }

    @Override
    public SignalOut signalOut(String name) {
        OutputSlot slot = output(name, ValueKind.SIGNAL);
        return new SignalOut(slot.doubleSlot(), slot.longSlot(), slot.bit());
    }

    @Override
    public DoubleParameter mutableDouble(String name) {
        return new DoubleParameter(mutable(name, Set.of(ParameterSpec.Kind.NUMBER)));
    }

    @Override
    public LongParameter mutableLong(String name) {
        return new LongParameter(mutable(name, Set.of(ParameterSpec.Kind.INTEGER, ParameterSpec.Kind.DURATION)));
    }

    @Override
    public BooleanParameter mutableBoolean(String name) {
        return new BooleanParameter(mutable(name, Set.of(ParameterSpec.Kind.FLAG)));
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
        return output(name, kind, false);
    }

    private OutputSlot vector(String name, ValueKind kind) {
        return output(name, kind, true);
    }

    private OutputSlot output(String name, ValueKind kind, boolean isVector) {
        for (OutputSlot slot : outputs) {
            if (slot.spec().name().equals(name)
                    && slot.spec().kind() == kind
                    && slot.spec().isVector() == isVector) {
                return slot;
            }
        }
        throw new IllegalArgumentException(
                type + " declares no output '" + name + "' that is a " + (isVector ? "vector of " : "") + kind.label());
    }

    private int mutable(String name, Set<ParameterSpec.Kind> kinds) {
        for (ParameterSlot parameter : mutable) {
            if (parameter.spec().name().equals(name)
                    && kinds.contains(parameter.spec().kind())) {
                return parameter.slot();
            }
        }
        throw new IllegalArgumentException(type + " declares no mutable parameter '" + name + "' of that kind");
    }
}
