// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A form in which tables are written to files. Others than CSV are found with {@link java.util.ServiceLoader}, so that
 * what they need is there for whom they are there for.
 */
public interface TableFormat {
    /** {@return its name, as users give it; files end with a dot and this} */
    String name();

    /**
     * Begins a file.
     *
     * @param file does not exist.
     * @param columns of the table, at least one.
     * @return what takes the rows.
     * @throws IOException when it cannot be written.
     */
    TableWriter create(Path file, List<Column> columns) throws IOException;
}
