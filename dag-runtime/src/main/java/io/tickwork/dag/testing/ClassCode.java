// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.testing;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_NATIVE;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SYNCHRONIZED;
import static org.objectweb.asm.Opcodes.ASM9;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.MONITORENTER;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.PUTSTATIC;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * What the rules of nodes look at in a class.
 *
 * @param name as the class file spells it.
 * @param superName of the class it extends.
 * @param interfaces it names.
 * @param variables its static fields that are not final.
 * @param methods by name and descriptor.
 */
record ClassCode(
        String name,
        String superName,
        List<String> interfaces,
        List<String> variables,
        Map<String, MethodCode> methods) {
    /** What an instruction does that may be refused or leads on. */
    enum Action {
        /** Calls exactly the method named. */
        CALL,
        /** Calls what the class of the object makes of the method. */
        DISPATCH,
        /** Makes an object. */
        MAKE,
        /** Reads or writes a static field. */
        STATIC_FIELD,
        /** Takes a lock. */
        LOCK,
        /** Is native. */
        NATIVE
    }

    /**
     * An instruction.
     *
     * @param action what it does.
     * @param owner of what it names.
     * @param name what it names.
     * @param descriptor of that.
     * @param line of the source.
     */
    record Instruction(Action action, String owner, String name, String descriptor, int line) {}

    /**
     * A method.
     *
     * @param name its name.
     * @param descriptor its parameters and result.
     * @param isStatic whether it is static.
     * @param instructions those of interest.
     */
    record MethodCode(String name, String descriptor, boolean isStatic, List<Instruction> instructions) {}

    /** {@return a class, or null when there is no class file of it, as of a lambda} */
    static ClassCode read(String name, ClassLoader loader) {
        try (InputStream file = loader.getResourceAsStream(name + ".class")) {
            if (file == null) {
                return null;
            }
            Reader reader = new Reader();
            ClassReader bytes = new ClassReader(file);
            bytes.accept(reader, ClassReader.SKIP_FRAMES);
            return new ClassCode(
                    name, bytes.getSuperName(), List.of(bytes.getInterfaces()), reader.variables, reader.methods);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Reader extends ClassVisitor {
        private final List<String> variables = new ArrayList<>();
        private final Map<String, MethodCode> methods = new HashMap<>();

        Reader() {
            super(ASM9);
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            if ((access & ACC_STATIC) != 0 && (access & ACC_FINAL) == 0) {
                variables.add(name);
            }
            return null;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] e) {
            List<Instruction> found = new ArrayList<>();
            if ((access & ACC_SYNCHRONIZED) != 0) {
                found.add(new Instruction(Action.LOCK, "", "synchronized", "", 0));
            }
            if ((access & ACC_NATIVE) != 0) {
                found.add(new Instruction(Action.NATIVE, "", "native", "", 0));
            }
            methods.put(name + descriptor, new MethodCode(name, descriptor, (access & ACC_STATIC) != 0, found));
            return new Instructions(found);
        }
    }

    private static final class Instructions extends MethodVisitor {
        private final List<Instruction> found;
        private int line;

        Instructions(List<Instruction> found) {
            super(ASM9);
            this.found = found;
        }

        private void add(Action action, String owner, String name, String descriptor) {
            found.add(new Instruction(action, owner, name, descriptor, line));
        }

        @Override
        public void visitLineNumber(int number, Label start) {
            line = number;
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == MONITORENTER) {
                add(Action.LOCK, "", "synchronized", "");
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == NEW) {
                add(Action.MAKE, type, "new", "");
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (opcode == GETSTATIC || opcode == PUTSTATIC) {
                add(Action.STATIC_FIELD, owner, name, descriptor);
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            boolean dispatches = opcode == INVOKEVIRTUAL || opcode == INVOKEINTERFACE;
            add(dispatches ? Action.DISPATCH : Action.CALL, owner, name, descriptor);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                // A lambda or a method reference: whoever makes one may call it. (The bootstrap of records names
                // fields.)
                if (argument instanceof Handle handle && handle.getDesc().startsWith("(")) {
                    add(Action.DISPATCH, handle.getOwner(), handle.getName(), handle.getDesc());
                }
            }
        }
    }
}
