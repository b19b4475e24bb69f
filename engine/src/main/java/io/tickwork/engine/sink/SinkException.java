// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

import java.nio.file.Path;

/** A sink cannot be opened or written. The message is one line: which file, what is wrong, what to do. */
public final class SinkException extends RuntimeException {
    SinkException(Path file, String what, Throwable cause) {
        super(file + ": " + what, cause);
    }
}
