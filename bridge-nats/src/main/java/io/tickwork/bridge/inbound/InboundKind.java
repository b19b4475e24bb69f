// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

/** What is sent on subjects of one pattern. */
sealed interface InboundKind permits MarketKind, ControlKind {
    /** {@return the pattern of its subjects, by default} */
    String defaultPattern();

    /** {@return the template of its message} */
    int templateId();

    /** {@return where the small fields of its message end, and bytes without meaning begin up to the common length} */
    int paddingOffset();
}
