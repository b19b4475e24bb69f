// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.interpret.Interpreter;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.support.RandomEvents;
import io.tickwork.dag.support.RandomGraph;
import io.tickwork.dag.support.Recorder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/**
 * Goal: comparing compiled with interpreted graphs would notice if the planner or the compiler broke a rule. Method:
 * for each rule, both are loaded once more with one kind of call in their bytecode replaced by what breaks the rule,
 * and random graphs are compared until one differs.
 */
class PlannerMutantsTest {
    private static final int GRAPHS_MAX = 400;
    private static final int EVENTS = 200;
    private static final long FIRST_SEED = 20_260_101L;
    private static final String PLAN = "io/tickwork/dag/plan/";
    private static final String GRAPH = "io/tickwork/dag/graph/";
    private static final String WRITER = PLAN + "SegmentWriter";

    /** Stands for a call: writes other code in its place, with the arguments of the call on the stack. */
    private interface Replacement {
        void write(MethodVisitor code, Runnable call);

        /** Drops the object that is asked and answers for it. */
        static Replacement answer(int opcode) {
            return (code, call) -> {
                code.visitInsn(POP);
                code.visitInsn(opcode);
            };
        }

        /** Passes what the call returns through a method of {@link Hooks}, with the first argument of the caller. */
        static Replacement through(String hook) {
            return (code, call) -> {
                call.run();
                code.visitVarInsn(ALOAD, 1);
                code.visitMethodInsn(
                        INVOKESTATIC,
                        PLAN + "PlannerMutantsTest$Hooks",
                        hook,
                        "(Ljava/util/List;Ljava/lang/Object;)Ljava/util/List;",
                        false);
            };
        }
    }

    private enum Mutant {
        /** Nodes do not wait for what they read. */
        ORDER(PLAN + "Planner", "order", GRAPH + "Edge", "node", Replacement.answer(ICONST_M1)),
        /** Nodes of a boundary run in the opposite order; those of other cycles in theirs. */
        BOUNDARY_ORDER(
                PLAN + "Planner", "plan", PLAN + "Planner", "order", Replacement.through("reversedAtBoundaries")),
        /** Every other source triggers nothing. */
        TRIGGER_SET(PLAN + "Planner", "triggers", GRAPH + "Source", "mask", (code, call) -> {
            call.run();
            code.visitLdcInsn(0x5555_5555_5555_5555L);
            code.visitInsn(LAND);
        }),
        /** Sampled inputs are reasons to run. */
        SAMPLING(WRITER, "triggerTest", GRAPH + "Edge", "triggers", Replacement.answer(ICONST_1)),
        /** Optional inputs must be valid. */
        OPTIONAL(WRITER, "required", GRAPH + "Edge", "required", Replacement.answer(ICONST_1)),
        /** Required inputs need not be valid. */
        REQUIRED(WRITER, "required", GRAPH + "Edge", "required", Replacement.answer(ICONST_0)),
        /** What has not changed goes on all the same. */
        CUTOFF(WRITER, "saveEmitted", GRAPH + "EmitPolicy", "onChange", Replacement.answer(ICONST_0)),
        /** What depends on a node that threw stays valid. */
        CONE(PLAN + "Settle", "fault", GRAPH + "Dependants", "outputsInvalidatedBy", (code, call) -> {
            code.visitInsn(POP2);
            code.visitInsn(ICONST_0);
            code.visitIntInsn(NEWARRAY, T_INT);
        }),
        /** Values that are not finite go on. */
        FINITE(PLAN + "Settle", "ofDouble", "java/lang/Double", "isFinite", (code, call) -> {
            code.visitInsn(POP2);
            code.visitInsn(ICONST_1);
        }),
        /** What a later method asks for leaves no mark. */
        MARKS(PLAN + "Planner", "askedAcross", "java/util/BitSet", "set", (code, call) -> code.visitInsn(POP2)),
        /** Every node is passed over with the one before it. */
        FOLLOWERS(PLAN + "SteadyWriter", "<init>", PLAN + "SteadyWriter", "follows", (code, call) -> {
            code.visitInsn(POP2);
            code.visitInsn(ICONST_1);
        }),
        /** Outputs leave in the opposite order. */
        OUTPUT_ORDER(PLAN + "Planner", "plan", GRAPH + "Subgraph", "outputs", Replacement.through("reversed"));

        private final String type;
        private final String method;
        private final String owner;
        private final String call;
        private final Replacement replacement;

        Mutant(String type, String method, String owner, String call, Replacement replacement) {
            this.type = type;
            this.method = method;
            this.owner = owner;
            this.call = call;
            this.replacement = replacement;
        }
    }

    /** What mutants call; public, since they live in another class loader. */
    public static final class Hooks {
        private Hooks() {}

        /** {@return a list from its end} @param list any. @param kind of cycle. */
        public static List<?> reversed(List<?> list, Object kind) {
            List<?> reversed = new ArrayList<>(list);
            Collections.reverse(reversed);
            return reversed;
        }

