// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import io.tickwork.bridge.Subjects;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The JetStream stream that the outputs of one engine go to, and of no other.
 *
 * @param name of the stream. It is made if there is none of that name.
 * @param subjects that it takes, if it is made.
 * @param duplicateWindow for how long the broker itself knows message ids, if it is made. What arrives once does not
 *     depend on it.
 * @param windowMax the most outputs that are under way without being confirmed.
 * @param positionFile where to note what is confirmed.
 */
public record StreamSettings(
        String name, List<String> subjects, Duration duplicateWindow, int windowMax, Path positionFile) {
    /** The most outputs under way, by default: what a broker a millisecond away takes in that time, many times over. */
    public static final int WINDOW_MAX_DEFAULT = 2_048;

    private static final Duration DUPLICATE_WINDOW_DEFAULT = Duration.ofMinutes(2);

    /** Checks and copies. */
    public StreamSettings {
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || "./\\*>".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("'" + name
                    + "' cannot be the name of a stream: it is empty, or has a space, a dot, a slash or a wildcard");
        }
        if (windowMax < 1) {
            throw new IllegalArgumentException("windowMax=" + windowMax + " is less than 1");
        }
        subjects = List.copyOf(subjects);
    }

    /**
     * {@return the settings for an engine that is alone on the subjects of outputs}
     *
     * @param name of the stream.
     * @param engine its name.
     * @param positionFile where to note what is confirmed.
     */
    public static StreamSettings of(String name, String engine, Path positionFile) {
        return new StreamSettings(
                name,
                List.of(Subjects.INDICATORS + ".>", Subjects.SIGNALS + ".>", Subjects.faults(engine)),
                DUPLICATE_WINDOW_DEFAULT,
                WINDOW_MAX_DEFAULT,
                positionFile);
    }

    /**
     * {@return the same with other subjects}
     *
     * @param others that the stream takes, if it is made.
     */
    public StreamSettings withSubjects(List<String> others) {
        return new StreamSettings(name, others, duplicateWindow, windowMax, positionFile);
    }
}
