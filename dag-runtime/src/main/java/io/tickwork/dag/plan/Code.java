// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import static org.objectweb.asm.Opcodes.*;

import io.tickwork.dag.node.State;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** Writes pieces of bytecode. */
final class Code {
    static final String STATE = Type.getInternalName(State.class);

    private Code() {}

    static void push(MethodVisitor code, int value) {
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

    /** Calls a method of the state, the variable 0 of every static method, with an index. */
    static void ask(MethodVisitor code, String method, int index, String result) {
        code.visitVarInsn(ALOAD, 0);
        push(code, index);
        code.visitMethodInsn(INVOKEVIRTUAL, STATE, method, "(I)" + result, false);
    }

    static void getDouble(MethodVisitor code, int slot) {
        ask(code, "getDouble", slot, "D");
    }

    static void getLong(MethodVisitor code, int slot) {
        ask(code, "getLong", slot, "J");
    }

    /** Jumps unless a long variable has one of the bits. */
    static void skipUnlessAny(MethodVisitor code, int variable, long bits, Label skip) {
        test(code, variable, bits);
        code.visitJumpInsn(IFEQ, skip);
    }

    /** Jumps if a long variable has one of the bits. */
    static void jumpIfAny(MethodVisitor code, int variable, long bits, Label to) {
        test(code, variable, bits);
        code.visitJumpInsn(IFNE, to);
    }

    /** Jumps if a long variable has a value. */
    static void jumpIfEqual(MethodVisitor code, int variable, long value, Label to) {
        compare(code, variable, value);
        code.visitJumpInsn(IFEQ, to);
    }

    /** Jumps unless a long variable has a value. */
    static void jumpUnlessEqual(MethodVisitor code, int variable, long value, Label to) {
        compare(code, variable, value);
        code.visitJumpInsn(IFNE, to);
    }

    private static void compare(MethodVisitor code, int variable, long value) {
        code.visitVarInsn(LLOAD, variable);
        code.visitLdcInsn(value);
        code.visitInsn(LCMP);
    }

    private static void test(MethodVisitor code, int variable, long bits) {
        code.visitVarInsn(LLOAD, variable);
        code.visitLdcInsn(bits);
        code.visitInsn(LAND);
        code.visitInsn(LCONST_0);
        code.visitInsn(LCMP);
    }
}
