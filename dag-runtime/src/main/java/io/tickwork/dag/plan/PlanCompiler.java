// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import static org.objectweb.asm.Opcodes.*;

import io.tickwork.dag.graph.Dependants;
import io.tickwork.dag.graph.Edge;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.plan.Planner.CyclePlan;
import io.tickwork.dag.plan.Planner.Emission;
import io.tickwork.dag.plan.Planner.Segment;
import io.tickwork.dag.state.OutputSlot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Compiles a subgraph to one class of straight-line code.
 *
 * <p>Nodes sit in {@code static final} fields, which the JIT trusts to be constants: it folds the parameters and slots
 * of a node into its code and inlines {@link Node#compute}. Whether an output was produced in this cycle is a local
 * variable within a method and a mark in the {@link State} between methods. The class is an ordinary one in a class
 * loader of its own, so that its frames appear in stack traces and profilers; the line numbers in it are the indexes of
 * nodes, plus one.
 */
public final class PlanCompiler {
    private static final String CLASS_NAME = "io.tickwork.dag.plan.GeneratedPlan";
    private static final String SELF = CLASS_NAME.replace('.', '/');
    private static final String NODE = Type.getInternalName(Node.class);
    private static final String STATE = Type.getInternalName(State.class);
    private static final String OUTPUTS = Type.getInternalName(CycleOutputs.class);
    private static final String SETTLE = Type.getInternalName(Settle.class);
    private static final String SEGMENT_DESCRIPTOR = "(L" + STATE + ";J)V";
    private static final String EMISSION_DESCRIPTOR = "(L" + STATE + ";JL" + OUTPUTS + ";)V";
    private static final String DEPENDANTS = "DEPENDANTS";
    private static final String DEPENDANTS_TYPE = "L" + Type.getInternalName(Dependants.class) + ";";

    private final Subgraph graph;
    private final ClassWriter writer = new ConstantFrameWriter();

    private PlanCompiler(Subgraph graph) {
        this.graph = graph;
    }

    /**
     * Allocates; takes longer the larger the graph.
     *
     * @param graph checked.
     * @return a plan that runs it.
     */
    public static Plan compile(Subgraph graph) {
        byte[] bytecode = bytecode(graph);
        Node[] nodes = graph.nodes().stream().map(GraphNode::node).toArray(Node[]::new);
        return GeneratedClassLoader.instantiate(CLASS_NAME, bytecode, nodes, new Dependants(graph));
    }

    /** The class of a graph, for tests that read it. */
    static byte[] bytecode(Subgraph graph) {
        return new PlanCompiler(graph).write();
    }

    private byte[] write() {
        writer.visit(V17, ACC_PUBLIC | ACC_FINAL | ACC_SUPER, SELF, null, "java/lang/Object", new String[] {
            Type.getInternalName(Plan.class)
        });
        writer.visitSource("graph", null);
        fields();
        constructor();
        Planner planner = new Planner(graph);
        for (CycleKind kind : CycleKind.values()) {
            cycle(planner.plan(kind)); // of a kind that the area does not have, an empty one
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static String field(int node) {
        return "NODE_" + node;
    }

    private void fields() {
        for (GraphNode node : graph.nodes()) {
            writer.visitField(ACC_PRIVATE | ACC_STATIC | ACC_FINAL, field(node.index()), "L" + NODE + ";", null, null);
        }
        writer.visitField(ACC_PRIVATE | ACC_STATIC | ACC_FINAL, DEPENDANTS, DEPENDANTS_TYPE, null, null);
        MethodVisitor code = writer.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null);
        String loader = Type.getInternalName(GeneratedClassLoader.class);
        code.visitCode();
        code.visitLdcInsn(Type.getObjectType(SELF));
        code.visitMethodInsn(INVOKESTATIC, loader, "nodesOf", "(Ljava/lang/Class;)[L" + NODE + ";", false);
        code.visitVarInsn(ASTORE, 0);
        for (GraphNode node : graph.nodes()) {
            code.visitVarInsn(ALOAD, 0);
            push(code, node.index());
            code.visitInsn(AALOAD);
            code.visitFieldInsn(PUTSTATIC, SELF, field(node.index()), "L" + NODE + ";");
        }
        code.visitLdcInsn(Type.getObjectType(SELF));
        code.visitMethodInsn(INVOKESTATIC, loader, "dependantsOf", "(Ljava/lang/Class;)" + DEPENDANTS_TYPE, false);
        code.visitFieldInsn(PUTSTATIC, SELF, DEPENDANTS, DEPENDANTS_TYPE);
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void constructor() {
        MethodVisitor code = writer.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
        code.visitCode();
        code.visitVarInsn(ALOAD, 0);
        code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** The method of {@link Plan}: runs the segments, then puts out. */
    private void cycle(CyclePlan plan) {
        MethodVisitor code = writer.visitMethod(ACC_PUBLIC, plan.kind().methodName(), EMISSION_DESCRIPTOR, null, null);
        code.visitCode();
        int outputs = 4;
        for (int from = 0; from < plan.segments().size(); from += Planner.SEGMENTS_PER_METHOD) {
            int to =
                    Math.min(from + Planner.SEGMENTS_PER_METHOD, plan.segments().size());
            String method = plan.kind().methodName() + "_segments_" + from;
            segments(plan, from, to, method);
            code.visitVarInsn(ALOAD, 1);
            code.visitVarInsn(LLOAD, 2);
            code.visitMethodInsn(INVOKESTATIC, SELF, method, SEGMENT_DESCRIPTOR, false);
        }
        emitFaults(code, outputs);
        for (int from = 0; from < plan.emissions().size(); from += Planner.OUTPUTS_PER_METHOD) {
            int to =
                    Math.min(from + Planner.OUTPUTS_PER_METHOD, plan.emissions().size());
            String method = plan.kind().methodName() + "_outputs_" + from;
            emissions(plan.emissions().subList(from, to), plan.certain(), method);
            code.visitVarInsn(ALOAD, 1);
            code.visitVarInsn(LLOAD, 2);
            code.visitVarInsn(ALOAD, outputs);
            code.visitMethodInsn(INVOKESTATIC, SELF, method, EMISSION_DESCRIPTOR, false);
        }
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /**
     * Jumps when none of the sources that triggered the cycle, the variable 1 of every static method, is among those.
     */
    private static void skipUnlessTriggered(MethodVisitor code, long triggers, Label skip) {
        code.visitVarInsn(LLOAD, 1);
        code.visitLdcInsn(triggers);
        code.visitInsn(LAND);
        code.visitInsn(LCONST_0);
        code.visitInsn(LCMP);
        code.visitJumpInsn(IFEQ, skip);
    }

    private static void emitFaults(MethodVisitor code, int outputs) {
        Label none = new Label();
        code.visitVarInsn(ALOAD, 1);
        code.visitMethodInsn(INVOKEVIRTUAL, STATE, "hasFaults", "()Z", false);
        code.visitJumpInsn(IFEQ, none);
        code.visitVarInsn(ALOAD, 1);
        code.visitVarInsn(ALOAD, outputs);
        code.visitMethodInsn(INVOKESTATIC, SETTLE, "emitFaults", "(L" + STATE + ";L" + OUTPUTS + ";)V", false);
        code.visitLabel(none);
    }

    private void segments(CyclePlan plan, int from, int to, String name) {
        MethodVisitor code = writer.visitMethod(ACC_PRIVATE | ACC_STATIC, name, SEGMENT_DESCRIPTOR, null, null);
        code.visitCode();
        for (int i = from; i < to; i++) {
            Segment segment = plan.segments().get(i);
            String method = plan.kind().methodName() + "_" + i;
            segment(plan, segment, method);
            Label skip = new Label();
            if ((segment.triggers() & plan.certain()) == 0) {
                skipUnlessTriggered(code, segment.triggers(), skip);
            }
            code.visitVarInsn(ALOAD, 0);
            code.visitVarInsn(LLOAD, 1);
            code.visitMethodInsn(INVOKESTATIC, SELF, method, SEGMENT_DESCRIPTOR, false);
            code.visitLabel(skip);
        }
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void segment(CyclePlan plan, Segment segment, String name) {
        MethodVisitor code = writer.visitMethod(ACC_PRIVATE | ACC_STATIC, name, SEGMENT_DESCRIPTOR, null, null);
        code.visitCode();
        new SegmentWriter(plan, segment, code).write();
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void emissions(List<Emission> emissions, long certain, String name) {
        MethodVisitor code = writer.visitMethod(ACC_PRIVATE | ACC_STATIC, name, EMISSION_DESCRIPTOR, null, null);
        code.visitCode();
        for (int i = 0; i < emissions.size(); ) {
            long triggers = emissions.get(i).triggers();
            Label past = new Label();
            if ((triggers & certain) == 0) {
                skipUnlessTriggered(code, triggers, past);
            }
            for (; i < emissions.size() && emissions.get(i).triggers() == triggers; i++) {
                emission(code, emissions.get(i));
            }
            code.visitLabel(past);
        }
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static void emission(MethodVisitor code, Emission emission) {
        OutputSlot slot = emission.output().slot();
        Label past = new Label();
        code.visitVarInsn(ALOAD, 0);
        push(code, slot.index());
        code.visitMethodInsn(INVOKEVIRTUAL, STATE, "isProduced", "(I)Z", false);
        code.visitJumpInsn(IFEQ, past);
        code.visitVarInsn(ALOAD, 3);
        push(code, emission.output().id());
        if (slot.spec().isVector()) {
            code.visitVarInsn(ALOAD, 0);
            push(code, slot.isDouble() ? slot.doubleSlot() : slot.longSlot());
            push(code, slot.length());
            String method = slot.isDouble() ? "onDoubles" : "onLongs";
            code.visitMethodInsn(INVOKEINTERFACE, OUTPUTS, method, "(IL" + STATE + ";II)V", true);
            code.visitLabel(past);
            return;
        }
        switch (slot.spec().kind()) {
            case DOUBLE -> {
                getDouble(code, slot.doubleSlot());
                code.visitMethodInsn(INVOKEINTERFACE, OUTPUTS, "onDouble", "(ID)V", true);
            }
            case LONG, BOOLEAN -> {
                getLong(code, slot.longSlot());
                code.visitMethodInsn(INVOKEINTERFACE, OUTPUTS, "onLong", "(IJ)V", true);
            }
            case SIGNAL -> {
                getLong(code, slot.longSlot());
                code.visitInsn(L2I);
                getLong(code, slot.longSlot() + 1);
                code.visitInsn(L2I);
                getDouble(code, slot.doubleSlot());
                getDouble(code, slot.doubleSlot() + 1);
                code.visitMethodInsn(INVOKEINTERFACE, OUTPUTS, "onSignal", "(IIIDD)V", true);
            }
        }
        code.visitLabel(past);
    }

    private static void getDouble(MethodVisitor code, int slot) {
        code.visitVarInsn(ALOAD, 0);
        push(code, slot);
        code.visitMethodInsn(INVOKEVIRTUAL, STATE, "getDouble", "(I)D", false);
    }

    private static void getLong(MethodVisitor code, int slot) {
        code.visitVarInsn(ALOAD, 0);
        push(code, slot);
        code.visitMethodInsn(INVOKEVIRTUAL, STATE, "getLong", "(I)J", false);
    }

    private static void push(MethodVisitor code, int value) {
        if (value >= -1 && value <= 5) {
            code.visitInsn(ICONST_0 + value);
        } else if (value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE) {
            code.visitIntInsn(BIPUSH, value);
        } else if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
            code.visitIntInsn(SIPUSH, value);
        } else {
            code.visitLdcInsn(value);
        }
    }

    /** Writes the nodes of one segment into its method: {@code static void segment(State state, long fired)}. */
    private final class SegmentWriter {
        private static final int STATE_VARIABLE = 0;
        private static final int FIRED_VARIABLE = 1;
        private static final int OUTCOME_VARIABLE = 3;
        private static final int CAUSE_VARIABLE = 5;
        private static final int FIRST_FREE_VARIABLE = 6;

        private final CyclePlan plan;
        private final Segment segment;
        private final MethodVisitor code;
        /** By output, the local variable that says whether it was produced in this cycle. */
        private final Map<Integer, Integer> producedVariables = new HashMap<>();
        /** By 64 nodes, the local variable with their quarantine bits. */
        private final Map<Integer, Integer> quarantineVariables = new HashMap<>();

        private final List<Runnable> handlers = new ArrayList<>();
        private int nextVariable = FIRST_FREE_VARIABLE;

        SegmentWriter(CyclePlan plan, Segment segment, MethodVisitor code) {
            this.plan = plan;
            this.segment = segment;
            this.code = code;
        }

        void write() {
            prologue();
            segment.nodes().forEach(this::node);
            code.visitInsn(RETURN);
            handlers.forEach(Runnable::run);
        }

        /**
         * A node's quarantine bits change only while it runs, and it runs once, so the words can be read at the start.
         */
        private void prologue() {
            for (var planned : segment.nodes()) {
                for (OutputSlot output : planned.node().slots().outputs()) {
                    if (output.spec().kind() != ValueKind.SIGNAL) {
                        producedVariables.put(output.index(), nextVariable);
                        code.visitInsn(ICONST_0);
                        code.visitVarInsn(ISTORE, nextVariable++);
                    }
                }
                int word = planned.node().index() >>> 6;
                if (!quarantineVariables.containsKey(word)) {
                    quarantineVariables.put(word, nextVariable);
                    code.visitVarInsn(ALOAD, STATE_VARIABLE);
                    push(code, word);
                    code.visitMethodInsn(INVOKEVIRTUAL, STATE, "quarantinedWord", "(I)J", false);
                    code.visitVarInsn(LSTORE, nextVariable);
                    nextVariable += 2;
                }
            }
        }

        private void node(Planner.PlannedNode planned) {
            GraphNode node = planned.node();
            Label past = new Label();
            Label line = new Label();
            code.visitLabel(line);
            code.visitLineNumber(node.index() + 1, line);
            triggerTest(node, past);
            quarantineTest(node, past);
            validityTests(node, past);
            Map<Integer, Integer> emitted = saveEmitted(node);
            compute(node, past);
            for (OutputSlot output : node.slots().outputs()) {
                settle(node, output, emitted.get(output.bit()), planned.marked().contains(output.index()));
            }
            code.visitLabel(past);
        }

        private void triggerTest(GraphNode node, Label past) {
            Set<Integer> asked = new HashSet<>();
            Set<Source> sources = new HashSet<>();
            long mask = 0;
            for (Edge edge : node.edges()) {
                if (edge.triggers() && edge.source() != null && plan.kind().isTriggeredBy(edge.source())) {
                    sources.add(edge.source());
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
                code.visitVarInsn(LLOAD, FIRED_VARIABLE);
                code.visitLdcInsn(mask);
                code.visitInsn(LAND);
                code.visitInsn(LCONST_0);
                code.visitInsn(LCMP);
                code.visitJumpInsn(IFNE, run);
            } else {
                sources.stream().mapToInt(Source::output).sorted().forEach(output -> {
                    pushProduced(output);
                    code.visitJumpInsn(IFNE, run);
                });
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
                code.visitVarInsn(ALOAD, STATE_VARIABLE);
                push(code, output);
                code.visitMethodInsn(INVOKEVIRTUAL, STATE, "isProduced", "(I)Z", false);
            }
        }

        private void quarantineTest(GraphNode node, Label past) {
            code.visitVarInsn(LLOAD, quarantineVariables.get(node.index() >>> 6));
            code.visitLdcInsn(1L << node.index());
            code.visitInsn(LAND);
            code.visitInsn(LCONST_0);
            code.visitInsn(LCMP);
            code.visitJumpInsn(IFNE, past);
        }

        /** What triggered the node is valid; so is the source a whole cycle is about. Everything else must be asked. */
        private void validityTests(GraphNode node, Label past) {
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
            for (int output : required.stream().sorted().toList()) {
                code.visitVarInsn(ALOAD, STATE_VARIABLE);
                push(code, output);
                code.visitMethodInsn(INVOKEVIRTUAL, STATE, "isValid", "(I)Z", false);
                code.visitJumpInsn(IFEQ, past);
            }
        }

        /** Keeps what lies in the slots of outputs with a cutoff, by the place of the output in its node. */
        private Map<Integer, Integer> saveEmitted(GraphNode node) {
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
                    boolean isDouble = valueKind == ValueKind.DOUBLE;
                    if (isDouble) {
                        getDouble(code, output.doubleSlot());
                    } else {
                        getLong(code, output.longSlot());
                    }
                    code.visitVarInsn(isDouble ? DSTORE : LSTORE, nextVariable);
                    variables.put(output.bit(), nextVariable);
                    nextVariable += 2;
                }
            }
            return variables;
        }

        private void saveVector(OutputSlot output) {
            code.visitVarInsn(ALOAD, STATE_VARIABLE);
            push(code, output.isDouble() ? output.doubleSlot() : output.longSlot());
            push(code, output.savedSlot());
            push(code, output.length());
            String method = output.isDouble() ? "copyDoubles" : "copyLongs";
            code.visitMethodInsn(INVOKEVIRTUAL, STATE, method, "(III)V", false);
        }

        private void compute(GraphNode node, Label past) {
            Label start = new Label();
            Label end = new Label();
            Label handler = new Label();
            code.visitTryCatchBlock(start, end, handler, "java/lang/Exception");
            code.visitLabel(start);
            code.visitFieldInsn(GETSTATIC, SELF, field(node.index()), "L" + NODE + ";");
            code.visitVarInsn(ALOAD, STATE_VARIABLE);
            code.visitMethodInsn(INVOKEINTERFACE, NODE, "compute", "(L" + STATE + ";)J", true);
            code.visitLabel(end);
            code.visitVarInsn(LSTORE, OUTCOME_VARIABLE);
            handlers.add(() -> {
                code.visitLabel(handler);
                code.visitVarInsn(ASTORE, CAUSE_VARIABLE);
                code.visitVarInsn(ALOAD, STATE_VARIABLE);
                push(code, node.index());
                code.visitVarInsn(ALOAD, CAUSE_VARIABLE);
                code.visitFieldInsn(GETSTATIC, SELF, DEPENDANTS, DEPENDANTS_TYPE);
                code.visitMethodInsn(
                        INVOKESTATIC,
                        SETTLE,
                        "fault",
                        "(L" + STATE + ";ILjava/lang/Exception;" + DEPENDANTS_TYPE + ")V",
                        false);
                code.visitJumpInsn(GOTO, past);
            });
        }

        private void settle(GraphNode node, OutputSlot output, Integer emittedVariable, boolean marked) {
            code.visitVarInsn(ALOAD, STATE_VARIABLE);
            code.visitVarInsn(LLOAD, OUTCOME_VARIABLE);
            push(code, output.bit());
            push(code, output.index());
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
                code.visitVarInsn(ALOAD, STATE_VARIABLE);
                push(code, output.index());
                code.visitMethodInsn(INVOKEVIRTUAL, STATE, "markProduced", "(I)V", false);
                code.visitLabel(past);
            } else if (variable == null) {
                code.visitInsn(POP);
            }
        }

        private void settleVector(GraphNode node, OutputSlot output) {
            if (!output.isDouble() && output.savedSlot() < 0) {
                settleCall("ofLong", "");
                return;
            }
            push(code, output.isDouble() ? output.doubleSlot() : output.longSlot());
            push(code, output.length());
            if (output.isDouble() && output.savedSlot() >= 0) {
                push(code, output.savedSlot());
                code.visitLdcInsn(node.emit().epsilon());
                settleCall("ofDoubles", "IIID");
            } else if (output.isDouble()) {
                settleCall("ofDoubles", "II");
            } else {
                push(code, output.savedSlot());
                settleCall("ofLongs", "III");
            }
        }

        private void settleValue(GraphNode node, OutputSlot output, Integer emittedVariable) {
            switch (output.spec().kind()) {
                case DOUBLE -> {
                    push(code, output.doubleSlot());
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
                        push(code, output.longSlot());
                        code.visitVarInsn(LLOAD, emittedVariable);
                        settleCall("ofLong", "IJ");
                    }
                }
                case SIGNAL -> {
                    push(code, output.doubleSlot());
                    settleCall("ofSignal", "I");
                }
            }
        }

        private void settleCall(String method, String moreParameters) {
            code.visitMethodInsn(INVOKESTATIC, SETTLE, method, "(L" + STATE + ";JII" + moreParameters + ")Z", false);
        }
    }

    /**
     * Generated code joins paths only where the stack is empty and locals are primitives, so no class need be looked
     * up.
     */
    private static final class ConstantFrameWriter extends ClassWriter {
        ConstantFrameWriter() {
            super(COMPUTE_FRAMES);
        }

        @Override
        protected String getCommonSuperClass(String type1, String type2) {
            return "java/lang/Object";
        }
    }
}
