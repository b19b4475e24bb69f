// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.dag.node.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;

/** Tells whether two graphs are the same, down to the code of their nodes. */
public final class GraphFingerprint {
    /** The tag of a class in a constant pool (JVM specification, table 4.4-A). */
    private static final int CONSTANT_CLASS = 7;

    /** What belongs to the JDK, or to the runtime, which the build version names. */
    private static final List<String> NOT_OF_NODES = List.of("java/", "javax/", "jdk/", "io/tickwork/dag/");

    private GraphFingerprint() {}

    /**
     * Hashes what decides what a graph puts out: its nodes in order with types, parameters, inputs, policies and what
     * is published, how bars are made, calendars, what is different for a symbol, and the bytecode of their classes and
     * of every class those use, but for the JDK's and the runtime's.
     *
     * @param graph checked.
     * @return SHA-256 in hexadecimal.
     */
    public static String of(Graph graph) {
        MessageDigest digest = sha256();
        SortedMap<String, byte[]> classes = new TreeMap<>();
        update(
                digest,
                graph.candles().graceNs() + " " + graph.candles().join() + " "
                        + (graph.session() == null ? "" : graph.session().name()));
        update(digest, graph.template(), Graph.parametersOf(graph.template()), classes);
        new TreeMap<>(graph.overridden()).forEach((symbol, own) -> {
            update(
                    digest,
                    symbol + " " + (own.calendar() == null ? "" : own.calendar().name()));
            update(digest, own.subgraph(), own.parameters(), classes);
        });
        update(digest, graph.groups(), graph.groupParameters(), classes);
        new TreeMap<>(graph.calendars()).forEach((name, calendar) -> update(digest, name + " " + calendar.toText()));
        graph.outputs().forEach(output -> update(digest, output.name()));
        classes.values().forEach(digest::update);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(
            MessageDigest digest, Subgraph subgraph, List<Parameters> parameters, SortedMap<String, byte[]> classes) {
        for (GraphNode node : subgraph.nodes()) {
            update(
                    digest,
                    node.ids() + " " + node.type() + " "
                            + parameters.get(node.index()).asMap() + " " + node.emit() + " " + node.onFault() + " "
                            + node.reset());
            for (Edge edge : node.edges()) {
                update(digest, edge.input() + " " + edge.reference() + " " + edge.role());
            }
            Class<?> type = node.node().getClass();
            update(digest, type.getName());
            collect(type.getClassLoader(), type.getName().replace('.', '/'), classes);
        }
        for (Bars bars : subgraph.bars()) {
            update(
                    digest,
                    bars.timeframeNs() + " " + bars.feed() + " " + bars.lower() + " " + bars.waits() + " "
                            + bars.carryLimit());
        }
    }

    private static void update(MessageDigest digest, String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Adds the bytecode of a class, by name, and of all classes that its constants name. */
    static void collect(ClassLoader loader, String name, SortedMap<String, byte[]> classes) {
        if (classes.containsKey(name) || NOT_OF_NODES.stream().anyMatch(name::startsWith)) {
            return;
        }
        byte[] bytecode = bytecode(loader, name);
        classes.put(name, bytecode);
        if (bytecode.length > 0) {
            referencedBy(bytecode).forEach(referenced -> collect(loader, referenced, classes));
        }
    }

    private static Set<String> referencedBy(byte[] bytecode) {
        Set<String> names = new TreeSet<>();
        ClassReader reader = new ClassReader(bytecode);
        char[] characters = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int offset = reader.getItem(i);
            if (offset > 0 && reader.readByte(offset - 1) == CONSTANT_CLASS) {
                String name = reader.readUTF8(offset, characters);
                if (!name.startsWith("[")) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static byte[] bytecode(ClassLoader loader, String name) {
        try (InputStream in = loader.getResourceAsStream(name + ".class")) {
            // A class made at run time has no resource; its name has to do.
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the class file of " + name + " cannot be read", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
