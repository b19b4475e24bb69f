// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;

/**
 * CSV with a header. A number is written so that the same text gives the same value; nothing is written where there is
 * none.
 */
public final class CsvFormat implements TableFormat {
    /** Makes the format. */
    public CsvFormat() {}

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public TableWriter create(Path file, List<Column> columns) throws IOException {
        Writer writer =
                new Writer(CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file), new String[columns.size()]);
        writer.write((Object[]) columns.stream().map(Column::name).toArray(String[]::new));
        return writer;
    }

    private static final class Writer implements TableWriter {
        private final CsvWriter csv;
        private final String[] fields;
        private boolean isFinished;

        Writer(CsvWriter csv, String[] fields) {
            this.csv = csv;
            this.fields = fields;
        }

        @Override
        public void write(Object... values) throws IOException {
            for (int i = 0; i < fields.length; i++) {
                Object value = values[i];
                fields[i] = value instanceof BigDecimal decimal
                        ? decimal.toPlainString()
                        : value == null ? "" : value.toString();
            }
            try {
                csv.writeRecord(fields);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }

        @Override
        public void finish() throws IOException {
            isFinished = true;
            csv.close();
        }

        @Override
        public void close() throws IOException {
            if (!isFinished) {
                csv.close();
            }
        }
    }
}
