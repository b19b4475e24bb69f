// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.journal;

/** Where the events of an {@link EventTape} are appended to, from the first on. One thread appends. */
interface EventSink extends AutoCloseable {
    /**
     * Appends the next events, as one batch where there are batches.
     *
     * @param count how many.
     */
    void append(int count);

    /** {@return how often it has gone on to another file} */
    long rollCount();

    /** {@return bytes written to files by what was appended} */
    long bytesWritten();

    /** {@return CPU time of threads that worked for the one that appends, in ns; may be asked before {@link #close}} */
    long helpersCpuNs();

    @Override
    void close();

    /** {@return what is read back from the files once it is closed} */
    Contents readBack();
}
