// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

/** Says what went wrong with a journal, where, and what to do next. */
public final class JournalException extends RuntimeException {
    /** Who has to act. */
    public enum Kind {
        /** The request was wrong: another path, another build, another argument is needed. */
        INPUT,
        /** The machine was in the way: permissions, disk space, another process. */
        ENVIRONMENT,
        /** The journal does not hold what was written to it. */
        DAMAGED
    }

    private final Kind kind;

    JournalException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /**
     * Says that the request was wrong.
     *
     * @param message what is wrong, where, and what to do.
     * @return the exception.
     */
    public static JournalException input(String message) {
        return new JournalException(Kind.INPUT, message, null);
    }

    /**
     * Says that the machine was in the way.
     *
     * @param message what is wrong, where, and what to do.
     * @param cause of it.
     * @return the exception.
     */
    public static JournalException environment(String message, Throwable cause) {
        return new JournalException(Kind.ENVIRONMENT, message, cause);
    }

    /**
     * Says that the journal does not hold what was written to it.
     *
     * @param message what is wrong, where, and what to do.
     * @param cause of it.
     * @return the exception.
     */
    public static JournalException damaged(String message, Throwable cause) {
        return new JournalException(Kind.DAMAGED, message, cause);
    }

    /**
     * Who has to act.
     *
     * @return the kind.
     */
    public Kind kind() {
        return kind;
    }
}
