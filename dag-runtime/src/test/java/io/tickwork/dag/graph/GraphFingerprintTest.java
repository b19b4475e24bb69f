// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.support.TestNodes;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class GraphFingerprintTest {
    private static Graph graph(int period, String emit) {
        return new GraphBuilder(TestNodes.CATALOGUE)
                .node("mean", "mean")
                .input("Tick")
                .parameter("period", period)
                .emit(emit)
                .publish()
                .build();
    }

    @Test
    void shouldBeEqualForEqualGraphsAndDifferForOthers() {
        String fingerprint = GraphFingerprint.of(graph(5, "always"));
        assertThat(fingerprint).hasSize(64).isEqualTo(GraphFingerprint.of(graph(5, "always")));
        assertThat(GraphFingerprint.of(graph(6, "always"))).isNotEqualTo(fingerprint);
        assertThat(GraphFingerprint.of(graph(5, "on-change"))).isNotEqualTo(fingerprint);
    }

    /** A loader of class files that a test makes up, by name. */
    private static final class MadeUpClasses extends ClassLoader {
        private final Map<String, byte[]> classes;

        MadeUpClasses(Map<String, byte[]> classes) {
            super(null);
            this.classes = classes;
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            byte[] bytecode = classes.get(name.replace(".class", ""));
            return bytecode == null ? null : new ByteArrayInputStream(bytecode);
        }
    }

    private static byte[] classWith(String name, String fieldType, int constant) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
        writer.visitField(Opcodes.ACC_STATIC, "value", "I", null, constant).visitEnd();
        writer.newClass(fieldType);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static SortedMap<String, byte[]> collected(int constantOfHelper) {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        ClassLoader loader = new MadeUpClasses(Map.of(
                "user/Node", classWith("user/Node", "user/Helper", 1),
                "user/Helper", classWith("user/Helper", "user/Node", constantOfHelper)));
        GraphFingerprint.collect(loader, "user/Node", classes);
        return classes;
    }

    @Test
    void shouldCoverTheClassesANodeUses() {
        SortedMap<String, byte[]> classes = collected(1);
        assertThat(classes).containsOnlyKeys("user/Helper", "user/Node");
        assertThat(collected(2).get("user/Helper")).isNotEqualTo(classes.get("user/Helper"));
        assertThat(collected(2).get("user/Node")).isEqualTo(classes.get("user/Node"));
    }
}
