// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.session;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds time zones by name, and names like it when there is none. */
final class ZoneNames {
    private static final int SUGGESTION_COUNT = 3;

    private ZoneNames() {}

    /**
     * Finds a zone.
     *
     * @param name of the time-zone database, or an offset from UTC.
     * @return the zone.
     * @throws IllegalArgumentException if there is none, with the names that are most like it.
     */
    static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no time zone is called '" + name + "'; " + advice(name), e);
        }
    }

    private static String advice(String name) {
        List<String> suggestions = suggestions(name);
        return suggestions.isEmpty()
                ? "it is a name such as America/New_York or UTC, or an offset such as +09:00"
                : "the nearest are " + String.join(", ", suggestions);
    }

    /** The names that take the fewest changes, in full or by their last part, if they are few. */
    private static List<String> suggestions(String name) {
        String wanted = plain(name);
        int distanceMax = wanted.length() / 4 + 1;
        Comparator<String> byDistance = Comparator.comparingInt(id -> distance(wanted, id));
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id -> distance(wanted, id) <= distanceMax)
                .sorted(byDistance.thenComparing(Comparator.naturalOrder()))
                .limit(SUGGESTION_COUNT)
                .toList();
    }

    private static int distance(String wanted, String id) {
        String plain = plain(id);
        return Math.min(changes(wanted, plain), changes(wanted, plain.substring(plain.lastIndexOf('/') + 1)));
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    /** Levenshtein's distance: how many letters must be put in, taken out or replaced. */
    private static int changes(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[to.length()];
    }
}
