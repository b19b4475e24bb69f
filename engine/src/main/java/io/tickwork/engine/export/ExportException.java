// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.export;

/** A journal does not hold what is to be exported. The message says what. */
public final class ExportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExportException(String message) {
        super(message);
    }
}
