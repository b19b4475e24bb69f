// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two graphs are the same, down to the code of their nodes. */
public final class GraphFingerprint {
    private GraphFingerprint() {}

    /**
     * Hashes what decides what a graph puts out: its nodes in order with types, parameters, inputs, emit policies and
     * what is published, and the bytecode of the class of each node.
     *
     * @param graph checked.
     * @return SHA-256 in hexadecimal.
     */
    public static String of(Graph graph) {
        MessageDigest digest = sha256();
        for (GraphNode node : graph.nodes()) {
            update(
                    digest,
                    node.id() + " " + node.type() + " " + node.parameters().asMap() + " " + node.emit());
            for (Edge edge : node.edges()) {
                update(digest, edge.input() + " " + edge.reference() + " " + edge.role());
            }
            digest.update(bytecode(node.node().getClass()));
        }
        graph.outputs().forEach(output -> update(digest, output.name()));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytecode(Class<?> type) {
        String resource = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = type.getResourceAsStream(resource)) {
            // A class made at run time has no resource; its name, in the type, has to do.
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the class file of " + type.getName() + " cannot be read", e);
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
