// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import static org.objectweb.asm.Opcodes.*;

import io.tickwork.dag.graph.Dependants;
import io.tickwork.dag.graph.GraphError;
import io.tickwork.dag.graph.GraphException;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.Rule;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.plan.Planner.CyclePlan;
import io.tickwork.dag.plan.Planner.Emission;
import io.tickwork.dag.plan.Planner.Segment;
import io.tickwork.dag.state.OutputSlot;
import java.util.List;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Compiles a subgraph to one class of straight-line code.
 *
 * <p>Nodes sit in {@code static final} fields, which the JIT trusts to be constants: it folds the parameters and slots
 * of a node into its code and inlines {@link Node#compute}. Whether an output was produced in this cycle is a local
 * variable within a method and a mark in the {@link io.tickwork.dag.node.State} between methods. The class is an
 * ordinary one in a class loader of its own, so that its frames appear in stack traces and profilers; the line numbers
 * in it are the indexes of nodes, plus one.
 */
public final class PlanCompiler {
    /** Of the generated class. */
    public static final String CLASS_NAME = "io.tickwork.dag.plan.GeneratedPlan";

    /** In the names of its methods that put out. */
    public static final String OUTPUTS_METHOD = "_outputs_";

    private static final String SELF = CLASS_NAME.replace('.', '/');
    private static final String NODE = Type.getInternalName(Node.class);
    private static final String STATE = Code.STATE;
    private static final String OUTPUTS = Type.getInternalName(CycleOutputs.class);
    private static final String SETTLE = Type.getInternalName(Settle.class);
    private static final String EMISSION_DESCRIPTOR = "(L" + STATE + ";JL" + OUTPUTS + ";)V";
    static final String DEPENDANTS = "DEPENDANTS";
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
     * @throws GraphException if it does not fit into one class: thousands of nodes of many outputs each do not.
     */
    public static Plan compile(Subgraph graph) {
        byte[] bytecode;
        try {
            bytecode = bytecode(graph);
        } catch (ClassTooLargeException e) {
            throw new GraphException(List.of(new GraphError(
                    Rule.LIMIT,
                    "",
                    graph.nodes().get(0).location(),
                    "the plan of " + graph.nodes().size() + " nodes with "
                            + graph.nodes().stream()
                                    .mapToInt(node -> node.slots().outputs().size())
                                    .sum()
                            + " outputs needs " + e.getConstantPoolCount()
                            + " constants, and a class has room for 65535; split the graph")));
        }
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

    static String field(int node) {
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
            Code.push(code, node.index());
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
        int published = 5;
        code.visitInsn(ICONST_0);
        code.visitVarInsn(ISTORE, published);
        for (int from = 0; from < plan.segments().size(); from += Planner.SEGMENTS_PER_METHOD) {
            int to =
                    Math.min(from + Planner.SEGMENTS_PER_METHOD, plan.segments().size());
            String method = plan.kind().methodName() + "_segments_" + from;
            segments(plan, from, to, method);
            code.visitVarInsn(ALOAD, 1);
            code.visitVarInsn(LLOAD, 2);
            callSegment(code, method, published);
        }
        emitFaults(code, outputs);
        Label end = new Label();
        code.visitVarInsn(ILOAD, published);
        code.visitJumpInsn(IFEQ, end);
        for (int from = 0; from < plan.emissions().size(); from += Planner.OUTPUTS_PER_METHOD) {
            int to =
                    Math.min(from + Planner.OUTPUTS_PER_METHOD, plan.emissions().size());
            String method = plan.kind().methodName() + OUTPUTS_METHOD + from;
            emissions(plan.emissions().subList(from, to), plan.certain(), method);
            code.visitVarInsn(ALOAD, 1);
            code.visitVarInsn(LLOAD, 2);
            code.visitVarInsn(ALOAD, outputs);
            code.visitMethodInsn(INVOKESTATIC, SELF, method, EMISSION_DESCRIPTOR, false);
        }
        code.visitLabel(end);
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** Calls the method of one or more segments, and adds to a variable whether something was published. */
    private static void callSegment(MethodVisitor code, String method, int published) {
        code.visitMethodInsn(INVOKESTATIC, SELF, method, SteadyWriter.DESCRIPTOR, false);
        code.visitVarInsn(ILOAD, published);
        code.visitInsn(IOR);
        code.visitVarInsn(ISTORE, published);
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
        MethodVisitor code = writer.visitMethod(ACC_PRIVATE | ACC_STATIC, name, SteadyWriter.DESCRIPTOR, null, null);
        code.visitCode();
        int published = 3;
        code.visitInsn(ICONST_0);
        code.visitVarInsn(ISTORE, published);
        for (int i = from; i < to; i++) {
            Segment segment = plan.segments().get(i);
            String method = plan.kind().methodName() + "_" + i;
            segment(plan, segment, method);
            Label skip = new Label();
            if ((segment.triggers() & plan.certain()) == 0) {
                Code.skipUnlessAny(code, SegmentWriter.FIRED_VARIABLE, segment.triggers(), skip);
            }
            code.visitVarInsn(ALOAD, 0);
            code.visitVarInsn(LLOAD, 1);
            callSegment(code, method, published);
            code.visitLabel(skip);
        }
        code.visitVarInsn(ILOAD, published);
        code.visitInsn(IRETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** The two methods of a segment, of which the steady one is called. */
    private void segment(CyclePlan plan, Segment segment, String name) {
        String careful = name + "_careful";
        MethodVisitor code = writer.visitMethod(ACC_PRIVATE | ACC_STATIC, name, SteadyWriter.DESCRIPTOR, null, null);
        code.visitCode();
        new SteadyWriter(SELF, plan, segment, careful, code).write();
        code.visitEnd();
        code = writer.visitMethod(ACC_PRIVATE | ACC_STATIC, careful, CarefulWriter.DESCRIPTOR, null, null);
        code.visitCode();
        new CarefulWriter(SELF, plan, segment, code).write();
        code.visitEnd();
    }

    private void emissions(List<Emission> emissions, long certain, String name) {
        MethodVisitor code = writer.visitMethod(ACC_PRIVATE | ACC_STATIC, name, EMISSION_DESCRIPTOR, null, null);
        code.visitCode();
        for (int i = 0; i < emissions.size(); ) {
            long triggers = emissions.get(i).triggers();
            Label past = new Label();
            if ((triggers & certain) == 0) {
                Code.skipUnlessAny(code, SegmentWriter.FIRED_VARIABLE, triggers, past);
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
        Code.push(code, slot.index());
        code.visitMethodInsn(INVOKEVIRTUAL, STATE, "isProduced", "(I)Z", false);
        code.visitJumpInsn(IFEQ, past);
        code.visitVarInsn(ALOAD, 3);
        Code.push(code, emission.output().id());
        if (slot.spec().isVector()) {
            code.visitVarInsn(ALOAD, 0);
            Code.push(code, slot.isDouble() ? slot.doubleSlot() : slot.longSlot());
            Code.push(code, slot.length());
            String method = slot.isDouble() ? "onDoubles" : "onLongs";
            code.visitMethodInsn(INVOKEINTERFACE, OUTPUTS, method, "(IL" + STATE + ";II)V", true);
            code.visitLabel(past);
            return;
        }
        switch (slot.spec().kind()) {
            case DOUBLE -> {
                Code.getDouble(code, slot.doubleSlot());
                code.visitMethodInsn(INVOKEINTERFACE, OUTPUTS, "onDouble", "(ID)V", true);
            }
            case LONG, BOOLEAN -> {
                Code.getLong(code, slot.longSlot());
                code.visitMethodInsn(INVOKEINTERFACE, OUTPUTS, "onLong", "(IJ)V", true);
            }
            case SIGNAL -> {
                Code.getLong(code, slot.longSlot());
                code.visitInsn(L2I);
                Code.getLong(code, slot.longSlot() + 1);
                code.visitInsn(L2I);
                Code.getDouble(code, slot.doubleSlot());
                Code.getDouble(code, slot.doubleSlot() + 1);
                code.visitMethodInsn(INVOKEINTERFACE, OUTPUTS, "onSignal", "(IIIDD)V", true);
            }
        }
        code.visitLabel(past);
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
