// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.trace;

import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.State;
import io.tickwork.dag.state.InputSlot;
import io.tickwork.dag.state.OutputSlot;
import io.tickwork.dag.state.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What was read at a place of a state: an input, an output or a variable.
 *
 * @param isValid whether there is a value; without one the fields are what lies there all the same. A variable always
 *     has one, and a signal never, since it holds for its cycle only.
 * @param fields one without a name for a single value, a vector or a window; those of a source or a signal; none for an
 *     input that reads no value.
 */
public record Reading(boolean isValid, List<Field> fields) {
    /**
     * A value.
     *
     * @param name in its source or signal; empty when there is only one.
     * @param value a {@link Double}, {@link Long}, {@link Boolean}, {@link String}, or a list of such.
     */
    public record Field(String name, Object value) {}

    private static Reading single(boolean isValid, Object value) {
        return new Reading(isValid, List.of(new Field("", value)));
    }

    /**
     * {@return what an input reads}
     *
     * @param slot of the input.
     * @param state of the instance.
     */
    public static Reading of(InputSlot slot, State state) {
        boolean isValid = state.isValid(slot.output());
        return switch (slot.kind()) {
            case DOUBLE -> single(isValid, state.getDouble(slot.doubleSlot()));
            case LONG, TIMER -> single(isValid, state.getLong(slot.longSlot()));
            case BOOLEAN -> single(isValid, state.getLong(slot.longSlot()) != 0);
            case DOUBLE_VECTOR -> single(isValid, list(slot.length(), i -> state.getDouble(slot.doubleSlot() + i)));
            case LONG_VECTOR -> single(isValid, list(slot.length(), i -> state.getLong(slot.longSlot() + i)));
            case BOOLEAN_VECTOR -> single(isValid, list(slot.length(), i -> state.getLong(slot.longSlot() + i) != 0));
            case TRADE -> source(SourceKind.TRADE, slot, state);
            case QUOTE -> source(SourceKind.QUOTE, slot, state);
            case DEPTH -> source(SourceKind.DEPTH, slot, state);
            case CANDLE -> source(SourceKind.CANDLE, slot, state);
            case ANY -> new Reading(isValid, List.of());
        };
    }

    private static Reading source(SourceKind kind, InputSlot slot, State state) {
        List<Field> fields = new ArrayList<>();
        for (SourceKind.Field field : kind.fields()) {
            Object value = field.kind() == InputKind.DOUBLE
                    ? (Object) state.getDouble(slot.doubleSlot() + field.offset())
                    : (Object) state.getLong(slot.longSlot() + field.offset());
            boolean isSide = kind == SourceKind.TRADE && field.name().equals("side");
            fields.add(new Field(
                    field.name(),
                    isSide ? Side.ofCode(((Long) value).intValue()).name() : value));
        }
        return new Reading(state.isValid(slot.output()), List.copyOf(fields));
    }

    /**
     * {@return what an output holds}
     *
     * @param slot of the output.
     * @param state of the instance.
     */
    public static Reading of(OutputSlot slot, State state) {
        boolean isValid = state.isValid(slot.index());
        boolean isVector = slot.spec().isVector();
        return switch (slot.spec().kind()) {
            case DOUBLE ->
                single(
                        isValid,
                        isVector
                                ? list(slot.length(), i -> state.getDouble(slot.doubleSlot() + i))
                                : (Object) state.getDouble(slot.doubleSlot()));
            case LONG ->
                single(
                        isValid,
                        isVector
                                ? list(slot.length(), i -> state.getLong(slot.longSlot() + i))
                                : (Object) state.getLong(slot.longSlot()));
            case BOOLEAN ->
                single(
                        isValid,
                        isVector
                                ? list(slot.length(), i -> state.getLong(slot.longSlot() + i) != 0)
                                : (Object) (state.getLong(slot.longSlot()) != 0));
            case SIGNAL ->
                new Reading(
                        isValid,
                        List.of(
                                new Field(
                                        "side",
                                        Side.ofCode((int) state.getLong(slot.longSlot()))
                                                .name()),
                                new Field("reason", reason(slot, state.getLong(slot.longSlot() + 1))),
                                new Field("strength", state.getDouble(slot.doubleSlot())),
                                new Field("price", state.getDouble(slot.doubleSlot() + 1))));
        };
    }

    private static String reason(OutputSlot slot, long code) {
        List<String> reasons = slot.spec().reasons();
        return code >= 0 && code < reasons.size() ? reasons.get((int) code) : Long.toString(code);
    }

    /**
     * {@return what a variable holds}
     *
     * @param variable of a node.
     * @param state of the instance.
     */
    public static Reading of(Variable variable, State state) {
        if (variable.length() == 1) {
            return single(
                    true,
                    variable.isDouble()
                            ? (Object) state.getDouble(variable.slot())
                            : (Object) state.getLong(variable.slot()));
        }
        return single(
                true,
                list(
                        variable.length(),
                        variable.isDouble()
                                ? i -> state.getDouble(variable.slot() + i)
                                : i -> state.getLong(variable.slot() + i)));
    }

    /**
     * {@return the values in a window, the newest first}
     *
     * @param ring the variable that holds its values.
     * @param cursor the variable that holds its place and size.
     * @param state of the instance.
     */
    static Reading ofWindow(Variable ring, Variable cursor, State state) {
        DoubleWindow window = new DoubleWindow(ring.slot(), ring.length(), cursor.slot());
        return single(true, list(window.size(state), age -> window.get(state, age)));
    }

    private static List<Object> list(int length, IntFunction<Object> elements) {
        List<Object> list = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            list.add(elements.apply(i));
        }
        return List.copyOf(list);
    }
}
