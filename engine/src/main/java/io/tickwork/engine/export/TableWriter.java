// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.export;

import java.io.IOException;

/** Takes the rows of a table and writes them to a file. For one thread. */
public interface TableWriter extends AutoCloseable {
    /**
     * Takes a row.
     *
     * @param values one for each column, of its kind or null; not kept.
     * @throws IOException when it cannot be written.
     */
    void write(Object... values) throws IOException;

    /**
     * Writes what has not been written; nothing comes behind it but {@link #close}.
     *
     * @throws IOException when it cannot be written.
     */
    void finish() throws IOException;

    /**
     * Releases everything; the file is of no use when it was not finished.
     *
     * @throws IOException when something was left that could not be removed.
     */
    @Override
    void close() throws IOException;
}
