// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.export;

import io.tickwork.engine.sink.SinkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files of tables that are written beside their places and get their names when all are complete. A file is begun with
 * the first row of its table.
 */
public final class TableFiles implements AutoCloseable {
    private static final String PENDING_SUFFIX = ".part";

    private final TableFormat format;
    private final Path directory;
    private final Path onlyFile;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    /** The directories that were missing, the innermost first. */
    private final List<Path> madeDirectories = new ArrayList<>();

    private TableFiles(TableFormat format, Path directory, Path onlyFile) {
        this.format = format;
        this.directory = directory;
        this.onlyFile = onlyFile;
    }

    /**
     * {@return files that are called after their tables}
     *
     * @param format of them.
     * @param directory for them, created if missing.
     */
    public static TableFiles in(TableFormat format, Path directory) {
        return new TableFiles(format, directory, null);
    }

    /**
     * {@return one file for the one table there will be}
     *
     * @param format of it.
     * @param file its place.
     */
    public static TableFiles of(TableFormat format, Path file) {
        return new TableFiles(format, file.toAbsolutePath().getParent(), file);
    }

    /** A file that is being written. */
    private static final class Table {
        private final Path path;
        private final Path pendingPath;
        private final TableWriter writer;
        private long rowCount;

        Table(Path path, Path pendingPath, TableWriter writer) {
            this.path = path;
            this.pendingPath = pendingPath;
            this.writer = writer;
        }
    }

    /**
     * Adds a row to a table.
     *
     * @param name of the table.
     * @param columns of it, always the same.
     * @param values of the row.
     * @throws SinkException when the file exists already or cannot be written.
     */
    public void write(String name, List<Column> columns, Object... values) {
        Table table = tables.get(name);
        if (table == null) {
            table = begin(name, columns);
            tables.put(name, table);
        }
        try {
            table.writer.write(values);
            table.rowCount++;
        } catch (IOException e) {
            throw cannotWrite(table.path, e);
        }
    }

    private Table begin(String name, List<Column> columns) {
        Path path = onlyFile == null ? directory.resolve(name + "." + format.name()) : onlyFile;
        if (Files.exists(path)) {
            throw alreadyExists(path);
        }
        Path pendingPath = path.resolveSibling(path.getFileName() + PENDING_SUFFIX);
        try {
            for (Path missing = directory.toAbsolutePath();
                    missing != null && Files.notExists(missing);
                    missing = missing.getParent()) {
                madeDirectories.add(missing);
            }
            Files.createDirectories(directory);
            Files.deleteIfExists(pendingPath); // which an earlier process has left
            return new Table(path, pendingPath, format.create(pendingPath, columns));
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
    }

    /** Ends the files and gives them their names. */
    public void complete() {
        for (Table table : tables.values()) {
            try {
                table.writer.finish();
            } catch (IOException e) {
                throw cannotWrite(table.path, e);
            }
        }
        for (Table table : tables.values()) {
            if (Files.exists(table.path)) {
                throw alreadyExists(table.path);
            }
            try {
                Files.move(table.pendingPath, table.path);
            } catch (IOException e) {
                throw cannotWrite(table.path, e);
            }
        }
    }

    /** {@return the rows of each file that has been begun} */
    public Map<Path, Long> rowCounts() {
        Map<Path, Long> counts = new LinkedHashMap<>();
        tables.values().forEach(table -> counts.put(table.path, table.rowCount));
        return counts;
    }

    private static SinkException alreadyExists(Path path) {
        return new SinkException(path, "already exists; name another place or remove the file first", true, null);
    }

    private static SinkException cannotWrite(Path path, IOException e) {
        return new SinkException(
                path, "cannot be written (" + e + "); see to the directory, or name another", false, e);
    }

    /** Releases everything, and removes what was not completed. */
    @Override
    public void close() {
        for (Table table : tables.values()) {
            try {
                table.writer.close();
                Files.deleteIfExists(table.pendingPath);
            } catch (IOException e) {
                throw new SinkException(
                        table.pendingPath, "incomplete, cannot be removed (" + e + "); remove it by hand", false, e);
            }
        }
        try {
            for (Path made : madeDirectories) {
                Files.deleteIfExists(made);
            }
        } catch (IOException ignored) {
            // It holds something, and so do those around it.
        }
    }
}
