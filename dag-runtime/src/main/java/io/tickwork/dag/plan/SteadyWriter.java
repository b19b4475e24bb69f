// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import static org.objectweb.asm.Opcodes.*;

import io.tickwork.dag.graph.Edge;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.plan.Planner.CyclePlan;
import io.tickwork.dag.plan.Planner.PlannedNode;
import io.tickwork.dag.plan.Planner.Segment;
import io.tickwork.dag.state.OutputSlot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Writes the method of a segment for when all is well: no node is quarantined, and all outputs of the segment and all
 * that its nodes need are valid. That is asked once, for 64 at a time, instead of node by node. The first node that
 * throws, withdraws an output or gives it a value that is not finite ends this: the careful method goes on behind it.
 *
 * <p>The method is {@code static boolean segment(State state, long fired)}.
 */
final class SteadyWriter extends SegmentWriter {
    static final String DESCRIPTOR = "(L" + Code.STATE + ";J)Z";

    /** Nodes of more outputs are settled by calls: what is written for each output would be long. */
    static final int INLINED_OUTPUTS_MAX = 4;

    private static final long ALL_WITHDRAWN = 0xFFFF_FFFF_0000_0000L;

    private final String self;
    private final String careful;
    private final Label notSteady = new Label();
    private final Label leave = new Label();

    /** @param careful the name of the careful method of the segment. */
    SteadyWriter(String self, CyclePlan plan, Segment segment, String careful, MethodVisitor code) {
        super(self, plan, segment, code);
        this.self = self;
        this.careful = careful;
    }

    @Override
    void prologue() {
        Map<Integer, Long> valid = new TreeMap<>();
        Map<Integer, Long> inService = new TreeMap<>();
        TreeSet<Integer> asked = new TreeSet<>();
        for (PlannedNode planned : segment.nodes()) {
            GraphNode node = planned.node();
            if (values(planned).isEmpty()) { // the values of a quarantined node are not valid
                inService.merge(node.index() >>> 6, 1L << node.index(), (left, right) -> left | right);
            }
            TreeSet<Integer> needed = new TreeSet<>(required(node));
            values(planned).forEach(output -> needed.add(output.index()));
            needed.forEach(output -> valid.merge(output >>> 6, 1L << output, (left, right) -> left | right));
            node.edges().stream()
                    .filter(edge -> edge.triggers() && edge.node() >= 0)
                    .map(Edge::output)
                    .forEach(asked::add);
        }
        valid.forEach((word, bits) -> {
            Code.ask(code, "validWord", word, "J");
            code.visitLdcInsn(bits);
            code.visitInsn(LAND);
            code.visitLdcInsn(bits);
            code.visitInsn(LCMP);
            code.visitJumpInsn(IFNE, notSteady);
        });
        inService.forEach((word, bits) -> {
            Code.ask(code, "quarantinedWord", word, "J");
            code.visitLdcInsn(bits);
            code.visitInsn(LAND);
            code.visitInsn(LCONST_0);
            code.visitInsn(LCMP);
            code.visitJumpInsn(IFNE, notSteady);
        });
        for (PlannedNode planned : segment.nodes()) {
            values(planned).stream()
                    .filter(output -> asked.contains(output.index()))
                    .forEach(output -> {
                        int variable = newVariable(1);
                        producedVariables.put(output.index(), variable);
                        code.visitInsn(ICONST_0);
                        code.visitVarInsn(ISTORE, variable);
                    });
        }
    }

    @Override
    void node(int place) {
        PlannedNode planned = segment.nodes().get(place);
        GraphNode node = planned.node();
        Label past = new Label();
        line(node);
        triggerTest(node, past);
        Map<Integer, Integer> emitted = saveEmitted(node);
        compute(node, () -> leaveBehind(place));
        List<OutputSlot> outputs = node.slots().outputs();
        boolean isSimple = outputs.size() <= INLINED_OUTPUTS_MAX
                && !node.emit().onChange()
                && outputs.stream().noneMatch(output -> output.spec().isVector());
        if (isSimple) {
            settleInline(planned, place);
        } else {
            for (OutputSlot output : outputs) {
                settle(planned, output, emitted.get(output.bit()));
            }
            leaveIfInvalid(planned, place);
        }
        code.visitLabel(past);
    }

