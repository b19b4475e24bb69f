// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

/** An engine cannot go on with a journal: what its events gave, they do not give again. */
public final class EngineStartException extends RuntimeException {
    EngineStartException(String message) {
        super(message);
    }
}
