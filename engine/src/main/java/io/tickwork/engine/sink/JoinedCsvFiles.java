// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Joins CSV files of the same columns that several runs have written, one behind the other. */
public final class JoinedCsvFiles {
    private JoinedCsvFiles() {}

    /**
     * Joins files of the same names in several directories. The joined ones have a column more, the first, with what
     * the part is called. They appear when all are complete.
     *
     * @param directory for the joined files, created if missing.
     * @param column what the first column is called.
     * @param partNames what the parts are called, in order.
     * @param parts the directories with the files, which begin with the same header.
     * @param fileNames of the files in each of them.
     * @throws SinkException if one of the joined files exists or cannot be written, or a part cannot be read.
     */
    public static void join(
            Path directory, String column, List<String> partNames, List<Path> parts, String... fileNames) {
        List<PendingCsvFile> files = new ArrayList<>();
        try {
            for (String fileName : fileNames) {
                for (int i = 0; i < parts.size(); i++) {
                    Path part = parts.get(i).resolve(fileName);
                    try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(part)) {
                        boolean isHeader = true;
                        for (CsvRecord row : rows) {
                            if (!isHeader) {
                                files.get(files.size() - 1).write(behind(partNames.get(i), row));
                            } else if (i == 0) {
                                files.add(new PendingCsvFile(directory.resolve(fileName), behind(column, row)));
                            }
                            isHeader = false;
                        }
                    } catch (IOException | UncheckedIOException | CsvParseException e) {
                        throw new SinkException(part, "cannot be read (" + e + "); see to the directory", false, e);
                    }
                }
            }
            files.forEach(PendingCsvFile::finish);
            files.forEach(PendingCsvFile::moveIntoPlace);
        } finally {
            for (int i = files.size() - 1; i >= 0; i--) {
                files.get(i).discard();
            }
        }
    }

    private static String[] behind(String first, CsvRecord row) {
        return Stream.concat(Stream.of(first), row.getFields().stream()).toArray(String[]::new);
    }
}
