// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/**
 * What somebody may have meant who wrote a name that is not known. The same names give the same suggestion, in whatever
 * order the candidates come.
 *
 * @param names the nearest ones, at most {@value #NAMES_MAX}, in alphabetical order; empty when none is near.
 */
public record Suggestion(List<String> names) {
    /** The most names a suggestion has. */
    public static final int NAMES_MAX = 3;

    /** Of so many letters one may be wrong, but at least one. */
    private static final int LETTERS_PER_MISTAKE = 3;

    /** Fewer letters than these are part of too many names. */
    private static final int PART_LENGTH_MIN = 3;

    private static final int FAR = Integer.MAX_VALUE;

    /** Copies the names. */
    public Suggestion {
        names = List.copyOf(names);
    }

    /**
     * Looks for the candidates that differ least: by letters that are wrong, missing, too many or swapped with their
     * neighbour, whatever their case. When none is near, those will do of which the name is a part, or which are a part
     * of it.
     *
     * @param name what was written.
     * @param candidates what could have been written.
     * @return the nearest, if any is near.
     */
    public static Suggestion of(String name, Collection<String> candidates) {
        String written = name.toLowerCase(Locale.ROOT);
        int distanceMax = Math.max(1, written.length() / LETTERS_PER_MISTAKE);
        DamerauLevenshteinDistance distance = new DamerauLevenshteinDistance(distanceMax);
        List<String> nearest = nearest(candidates, candidate -> {
            int found = distance.apply(written, candidate.toLowerCase(Locale.ROOT));
            // A name of as many letters as there may be mistakes has none in common.
            return found < 0 || found >= candidate.length() ? FAR : found;
        });
        return new Suggestion(nearest.isEmpty() ? nearest(candidates, each -> lengthBeside(written, each)) : nearest);
    }

    /** By how many letters one of two names is longer, if the other is a part of it. */
    private static int lengthBeside(String written, String candidate) {
        String other = candidate.toLowerCase(Locale.ROOT);
        boolean isPart = other.contains(written) || written.contains(other);
        return isPart && Math.min(written.length(), other.length()) >= PART_LENGTH_MIN
                ? Math.abs(written.length() - other.length())
                : FAR;
    }

    private static List<String> nearest(Collection<String> candidates, ToIntFunction<String> distance) {
        TreeSet<String> nearest = new TreeSet<>();
        int least = FAR;
        for (String candidate : candidates) {
            int found = distance.applyAsInt(candidate);
            if (found < least) {
                least = found;
                nearest.clear();
            }
            if (found == least && found != FAR) {
                nearest.add(candidate);
            }
        }
        return nearest.stream().limit(NAMES_MAX).toList();
    }

    /**
     * The end of a message about the unknown name.
     *
     * @param otherwise what it ends with when no name is near, for example {@code "; there are a, b and c"}.
     * @return {@code "; did you mean a?"}, or the other end.
     */
    public String or(String otherwise) {
        return names.isEmpty() ? otherwise : toString();
    }

    /** {@return <code>"; did you mean a, b or c?"</code>, empty when no name is near} */
    @Override
    public String toString() {
        int last = names.size() - 1;
        return switch (names.size()) {
            case 0 -> "";
            case 1 -> "; did you mean " + names.get(0) + "?";
            default -> "; did you mean " + String.join(", ", names.subList(0, last)) + " or " + names.get(last) + "?";
        };
    }
}
