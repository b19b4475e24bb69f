// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import io.tickwork.codecs.sbe.ParameterChangeDecoder;
import io.tickwork.codecs.validate.Refusal;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.node.ParameterSpec;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.state.ParameterSlot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A list of changes of parameters: applied as a whole, or not at all.
 *
 * <p>Allocates; it runs between two events, when an operator asks for it.
 */
public final class ParameterChanges {
    private final List<Change> changes = new ArrayList<>();

    private record Change(String node, String parameter, double value) {}

    /** None as yet. */
    ParameterChanges() {}

    /**
     * Reads a message.
     *
     * @param event wrapped, at its beginning; read to its end.
     * @return its changes.
     */
    public static ParameterChanges of(ParameterChangeDecoder event) {
        ParameterChanges read = new ParameterChanges();
        for (ParameterChangeDecoder.ChangesDecoder each : event.changes()) {
            double value = each.value(); // the fields of a group are read in their order
            String node = each.node();
            read.changes.add(new Change(node, each.parameter(), value));
        }
        return read;
    }

    /**
     * What changes come to for an instance.
     *
     * @param values the new values by their places; none if they are refused.
     * @param refusal why they are, null if they are not.
     */
    record Resolution(Map<ParameterSlot, Object> values, Refusal refusal) {
        private static Resolution refused(Refusal refusal) {
            return new Resolution(Map.of(), refusal);
        }

        void applyTo(Instance instance) {
            values.forEach((place, value) -> place.set(instance.state(), value));
        }
    }

    /**
     * {@return what the changes come to for an instance; refused when one of them, or all together, are not allowed}
     *
     * @param instance unchanged as yet.
     */
    Resolution resolve(Instance instance) {
        Map<ParameterSlot, Object> values = new HashMap<>();
        Map<GraphNode, Map<String, Object>> byNode = new HashMap<>();
        for (Change change : changes) {
            GraphNode node = instance.subgraph().node(change.node());
            if (node == null) {
                return Resolution.refused(Refusal.NODE);
            }
            ParameterSlot slot = slot(node, change.parameter());
            if (slot == null) {
                return Resolution.refused(Refusal.PARAMETER);
            }
            try {
                Object value = slot.spec().ofNumber(change.value());
                values.put(slot, value);
                byNode.computeIfAbsent(node, none -> new TreeMap<>()).put(change.parameter(), value);
            } catch (IllegalArgumentException e) {
                return Resolution.refused(Refusal.VALUE);
            }
        }
        boolean areSound = byNode.entrySet().stream()
                .allMatch(each -> each.getKey()
                                .type()
                                .check(current(instance, each.getKey()).with(each.getValue()))
                        == null);
        return areSound ? new Resolution(values, null) : Resolution.refused(Refusal.VALUE);
    }

    /** {@return whether they are about nodes of an instance, rather than of another area} */
    boolean areAbout(Instance instance) {
        return changes.stream().anyMatch(change -> instance.subgraph().node(change.node()) != null);
    }

    private static ParameterSlot slot(GraphNode node, String parameter) {
        for (ParameterSlot slot : node.slots().parameters()) {
            if (slot.spec().name().equals(parameter)) {
                return slot;
            }
        }
        return null;
    }

    private static Parameters current(Instance instance, GraphNode node) {
        Map<String, Object> mutable = new HashMap<>();
        for (ParameterSlot slot : node.slots().parameters()) {
            ParameterSpec spec = slot.spec();
            mutable.put(spec.name(), slot.get(instance.state()));
        }
        return instance.parameters(node).with(mutable);
    }

    /** Saves them; or loads them, if there are none as yet. Allocates. */
    void image(ImageWords words) {
        int count = words.integer(changes.size(), "a number of changes", 0, Integer.MAX_VALUE);
        for (int i = 0; i < count; i++) {
            Change change = words.isLoading() ? new Change("", "", 0) : changes.get(i);
            String node = words.text(change.node());
            String parameter = words.text(change.parameter());
            double value = Double.longBitsToDouble(words.word(Double.doubleToLongBits(change.value())));
            if (words.isLoading()) {
                changes.add(new Change(node, parameter, value));
            }
        }
    }
}
