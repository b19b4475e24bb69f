// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import static org.objectweb.asm.Opcodes.ASM9;

import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.State;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.CodeSizeEvaluator;

/**
 * Estimates how much bytecode comes together when HotSpot inlines {@link Node#compute} and what it calls. HotSpot adds
 * up the length of whatever it inlines into a method and stops at 8,000 bytes (DesiredMethodLimit); a node that is
 * called from then on costs several times as much as one that is inlined.
 *
 * <p>An upper bound as a rule: HotSpot leaves out calls that were never taken. Calls of the JDK count little, since
 * they are intrinsics or stay calls.
 */
final class InlinedSize {
    /** What stands for code that cannot be read: that of a lambda. */
    static final int UNKNOWN = 400;

    /** Beyond this nothing is counted: it will not be inlined whole. */
    static final int SIZE_MAX = 8_000;

    /** HotSpot's FreqInlineSize: the longest method that is inlined at all. */
    private static final int METHOD_MAX = 325;

    /** Less than HotSpot's MaxInlineLevel. */
    private static final int DEPTH_MAX = 8;

    private static final String COMPUTE_DESCRIPTOR =
            Type.getMethodDescriptor(Type.LONG_TYPE, Type.getType(State.class));

    /** By class of nodes that stand by themselves, the estimate. */
    private final Map<Class<?>, Integer> sizes = new HashMap<>();

    /** By class, its methods by name and descriptor. */
    private final Map<String, Map<String, Method>> classes = new HashMap<>();

    /** A method: its own length in bytes, and what it calls, each time it does. */
    private record Method(int size, List<Call> calls) {}

    private record Call(String owner, String method) {}

    /**
     * {@return the estimate, in bytes, at most {@link #SIZE_MAX}}
     *
     * @param node what runs.
     */
    int of(Node node) {
        if (node instanceof NodeAround outer) {
            return of(node.getClass(), of(outer.inner()));
        }
        return sizes.computeIfAbsent(node.getClass(), type -> of(type, 0));
    }

    private int of(Class<?> type, int around) {
        ClassLoader loader = type.getClassLoader();
        Method compute = methods(Type.getInternalName(type), loader).get("compute" + COMPUTE_DESCRIPTOR);
        return compute == null ? UNKNOWN : Math.min(SIZE_MAX, size(compute, loader, DEPTH_MAX, around));
    }

    private int size(Method method, ClassLoader loader, int depth, int before) {
        int size = before + method.size();
        for (Call call : method.calls()) {
            Method called = methods(call.owner(), loader).get(call.method());
            if (called != null && depth > 0 && called.size() <= METHOD_MAX && size < SIZE_MAX) {
                size = size(called, loader, depth - 1, size);
            }
        }
        return size;
    }

    private Map<String, Method> methods(String owner, ClassLoader loader) {
        return classes.computeIfAbsent(owner, name -> read(name, loader));
    }

    private static Map<String, Method> read(String owner, ClassLoader loader) {
        Map<String, Method> methods = new HashMap<>();
        if (loader == null || owner.startsWith("java/") || owner.startsWith("[")) {
            return methods;
        }
        try (InputStream file = loader.getResourceAsStream(owner + ".class")) {
            if (file != null) {
                new ClassReader(file).accept(new Measure(methods), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            }
        } catch (IOException | IllegalArgumentException e) {
            methods.clear(); // an estimate is all that is lost
        }
        return methods;
    }

    private static final class Measure extends ClassVisitor {
        private final Map<String, Method> methods;

        Measure(Map<String, Method> methods) {
            super(ASM9);
            this.methods = methods;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] e) {
            List<Call> calls = new ArrayList<>();
            return new CodeSizeEvaluator(ASM9, null) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String of, boolean isInterface) {
                    super.visitMethodInsn(opcode, owner, called, of, isInterface);
                    calls.add(new Call(owner, called + of));
                }

                @Override
                public void visitEnd() {
                    methods.put(name + descriptor, new Method(getMaxSize(), calls));
                }
            };
        }
    }
}
