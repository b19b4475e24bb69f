// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import static org.objectweb.asm.Opcodes.*;

import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.plan.Planner.CyclePlan;
import io.tickwork.dag.plan.Planner.PlannedNode;
import io.tickwork.dag.plan.Planner.Segment;
import io.tickwork.dag.state.OutputSlot;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Writes the method of a segment that asks everything: {@code static boolean segment(State state, long fired, int
 * next)} begins at any place of the segment, what was produced before it being marked in the state.
 */
final class CarefulWriter extends SegmentWriter {
    static final String DESCRIPTOR = "(L" + Code.STATE + ";JI)Z";

    /** By 64 nodes, the local variable with their quarantine bits. */
    private final Map<Integer, Integer> quarantineVariables = new HashMap<>();

    private final Label[] places;

    CarefulWriter(String self, CyclePlan plan, Segment segment, MethodVisitor code) {
        super(self, plan, segment, code);
        places = new Label[segment.nodes().size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = new Label();
        }
    }

    /** A node's quarantine bits change only while it runs, and it runs once, so the words can be read at the start. */
    @Override
    void prologue() {
        for (PlannedNode planned : segment.nodes()) {
            for (OutputSlot output : values(planned)) {
                int variable = newVariable(1);
                producedVariables.put(output.index(), variable);
                Code.ask(code, "isProduced", output.index(), "Z");
                code.visitVarInsn(ISTORE, variable);
            }
            int word = planned.node().index() >>> 6;
            if (!quarantineVariables.containsKey(word)) {
                int variable = newVariable(2);
                quarantineVariables.put(word, variable);
                Code.ask(code, "quarantinedWord", word, "J");
                code.visitVarInsn(LSTORE, variable);
            }
        }
        if (places.length > 1) {
            code.visitVarInsn(ILOAD, NEXT_VARIABLE);
            code.visitTableSwitchInsn(0, places.length - 1, places[0], places);
        }
    }

    @Override
    void node(int place) {
        PlannedNode planned = segment.nodes().get(place);
        GraphNode node = planned.node();
        Label past = new Label();
        code.visitLabel(places[place]);
        line(node);
        triggerTest(node, past);
        Code.jumpIfAny(code, quarantineVariables.get(node.index() >>> 6), 1L << node.index(), past);
        for (int output : required(node).stream().sorted().toList()) {
            Code.ask(code, "isValid", output, "Z");
            code.visitJumpInsn(IFEQ, past);
        }
        Map<Integer, Integer> emitted = saveEmitted(node);
        compute(node, () -> code.visitJumpInsn(GOTO, past));
        for (OutputSlot output : node.slots().outputs()) {
            settle(planned, output, emitted.get(output.bit()));
        }
        code.visitLabel(past);
    }

    @Override
    void epilogue() {}
}
