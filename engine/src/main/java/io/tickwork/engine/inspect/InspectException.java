// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.inspect;

/** What was asked for is not in the journal. The message says what, and what there is. */
public final class InspectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InspectException(String message) {
        super(message);
    }
}
