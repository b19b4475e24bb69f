// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import static org.objectweb.asm.Opcodes.*;

import io.tickwork.dag.graph.Dependants;
import io.tickwork.dag.graph.Edge;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.plan.Planner.CyclePlan;
import io.tickwork.dag.plan.Planner.PlannedNode;
import io.tickwork.dag.plan.Planner.Segment;
import io.tickwork.dag.state.OutputSlot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Writes the nodes of a segment into a method. There are two for each segment, of which the {@linkplain SteadyWriter
 * steady} one runs while nothing is amiss, and the {@linkplain CarefulWriter careful} one otherwise. Both return
 * whether something was produced that leaves the graph.
 */
abstract class SegmentWriter {
    static final int FIRED_VARIABLE = 1;
    /** The place in the segment of the next node to run. */
    static final int NEXT_VARIABLE = 3;

    static final int OUTCOME_VARIABLE = 4;
    private static final int CAUSE_VARIABLE = 6;
    /** Whether an output was produced that leaves the graph. */
    static final int PUBLISHED_VARIABLE = 7;

    private static final int FIRST_FREE_VARIABLE = 8;
    private static final String NODE = Type.getInternalName(Node.class);
    private static final String SETTLE = Type.getInternalName(Settle.class);
    private static final String DEPENDANTS_TYPE = "L" + Type.getInternalName(Dependants.class) + ";";

    final CyclePlan plan;
    final Segment segment;
    final MethodVisitor code;
    /** By output, the local variable that says whether it was produced in this cycle. */
    final Map<Integer, Integer> producedVariables = new HashMap<>();

    private final String self;
    private final List<Runnable> coldCode = new ArrayList<>();
    private int nextVariable = FIRST_FREE_VARIABLE;

    SegmentWriter(String self, CyclePlan plan, Segment segment, MethodVisitor code) {
        this.self = self;
        this.plan = plan;
        this.segment = segment;
        this.code = code;
    }

    /** Writes the whole method. */
    final void write() {
        code.visitInsn(ICONST_0);
        code.visitVarInsn(ISTORE, PUBLISHED_VARIABLE);
        prologue();
        for (int place = 0; place < segment.nodes().size(); place++) {
            node(place);
        }
        code.visitVarInsn(ILOAD, PUBLISHED_VARIABLE);
        code.visitInsn(IRETURN);
        for (int i = 0; i < coldCode.size(); i++) { // which may add more
            coldCode.get(i).run();
        }
        epilogue();
        code.visitMaxs(0, 0);
    }

    abstract void prologue();

    /** Writes what is done about a node; falls through to the next. */
    abstract void node(int place);

    abstract void epilogue();

    /** Puts off code that hardly ever runs to the end of the method, out of the way of what does. */
    final void later(Runnable writer) {
        coldCode.add(writer);
    }

    final int newVariable(int size) {
        int variable = nextVariable;
        nextVariable += size;
        return variable;
    }

    /** Outputs of values, for which there is a variable. */
    final List<OutputSlot> values(PlannedNode planned) {
        return planned.node().slots().outputs().stream()
                .filter(output -> output.spec().kind() != ValueKind.SIGNAL)
                .toList();
    }

    final void line(GraphNode node) {
        Label line = new Label();
        code.visitLabel(line);
        code.visitLineNumber(node.index() + 1, line);
    }

    /** Jumps past a node unless one of its triggering inputs was produced. */
    final void triggerTest(GraphNode node, Label past) {
        Set<Integer> asked = new HashSet<>();
        Set<Integer> sources = new TreeSet<>();
        long mask = 0;
        for (Edge edge : node.edges()) {
            if (edge.triggers() && edge.source() != null && plan.kind().isTriggeredBy(edge.source())) {
                sources.add(edge.source().output());
                mask |= edge.source().mask();
            }
        }
        // The test of the segment has asked for the very same sources; but bits of imports may be shared.
        boolean isExact = plan.kind() != CycleKind.GROUP;
        if ((mask & plan.certain()) != 0 || isExact && mask != 0 && mask == segment.triggers()) {
            return;
        }
        Label run = new Label();
        if (isExact && mask != 0) {
            Code.jumpIfAny(code, FIRED_VARIABLE, mask, run);
        } else {
            for (int output : sources) {
                pushProduced(output);
                code.visitJumpInsn(IFNE, run);
            }
        }
        for (Edge edge : node.edges()) {
            if (edge.triggers() && edge.node() >= 0 && asked.add(edge.output())) {
                pushProduced(edge.output());
                code.visitJumpInsn(IFNE, run);
            }
        }
        code.visitJumpInsn(GOTO, past);
        code.visitLabel(run);
    }

    private void pushProduced(int output) {
        Integer variable = producedVariables.get(output);
        if (variable != null) {
            code.visitVarInsn(ILOAD, variable);
        } else {
            Code.ask(code, "isProduced", output, "Z");
        }
    }

    /**
     * The outputs that must be valid for a node to run. What alone triggers it is, and so is the source a whole cycle
     * is about.
     */
    final Set<Integer> required(GraphNode node) {
        Set<Integer> required = new HashSet<>();
        Set<Integer> triggering = new HashSet<>();
        for (Edge edge : node.edges()) {
            boolean isTheEvent = edge.source() != null && plan.kind().isAlwaysTriggeredBy(edge.source());
            if (edge.required() && !isTheEvent) {
                required.add(edge.output());
            }
            if (edge.triggers()) {
                triggering.add(edge.output());
            }
        }
        if (triggering.size() == 1) {
            required.removeAll(triggering);
        }
        return required;
    }

