// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.State;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A copy of the node types that come with the program, in which the doubles that one class puts out are by one unit in
 * the last place too great.
 */
final class BrokenBuild extends ClassLoader {
    private static final String OUT = Type.getInternalName(DoubleOut.class);
    private static final String SET = "(" + Type.getDescriptor(State.class) + "D)J";

    private final String broken;

    /** @param broken the class of nodes that is broken. */
    private BrokenBuild(Class<?> broken) {
        super(broken.getClassLoader());
        this.broken = broken.getName();
    }

    static Catalogue of(Class<?> broken) {
        return Catalogue.load(new BrokenBuild(broken));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("io.tickwork.indicators.") && !name.startsWith("io.tickwork.strategies.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                byte[] bytecode = bytecode(name.replace('.', '/') + ".class");
                loaded = defineClass(name, bytecode, 0, bytecode.length);
            }
            return loaded;
        }
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        return name.equals(broken.replace('.', '/') + ".class")
                ? new ByteArrayInputStream(bytecode(name))
                : super.getResourceAsStream(name);
    }

    private byte[] bytecode(String resource) {
        try (InputStream in = getParent().getResourceAsStream(resource)) {
            byte[] sound = in.readAllBytes();
            return resource.equals(broken.replace('.', '/') + ".class") ? breakIt(sound) : sound;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] breakIt(byte[] sound) {
        ClassReader reader = new ClassReader(sound);
        ClassWriter writer = new ClassWriter(reader, 0);
        int[] count = {0};
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
                        return new MethodVisitor(Opcodes.ASM9, next) {
                            @Override
                            public void visitMethodInsn(
                                    int opcode, String owner, String called, String calledAs, boolean isInterface) {
                                if (owner.equals(OUT) && calledAs.equals(SET)) { // set, and setIfFinite
                                    count[0]++;
                                    super.visitMethodInsn(
                                            Opcodes.INVOKESTATIC, "java/lang/Math", "nextUp", "(D)D", false);
                                }
                                super.visitMethodInsn(opcode, owner, called, calledAs, isInterface);
                            }
                        };
                    }
                },
                0);
        if (count[0] == 0) {
            throw new IllegalArgumentException("the class puts out no doubles, so there is nothing to break");
        }
        return writer.toByteArray();
    }
}
