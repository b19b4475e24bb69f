// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A CSV file that is written beside its place, under a name of its own, and moved there when it is complete. */
final class PendingCsvFile {
    private static final String PENDING_SUFFIX = ".part";

    private final Path path;
    private final Path pendingPath;
    private final CsvWriter writer;

    /** The directories that were missing, the innermost first. */
    private final List<Path> madeDirectories = new ArrayList<>();

    /** Opens the file and writes its header; replaces only what an earlier process left incomplete. */
    PendingCsvFile(Path path, String... header) {
        this.path = path;
        this.pendingPath = path.resolveSibling(path.getFileName() + PENDING_SUFFIX);
        if (Files.exists(path)) {
            throw alreadyExists(null);
        }
        try {
            makeDirectories(path.toAbsolutePath().getParent());
            writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(pendingPath);
        } catch (IOException e) {
            removeMadeDirectories();
            throw cannotWrite(e);
        }
        write(header);
    }

    void write(String... fields) {
        try {
            writer.writeRecord(fields);
        } catch (UncheckedIOException e) {
            throw cannotWrite(e.getCause());
        }
    }

    /** Writes what is still in memory; nothing can be written after it. */
    void finish() {
        try {
            writer.close();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Gives the finished file its name. */
    void moveIntoPlace() {
        try {
            Files.move(pendingPath, path);
        } catch (FileAlreadyExistsException e) {
            throw alreadyExists(e);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Removes the file unless it has been moved, and then the directories made for it unless they hold something. */
    void discard() {
        try {
            writer.close();
        } catch (IOException ignored) {
            // What could not be written is about to be removed.
        }
        try {
            Files.deleteIfExists(pendingPath);
        } catch (IOException e) {
            throw new SinkException(
                    pendingPath, "incomplete, cannot be removed (" + e + "); remove it by hand", false, e);
        }
        removeMadeDirectories();
    }

    private void makeDirectories(Path directory) throws IOException {
        for (Path missing = directory; missing != null && Files.notExists(missing); missing = missing.getParent()) {
            madeDirectories.add(missing);
        }
        Files.createDirectories(directory);
    }

    private void removeMadeDirectories() {
        try {
            for (Path directory : madeDirectories) {
                Files.deleteIfExists(directory);
            }
        } catch (IOException ignored) {
            // It holds something, and so do those around it.
        }
    }

    private SinkException alreadyExists(Throwable cause) {
        return new SinkException(path, "already exists; name another directory or remove the file first", true, cause);
    }

    private SinkException cannotWrite(IOException e) {
        return new SinkException(
                path, "cannot be written (" + e + "); see to the directory, or name another", false, e);
    }
}
