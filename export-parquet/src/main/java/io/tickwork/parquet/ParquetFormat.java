// SPDX-License-Identifier: Apache-2.0
package io.tickwork.parquet;

import io.tickwork.engine.export.Column;
import io.tickwork.engine.export.TableFormat;
import io.tickwork.engine.export.TableWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * Parquet, written by DuckDB. Rows are collected in a database beside the file, so that memory does not bound their
 * number, and written when all are there. Exact decimals become the nearest double, as nodes see them.
 */
public final class ParquetFormat implements TableFormat {
    /** Makes the format. */
    public ParquetFormat() {}

    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public TableWriter create(Path file, List<Column> columns) throws IOException {
        try {
            return new Writer(file, columns);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static String type(Column column) {
        return switch (column.kind()) {
            case LONG -> "BIGINT";
            case DECIMAL, DOUBLE -> "DOUBLE";
            case TEXT -> "VARCHAR";
        };
    }

    private static final class Writer implements TableWriter {
        private final Path file;
        private final Path database;
        private final DuckDBConnection connection;
        private final DuckDBAppender rows;

        Writer(Path file, List<Column> columns) throws IOException, SQLException {
            this.file = file;
            database = file.resolveSibling(file.getFileName() + ".duckdb");
            Files.deleteIfExists(database); // which an earlier process has left
            // Asked itself: the driver manager does not see drivers of the class loader of plug-ins.
            connection = (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:" + database, new Properties());
            execute("CREATE TABLE rows ("
                    + columns.stream()
                            .map(column -> '"' + column.name() + "\" " + type(column))
                            .collect(Collectors.joining(", "))
                    + ")");
            rows = connection.createAppender("rows");
        }

        private void execute(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void write(Object... values) throws IOException {
            try {
                rows.beginRow();
                for (Object value : values) {
                    if (value == null) {
                        rows.appendNull();
                    } else if (value instanceof Long whole) {
                        rows.append(whole.longValue());
                    } else if (value instanceof BigDecimal decimal) {
                        rows.append(decimal.doubleValue());
                    } else if (value instanceof Double number) {
                        rows.append(number.doubleValue());
                    } else {
                        rows.append((String) value);
                    }
                }
                rows.endRow();
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void finish() throws IOException {
            try {
                rows.close();
                execute("COPY rows TO '" + file.toString().replace("'", "''") + "' (FORMAT parquet, COMPRESSION zstd)");
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            try (connection) {
                if (!rows.isClosed()) {
                    rows.close();
                }
            } catch (SQLException e) {
                throw new IOException(e);
            } finally {
                Files.deleteIfExists(database);
                Files.deleteIfExists(database.resolveSibling(database.getFileName() + ".wal"));
            }
        }
    }
}
