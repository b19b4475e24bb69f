// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import io.tickwork.dag.node.InputSpec;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.dag.state.InputSlot;
import io.tickwork.dag.state.SlotAllocator;
import io.tickwork.dag.state.SlotWiring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A node, or a piece of one, with nothing around it that costs time or memory.
 *
 * @param subject what is tested.
 * @param state where it lives.
 * @param inputs where it reads.
 */
public record Harness<T>(T subject, State state, List<InputSlot> inputs) {
    private static final NodeType PIECE =
            NodeType.named("piece").doubleOutput("value", "Not used.").create(w -> state -> Node.UNCHANGED);

    /** A piece of a node. */
    public static <T> Harness<T> of(Function<Wiring, T> factory) {
        return of(PIECE, new Parameters(Map.of()), 1, factory);
    }

    /** A whole node. */
    static Harness<Node> of(NodeType type, Parameters parameters) {
        return of(type, parameters, 1);
    }

    /** A whole node; a variadic input gets so many references. */
    public static Harness<Node> of(NodeType type, Parameters parameters, int variadicCount) {
        return of(type, parameters, variadicCount, type::create);
    }

    private static <T> Harness<T> of(
            NodeType type, Parameters parameters, int variadicCount, Function<Wiring, T> factory) {
        SlotAllocator measured = new SlotAllocator();
        factory.apply(new SlotWiring(type, parameters, places(type, variadicCount, measured), measured, false));
        SlotAllocator allocator = new SlotAllocator(measured);
        Map<String, List<InputSlot>> places = places(type, variadicCount, allocator);
        T subject = factory.apply(new SlotWiring(type, parameters, places, allocator, false));
        State state = new State(allocator.doubleCount(), allocator.longCount(), allocator.outputCount(), 1);
        return new Harness<>(
                subject, state, places.values().stream().flatMap(List::stream).toList());
    }

    private static Map<String, List<InputSlot>> places(NodeType type, int variadicCount, SlotAllocator allocator) {
        Map<String, List<InputSlot>> places = new HashMap<>();
        for (InputSpec input : type.inputs()) {
            List<InputSlot> slots = new ArrayList<>();
            for (int i = 0; i < (input.variadic() ? variadicCount : 1); i++) {
                slots.add(new InputSlot(
                        input.kind(),
                        allocator.doubleScalars(InputSlot.doubleSlots(input.kind())),
                        allocator.longScalars(InputSlot.longSlots(input.kind())),
                        1,
                        allocator.output()));
            }
            places.put(input.name(), slots);
        }
        return places;
    }
}
