// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

/** Says why an image of a processor's state cannot be loaded. Nothing of it has been taken over. */
public final class StateImageException extends IllegalArgumentException {
    StateImageException(String message) {
        super(message);
    }
}
