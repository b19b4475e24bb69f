// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.inspect;

import io.tickwork.codecs.time.EpochTime;
import io.tickwork.dag.trace.CycleTrace;
import io.tickwork.dag.trace.InputTrace;
import io.tickwork.dag.trace.NodeReading;
import io.tickwork.dag.trace.NodeTrace;
import io.tickwork.dag.trace.OutputTrace;
import io.tickwork.dag.trace.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What an event did, as maps and lists that can be printed as JSON. The names are keys that scripts rely on. */
public final class InspectionJson {
    private InspectionJson() {}

    /**
     * Describes an event and what it did.
     *
     * @param inspection of the event.
     * @param wanted which nodes to describe.
     * @param why explains a node by its label, null for not to.
     * @return the object.
     */
    public static Map<String, Object> of(Inspection inspection, NodeName wanted, Function<String, List<String>> why) {
        List<Object> cycles = new ArrayList<>();
        for (CycleTrace cycle : inspection.cycles()) {
            List<Object> turns = new ArrayList<>();
            cycle.nodes().stream()
                    .filter(turn -> wanted.matches(cycle.symbolName(), turn.node()))
                    .forEach(turn -> turns.add(turn(cycle.label(turn.node().id()), turn)));
            if (!turns.isEmpty()) {
                Map<String, Object> each = new LinkedHashMap<>();
                each.put("cycle", cycle.number());
                each.put("kind", cycle.kind().methodName());
                each.put("timeNs", cycle.timeNs());
                each.put("symbol", cycle.symbolName());
                each.put("nodes", turns);
                cycles.add(each);
            }
        }
        Map<String, Object> nodes = new LinkedHashMap<>();
        inspection.nodes().forEach((label, state) -> {
            if (wanted.matches(state.symbolName(), state.node())) {
                nodes.put(label, state(label, inspection, state, why));
            }
        });
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("sequence", inspection.sequence());
        all.put("event", event(inspection.event()));
        all.put("halted", inspection.wasHalted());
        all.put("cycles", cycles);
        all.put("nodes", nodes);
        return all;
    }

    private static Map<String, Object> event(EventDescription event) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", event.kind());
        map.put("symbol", event.symbolName());
        map.put("timeNs", event.timeNs());
        map.put("time", EpochTime.format(event.timeNs()));
        map.put("receiveTimeNs", event.receiveTimeNs());
        map.put("fields", event.fields());
        return map;
    }

    private static Map<String, Object> turn(String label, NodeTrace turn) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("node", label);
        map.put("type", turn.node().type().name());
        map.put("ran", turn.ran());
        map.put("verdict", word(turn.verdict()));
        map.put("fault", turn.fault() == null ? null : turn.fault().toString());
        List<Object> inputs = new ArrayList<>();
        for (InputTrace input : turn.inputs()) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("name", input.edge().input());
            each.put("reads", input.edge().reference());
            each.put("triggers", input.edge().triggers());
            each.put("required", input.edge().required());
            each.put("produced", input.isProduced());
            each.put("valid", input.reading().isValid());
            each.put("value", value(input.reading()));
            inputs.add(each);
        }
        map.put("inputs", inputs);
        List<Object> outputs = new ArrayList<>();
        for (OutputTrace output : turn.outputs()) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("name", output.slot().spec().name());
            each.put("effect", output.effect() == null ? null : word(output.effect()));
            each.put("before", held(output.before()));
            each.put("computed", output.computed() == null ? null : value(output.computed()));
            each.put("after", held(output.after()));
            outputs.add(each);
        }
        map.put("outputs", outputs);
        map.put("stateBefore", named(turn.variablesBefore()));
        map.put("stateAfter", named(turn.variablesAfter()));
        return map;
    }

    private static Map<String, Object> state(
            String label, Inspection inspection, Inspection.NodeState state, Function<String, List<String>> why) {
        NodeReading after = state.after();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", state.node().type().name());
        map.put("ran", inspection.ran(label));
        map.put("quarantined", after.isQuarantined());
        Map<String, Object> outputs = new LinkedHashMap<>();
        for (int i = 0; i < after.outputs().size(); i++) {
            outputs.put(
                    state.node().slots().outputs().get(i).spec().name(),
                    held(after.outputs().get(i)));
        }
        map.put("outputs", outputs);
        map.put("state", named(after.variables()));
        map.put("parameters", named(after.parameters()));
        if (why != null) {
            map.put("why", why.apply(label));
        }
        return map;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> named(List<NodeReading.Named> values) {
        Map<String, Object> map = new LinkedHashMap<>();
        values.forEach(each -> map.put(each.name(), value(each.reading())));
        return map;
    }

    private static Object held(Reading reading) {
        return reading.isValid() ? value(reading) : null;
    }

    private static Object value(Reading reading) {
        List<Reading.Field> fields = reading.fields();
        if (fields.size() == 1 && fields.get(0).name().isEmpty()) {
            return fields.get(0).value();
        }
        Map<String, Object> map = new LinkedHashMap<>();
        fields.forEach(field -> map.put(field.name(), field.value()));
        return map.isEmpty() ? null : map;
    }
}
