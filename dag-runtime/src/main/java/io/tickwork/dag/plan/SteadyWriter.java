// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import static org.objectweb.asm.Opcodes.*;

import io.tickwork.dag.graph.Edge;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.Outcome;
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
    /** By place, where it goes on when the node did not run or produced nothing. */
    private final Label[] pasts;

    /** @param careful the name of the careful method of the segment. */
    SteadyWriter(String self, CyclePlan plan, Segment segment, String careful, MethodVisitor code) {
        super(self, plan, segment, code);
        this.self = self;
        this.careful = careful;
        pasts = new Label[segment.nodes().size()];
        for (int place = pasts.length - 1; place >= 0; place--) {
            pasts[place] = place + 1 < pasts.length && follows(place + 1) ? pasts[place + 1] : new Label();
        }
    }

    /**
     * {@return whether a node runs exactly when the one before it has produced its only value}
     *
     * <p>Such a node is passed over with the one before it, and need not ask. Without that the JIT would have to find
     * out that of the two paths that meet between them each goes only one way, which it does up to some size.
     */
    private boolean follows(int place) {
        GraphNode before = segment.nodes().get(place - 1).node();
        return isSettledInline(before)
                && before.slots().outputs().size() == 1
                && segment.nodes().get(place).node().edges().stream()
                        .filter(Edge::triggers)
                        .allMatch(edge -> edge.source() == null
                                ? edge.node() == before.index()
                                : !plan.kind().isTriggeredBy(edge.source()));
    }

    private static boolean isSettledInline(GraphNode node) {
        List<OutputSlot> outputs = node.slots().outputs();
        return outputs.size() <= INLINED_OUTPUTS_MAX
                && !node.emit().onChange()
                && outputs.stream().noneMatch(output -> output.spec().isVector());
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
        Label past = pasts[place];
        line(node);
        if (place == 0 || past != pasts[place - 1]) {
            triggerTest(node, past);
        }
        Map<Integer, Integer> emitted = saveEmitted(node);
        compute(node, () -> leaveBehind(place));
        if (isSettledInline(node)) {
            settleInline(planned, place);
        } else {
            for (OutputSlot output : node.slots().outputs()) {
                settle(planned, output, emitted.get(output.bit()));
            }
            leaveIfInvalid(planned, place);
        }
        if (place + 1 == pasts.length || past != pasts[place + 1]) {
            code.visitLabel(past);
        }
    }

    /**
     * Asks first for what is most likely, in one comparison; the JIT leaves it out where a node always ends that way.
     */
    private void settleInline(PlannedNode planned, int place) {
        List<OutputSlot> outputs = planned.node().slots().outputs();
        if (values(planned).isEmpty()) { // signals, of which there are few
            Code.jumpIfEqual(code, OUTCOME_VARIABLE, Node.UNCHANGED, pasts[place]);
            settleOneByOne(planned, place);
            return;
        }
        long all = outputs.stream()
                .mapToLong(output -> Outcome.produced(output.bit()))
                .sum();
        Label allProduced = new Label();
        Label otherwise = new Label();
        Code.jumpUnlessEqual(code, OUTCOME_VARIABLE, all, otherwise);
        code.visitLabel(allProduced);
        for (int i = 0; i < outputs.size(); i++) {
            produced(planned, place, i);
        }
        later(() -> {
            code.visitLabel(otherwise);
            if (outputs.size() == 1) {
                Code.jumpIfAny(code, OUTCOME_VARIABLE, ALL_WITHDRAWN, cold(planned, place, 0));
                Code.jumpIfAny(code, OUTCOME_VARIABLE, all, allProduced); // beside bits of no output
            } else {
                settleOneByOne(planned, place);
            }
            code.visitJumpInsn(GOTO, pasts[place]);
        });
    }

    private void settleOneByOne(PlannedNode planned, int place) {
        List<OutputSlot> outputs = planned.node().slots().outputs();
        Label withdrawn = cold(planned, place, 0);
        Code.jumpIfAny(code, OUTCOME_VARIABLE, ALL_WITHDRAWN, withdrawn);
        for (int i = 0; i < outputs.size(); i++) {
            Label unchanged = new Label();
            Code.skipUnlessAny(
                    code, OUTCOME_VARIABLE, Outcome.produced(outputs.get(i).bit()), unchanged);
            produced(planned, place, i);
            code.visitLabel(unchanged);
        }
    }

    private void produced(PlannedNode planned, int place, int i) {
        OutputSlot output = planned.node().slots().outputs().get(i);
        ValueKind kind = output.spec().kind();
        if (kind == ValueKind.DOUBLE || kind == ValueKind.SIGNAL) {
            Label notFinite = cold(planned, place, i);
            requireFinite(output.doubleSlot(), notFinite);
            if (kind == ValueKind.SIGNAL) {
                requireFinite(output.doubleSlot() + 1, notFinite);
            }
        }
        Integer variable = producedVariables.get(output.index());
        if (variable != null) {
            code.visitInsn(ICONST_1);
            code.visitVarInsn(ISTORE, variable);
        }
        if (planned.marked().contains(output.index())) {
            mark(planned, output);
        }
    }

    private void requireFinite(int slot, Label notFinite) {
        Code.getDouble(code, slot);
        code.visitMethodInsn(INVOKESTATIC, "java/lang/Math", "abs", "(D)D", false);
        code.visitLdcInsn(Double.MAX_VALUE);
        code.visitInsn(DCMPG);
        code.visitJumpInsn(IFGT, notFinite);
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