    private void settleInline(PlannedNode planned, int place) {
        List<OutputSlot> outputs = planned.node().slots().outputs();
        Label withdrawn = cold(planned, place, 0);
        Code.jumpIfAny(code, OUTCOME_VARIABLE, ALL_WITHDRAWN, withdrawn);
        for (int i = 0; i < outputs.size(); i++) {
            OutputSlot output = outputs.get(i);
            boolean isMarked = planned.marked().contains(output.index());
            Integer variable = producedVariables.get(output.index());
            boolean isFloating =
                    output.spec().kind() == ValueKind.DOUBLE || output.spec().kind() == ValueKind.SIGNAL;
            if (!isMarked && variable == null && !isFloating) {
                continue;
            }
            Label unchanged = new Label();
            Code.skipUnlessAny(code, OUTCOME_VARIABLE, 1L << output.bit(), unchanged);
            if (isFloating) {
                Label notFinite = cold(planned, place, i);
                requireFinite(output.doubleSlot(), notFinite);
                if (output.spec().kind() == ValueKind.SIGNAL) {
                    requireFinite(output.doubleSlot() + 1, notFinite);
                }
            }
            if (variable != null) {
                code.visitInsn(ICONST_1);
                code.visitVarInsn(ISTORE, variable);
            }
            if (isMarked) {
                mark(planned, output);
            }
            code.visitLabel(unchanged);
        }
    }

    private void requireFinite(int slot, Label notFinite) {
        Code.getDouble(code, slot);
        code.visitMethodInsn(INVOKESTATIC, "java/lang/Double", "isFinite", "(D)Z", false);
        code.visitJumpInsn(IFEQ, notFinite);
    }

    /** Settles a node from one of its outputs on, asking everything, and leaves. */
    private Label cold(PlannedNode planned, int place, int firstOutput) {
        Label label = new Label();
        later(() -> {
            code.visitLabel(label);
            List<OutputSlot> outputs = planned.node().slots().outputs();
            for (OutputSlot output : outputs.subList(firstOutput, outputs.size())) {
                settle(planned, output, null);
            }
            leaveBehind(place);
        });
        return label;
    }

    private void leaveIfInvalid(PlannedNode planned, int place) {
        Map<Integer, Long> valid = new TreeMap<>();
        values(planned)
                .forEach(output ->
                        valid.merge(output.index() >>> 6, 1L << output.index(), (left, right) -> left | right));
        Label amiss = new Label();
        valid.forEach((word, bits) -> {
            Code.ask(code, "validWord", word, "J");
            code.visitLdcInsn(bits);
            code.visitInsn(LAND);
            code.visitLdcInsn(bits);
            code.visitInsn(LCMP);
            code.visitJumpInsn(IFNE, amiss);
        });
        later(() -> {
            code.visitLabel(amiss);
            leaveBehind(place);
        });
    }

    private void leaveBehind(int place) {
        Code.push(code, place + 1);
        code.visitVarInsn(ISTORE, NEXT_VARIABLE);
        code.visitJumpInsn(GOTO, leave);
    }

    /** Leaves marks for the careful method, which knows none of our variables, and goes on there. */
    @Override
    void epilogue() {
        code.visitLabel(leave);
        Label past = new Label();
        code.visitVarInsn(ILOAD, NEXT_VARIABLE);
        Code.push(code, segment.nodes().size());
        code.visitJumpInsn(IF_ICMPEQ, past);
        new TreeMap<>(producedVariables).forEach((output, variable) -> {
            Label unmarked = new Label();
            code.visitVarInsn(ILOAD, variable);
            code.visitJumpInsn(IFEQ, unmarked);
            Code.ask(code, "markProduced", output, "V");
            code.visitLabel(unmarked);
        });
        callCareful(() -> code.visitVarInsn(ILOAD, NEXT_VARIABLE));
        code.visitVarInsn(ILOAD, PUBLISHED_VARIABLE);
        code.visitInsn(IOR);
        code.visitInsn(IRETURN);
        code.visitLabel(past);
        code.visitVarInsn(ILOAD, PUBLISHED_VARIABLE);
        code.visitInsn(IRETURN);
        code.visitLabel(notSteady);
        callCareful(() -> code.visitInsn(ICONST_0));
        code.visitInsn(IRETURN);
    }

    private void callCareful(Runnable pushPlace) {
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(LLOAD, FIRED_VARIABLE);
        pushPlace.run();
        code.visitMethodInsn(INVOKESTATIC, self, careful, CarefulWriter.DESCRIPTOR, false);
    }
}