    /** Keeps what lies in the slots of outputs with a cutoff, by the place of the output in its node. */
    final Map<Integer, Integer> saveEmitted(GraphNode node) {
        Map<Integer, Integer> variables = new HashMap<>();
        if (node.emit().onChange()) {
            for (OutputSlot output : node.slots().outputs()) {
                ValueKind valueKind = output.spec().kind();
                if (valueKind == ValueKind.SIGNAL) {
                    continue;
                }
                if (output.spec().isVector()) {
                    saveVector(output);
                    continue;
                }
                int variable = newVariable(2);
                if (valueKind == ValueKind.DOUBLE) {
                    Code.getDouble(code, output.doubleSlot());
                    code.visitVarInsn(DSTORE, variable);
                } else {
                    Code.getLong(code, output.longSlot());
                    code.visitVarInsn(LSTORE, variable);
                }
                variables.put(output.bit(), variable);
            }
        }
        return variables;
    }

    private void saveVector(OutputSlot output) {
        code.visitVarInsn(ALOAD, 0);
        Code.push(code, output.isDouble() ? output.doubleSlot() : output.longSlot());
        Code.push(code, output.savedSlot());
        Code.push(code, output.length());
        String method = output.isDouble() ? "copyDoubles" : "copyLongs";
        code.visitMethodInsn(INVOKEVIRTUAL, Code.STATE, method, "(III)V", false);
    }

    /** Runs a node; when it throws, its fault is noted and the method goes on elsewhere. */
    final void compute(GraphNode node, Runnable afterFault) {
        Label start = new Label();
        Label end = new Label();
        Label handler = new Label();
        code.visitTryCatchBlock(start, end, handler, "java/lang/Exception");
        code.visitLabel(start);
        code.visitFieldInsn(GETSTATIC, self, PlanCompiler.field(node.index()), "L" + NODE + ";");
        code.visitVarInsn(ALOAD, 0);
        code.visitMethodInsn(INVOKEINTERFACE, NODE, "compute", "(L" + Code.STATE + ";)J", true);
        code.visitLabel(end);
        code.visitVarInsn(LSTORE, OUTCOME_VARIABLE);
        later(() -> {
            code.visitLabel(handler);
            code.visitVarInsn(ASTORE, CAUSE_VARIABLE);
            code.visitVarInsn(ALOAD, 0);
            Code.push(code, node.index());
            code.visitVarInsn(ALOAD, CAUSE_VARIABLE);
            code.visitFieldInsn(GETSTATIC, self, PlanCompiler.DEPENDANTS, DEPENDANTS_TYPE);
            String descriptor = "(L" + Code.STATE + ";ILjava/lang/Exception;" + DEPENDANTS_TYPE + ")V";
            code.visitMethodInsn(INVOKESTATIC, SETTLE, "fault", descriptor, false);
            afterFault.run();
        });
    }

    /** Does all there is to do about an output after its node has run. */
    final void settle(PlannedNode planned, OutputSlot output, Integer emittedVariable) {
        GraphNode node = planned.node();
        boolean marked = planned.marked().contains(output.index());
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(LLOAD, OUTCOME_VARIABLE);
        Code.push(code, output.bit());
        Code.push(code, output.index());
        if (output.spec().isVector()) {
            settleVector(node, output);
        } else {
            settleValue(node, output, emittedVariable);
        }
        Integer variable = producedVariables.get(output.index());
        if (marked && variable != null) {
            code.visitInsn(DUP);
        }
        if (variable != null) {
            code.visitVarInsn(ISTORE, variable);
        }
        if (marked) {
            Label past = new Label();
            code.visitJumpInsn(IFEQ, past);
            mark(planned, output);
            code.visitLabel(past);
        } else if (variable == null) {
            code.visitInsn(POP);
        }
    }

    final void mark(PlannedNode planned, OutputSlot output) {
        Code.ask(code, "markProduced", output.index(), "V");
        if (planned.published().contains(output.index())) {
            code.visitInsn(ICONST_1);
            code.visitVarInsn(ISTORE, PUBLISHED_VARIABLE);
        }
    }

    private void settleVector(GraphNode node, OutputSlot output) {
        if (!output.isDouble() && output.savedSlot() < 0) {
            settleCall("ofLong", "");
            return;
        }
        Code.push(code, output.isDouble() ? output.doubleSlot() : output.longSlot());
        Code.push(code, output.length());
        if (output.isDouble() && output.savedSlot() >= 0) {
            Code.push(code, output.savedSlot());
            code.visitLdcInsn(node.emit().epsilon());
            settleCall("ofDoubles", "IIID");
        } else if (output.isDouble()) {
            settleCall("ofDoubles", "II");
        } else {
            Code.push(code, output.savedSlot());
            settleCall("ofLongs", "III");
        }
    }

    private void settleValue(GraphNode node, OutputSlot output, Integer emittedVariable) {
        switch (output.spec().kind()) {
            case DOUBLE -> {
                Code.push(code, output.doubleSlot());
                if (emittedVariable == null) {
                    settleCall("ofDouble", "I");
                } else {
                    code.visitVarInsn(DLOAD, emittedVariable);
                    code.visitLdcInsn(node.emit().epsilon());
                    settleCall("ofDouble", "IDD");
                }
            }
            case LONG, BOOLEAN -> {
                if (emittedVariable == null) {
                    settleCall("ofLong", "");
                } else {
                    Code.push(code, output.longSlot());
                    code.visitVarInsn(LLOAD, emittedVariable);
                    settleCall("ofLong", "IJ");
                }
            }
            case SIGNAL -> {
                Code.push(code, output.doubleSlot());
                settleCall("ofSignal", "I");
            }
        }
    }

    private void settleCall(String method, String moreParameters) {
        code.visitMethodInsn(INVOKESTATIC, SETTLE, method, "(L" + Code.STATE + ";JII" + moreParameters + ")Z", false);
    }
}
