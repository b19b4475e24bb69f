// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.session;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

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
        LevenshteinDistance distance = new LevenshteinDistance(distanceMax);
        Map<String, Integer> near = new HashMap<>();
        for (String id : ZoneId.getAvailableZoneIds()) {
            String plain = plain(id);
            String city = plain.substring(plain.lastIndexOf('/') + 1);
            // Both are negative when they are farther than the distance allows.
            int least = Stream.of(plain, city)
                    .mapToInt(each -> distance.apply(wanted, each))
                    .filter(found -> found >= 0)
                    .min()
                    .orElse(-1);
            if (least >= 0) {
                near.put(id, least);
            }
        }
        return near.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .limit(SUGGESTION_COUNT)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    }
}
