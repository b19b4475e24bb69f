// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import io.tickwork.bridge.BridgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Which stream a journal was fed from: its name and when it was made. A stream that was removed and made again numbers
 * its messages from 1 again, so that going on behind a number would leave out others than those that were read.
 *
 * @param name of the stream.
 * @param created when it was made, as the server says it.
 */
record StreamIdentity(String name, String created) {
    /**
     * Checks that the journal was fed from this stream, or keeps that it will be.
     *
     * @param file that keeps it.
     * @param journaledSequence of the last message in the journal, 0 for none.
     * @throws BridgeException if the journal was fed from another stream.
     */
    void check(Path file, long journaledSequence) {
        try {
            if (journaledSequence == 0) {
                write(file);
                return;
            }
            if (Files.notExists(file)) {
                throw BridgeException.input("The journal holds messages of a stream up to " + journaledSequence
                        + ", and the file that says which stream it was, " + file
                        + ", is not there. Put it back, or begin"
                        + " a new journal. If it was the stream '" + name + "' that was made at " + created
                        + ", write two lines into it, that name and that time.");
            }
            List<String> lines = Files.readAllLines(file);
            StreamIdentity kept = lines.size() == 2 ? new StreamIdentity(lines.get(0), lines.get(1)) : null;
            if (!equals(kept)) {
                throw BridgeException.input(
                        "The journal was fed from another stream than '" + name + "' that was made at "
                                + created + ": by " + file + " it was "
                                + (kept == null
                                        ? "none that can be read"
                                        : "'" + kept.name + "' that was made at " + kept.created)
                                + ". The numbers of its messages say nothing about this one. Name that stream, or begin a new"
                                + " journal.");
            }
        } catch (IOException e) {
            throw BridgeException.environment("The file " + file + " cannot be read or written: " + e, e);
        }
    }

    private void write(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, name + "\n" + created + "\n");
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