        /** {@return the same for boundaries only} @param list any. @param kind of cycle. */
        public static List<?> reversedAtBoundaries(List<?> list, Object kind) {
            return kind.toString().equals(CycleKind.BOUNDARY.toString()) ? reversed(list, kind) : list;
        }
    }

    /** Loads planner and compiler anew, with a mutation or without one; shares what they are called through. */
    private static final class MutantLoader extends ClassLoader {
        private static final Set<String> SHARED = Set.of(Plan.class.getName(), CycleOutputs.class.getName());

        private final Mutant mutant;
        private int replacedCount;

        MutantLoader(Mutant mutant) {
            super(PlannerMutantsTest.class.getClassLoader());
            this.mutant = mutant;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean isCopied = name.startsWith(PLAN.replace('/', '.'))
                    && !SHARED.contains(name)
                    && !name.contains(PlannerMutantsTest.class.getSimpleName());
            if (!isCopied) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null) {
                    byte[] bytecode = mutated(name.replace('.', '/'));
                    loaded = defineClass(name, bytecode, 0, bytecode.length);
                }
                return loaded;
            }
        }

        private byte[] mutated(String internalName) {
            try (InputStream file = getParent().getResourceAsStream(internalName + ".class")) {
                ClassReader reader = new ClassReader(file);
                ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
                boolean isType = mutant != null && internalName.equals(mutant.type);
                reader.accept(isType ? new Mutation(writer) : writer, 0);
                return writer.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private final class Mutation extends ClassVisitor {
            Mutation(ClassVisitor next) {
                super(ASM9, next);
            }

            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] e) {
                MethodVisitor code = super.visitMethod(access, name, descriptor, signature, e);
                return !name.equals(mutant.method)
                        ? code
                        : new MethodVisitor(ASM9, code) {
                            @Override
                            public void visitMethodInsn(
                                    int opcode, String owner, String called, String of, boolean isInterface) {
                                Runnable call = () -> super.visitMethodInsn(opcode, owner, called, of, isInterface);
                                if (owner.equals(mutant.owner) && called.equals(mutant.call)) {
                                    replacedCount++;
                                    mutant.replacement.write(mv, call);
                                } else {
                                    call.run();
                                }
                            }
                        };
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Mutant.class)
    void shouldKillThePlannerThatBreaksTheRule(Mutant mutant) throws ReflectiveOperationException {
        MutantLoader loader = new MutantLoader(mutant);
        Function<Subgraph, Plan> compiler = compiler(loader);
        int killedAfter = 0;
        while (killedAfter < GRAPHS_MAX && agree(FIRST_SEED + killedAfter, compiler)) {
            killedAfter++;
        }
        System.out.println(mutant + ": killed by graph " + killedAfter + " from seed " + FIRST_SEED);
        assertThat(loader.replacedCount).as("calls replaced").isPositive();
        assertThat(killedAfter).as("graphs that did not notice").isLessThan(GRAPHS_MAX);
    }

    @Test
    void shouldLetThePlannerLiveThatKeepsTheRules() throws ReflectiveOperationException {
        Function<Subgraph, Plan> compiler = compiler(new MutantLoader(null));
        for (int i = 0; i < 30; i++) {
            assertThat(agree(FIRST_SEED + i, compiler))
                    .as("seed %d", FIRST_SEED + i)
                    .isTrue();
        }
    }

    private static Function<Subgraph, Plan> compiler(MutantLoader loader) throws ReflectiveOperationException {
        Method compile = loader.loadClass(PlanCompiler.class.getName()).getMethod("compile", Subgraph.class);
        return graph -> {
            try {
                return (Plan) compile.invoke(null, graph);
            } catch (InvocationTargetException | IllegalAccessException e) {
                throw new AssertionError("the mutant does not compile graphs", e);
            }
        };
    }

    private static boolean agree(long seed, Function<Subgraph, Plan> compiler) {
        Random random = new Random(seed);
        Graph graph = RandomGraph.of(random);
        Recorder compiledOutputs = new Recorder(graph);
        Recorder interpretedOutputs = new Recorder(graph);
        GraphProcessor interpreted = new GraphProcessor(graph, Interpreter::new, interpretedOutputs);
        GraphProcessor compiled = new GraphProcessor(graph, compiler, compiledOutputs);
        RandomEvents events = new RandomEvents(graph, random, compiled, interpreted);
        for (int i = 0; i < EVENTS; i++) {
            events.next();
            if (!compiledOutputs.lines().equals(interpretedOutputs.lines())
                    || compiled.eventDigest() != interpreted.eventDigest()) {
                return false;
            }
            compiledOutputs.lines().clear();
            interpretedOutputs.lines().clear();
        }
        return compiled.stateHash(new long[compiled.nodeDigestCountMax()])
                == interpreted.stateHash(new long[interpreted.nodeDigestCountMax()]);
    }
}
