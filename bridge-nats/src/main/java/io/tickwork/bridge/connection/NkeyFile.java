// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.connection;

import io.nats.client.AuthHandler;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.tickwork.bridge.BridgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file that holds the seed of a user's NKey, as {@code nsc} and {@code nk} write it. */
final class NkeyFile {
    private NkeyFile() {}

    static AuthHandler read(Path file) {
        try {
            List<String> seeds = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith("SU"))
                    .toList();
            if (seeds.size() != 1) {
                throw notASeed(file, null);
            }
            char[] seed = seeds.get(0).toCharArray();
            NKey.fromSeed(seed).clear(); // refuses what is none
            return Nats.staticCredentials(null, seed);
        } catch (IOException e) {
            throw BridgeException.environment("The file " + file + " cannot be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw notASeed(file, e);
        }
    }

    private static BridgeException notASeed(Path file, Exception cause) {
        return BridgeException.input(
                "The file " + file
                        + " does not hold the seed of one user's NKey, a line that begins with SU. 'nk -gen user'"
                        + " makes one.",
                cause);
    }
}
