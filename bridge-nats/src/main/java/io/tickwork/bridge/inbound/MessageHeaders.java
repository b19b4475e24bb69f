// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

/** Names of headers, to be written exactly so. */
public final class MessageHeaders {
    /** How the payload is written: {@link #JSON}, {@link #SBE}, or absent for SBE. */
    public static final String CONTENT_TYPE = "Content-Type";
    /** Content type of a payload in JSON. */
    public static final String JSON = "application/json";
    /** Content type of an SBE message, its header included. */
    public static final String SBE = "application/sbe";
    /** Who has sent the message: a name that is new whenever its sequences begin again. */
    public static final String SOURCE = "Tickwork-Source";
    /** Number of the message among those of its source on its subject, one more than that of the one before. */
    public static final String SEQUENCE = "Tickwork-Sequence";
    /** Exponents of prices and sizes in an SBE payload, such as {@code -2,0}: refused where the engine has others. */
    public static final String EXPONENTS = "Tickwork-Exponents";
    /** Why a message was refused: in copies of refused messages. */
    public static final String REFUSED = "Tickwork-Refused";
    /** Where a message had been sent to: in copies of refused messages. */
    public static final String SUBJECT = "Tickwork-Subject";
    /** How long a payload was that did not fit: in copies of refused messages. */
    public static final String LENGTH = "Tickwork-Length";

    private MessageHeaders() {}
}
