// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.yaml;

import io.tickwork.codecs.time.Timeframe;
import io.tickwork.dag.graph.Bars;
import io.tickwork.dag.graph.CandleSettings;
import io.tickwork.dag.graph.CandleSettings.FeedDefinition;
import io.tickwork.dag.graph.GraphBuilder;
import io.tickwork.dag.graph.Location;
import io.tickwork.dag.graph.ParameterDefinition;
import io.tickwork.dag.graph.Rule;
import io.tickwork.dag.graph.SymbolOverride;
import io.tickwork.dag.session.SessionCalendar;
import io.tickwork.dag.session.SessionRules;
import io.tickwork.dag.yaml.YamlGraphReader.Entry;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the sections of a graph that declare no nodes: how bars are made, calendars, and symbols. */
final class YamlSettingsReader {
    private static final Set<String> CANDLE_KEYS = Set.of("grace", "join", "session", "empty", "limit");
    private static final Set<String> FEED_KEYS = Set.of("from", "empty", "limit");
    private static final Set<String> SYMBOL_KEYS = Set.of("limit", "overrides");
    private static final Set<String> SESSION_KEYS =
            Set.of("zone", "open", "close", "days", "holidays", "half-days", "from", "to");
    private static final String EXAMPLE = "{zone: America/New_York, open: \"09:30\", close: \"16:00\"}";
    /** Enough letters to tell the days of the week apart. */
    private static final int DAY_LETTERS = 2;

    private static final Set<String> OVERRIDE_KEYS = Set.of("session", "params");

    private final YamlGraphReader reader;
    private final GraphBuilder builder;
    private final Map<String, SessionCalendar> recorded;

    YamlSettingsReader(YamlGraphReader reader, GraphBuilder builder, Map<String, SessionCalendar> recorded) {
        this.reader = reader;
        this.builder = builder;
        this.recorded = recorded;
    }

    /** Reads {@code candles}, {@code sessions} or {@code symbols}. */
    void section(String name, Node key, Node value) {
        switch (name) {
            case "candles" -> candles(key, value);
            case "sessions" -> sessions(value);
            case "symbols" -> symbols(value);
            default -> throw new IllegalArgumentException(name);
        }
    }

    private void candles(Node key, Node value) {
        Map<String, Entry> keys = reader.map(value, "'candles'", Rule.FEED);
        long graceNs = 0;
        boolean join = false;
        String session = null;
        Location location = reader.location(key);
        Map<Long, FeedDefinition> feeds = new LinkedHashMap<>();
        for (Map.Entry<String, Entry> each : keys.entrySet()) {
            Node at = each.getValue().value();
            switch (each.getKey()) {
                case "grace" -> graceNs = span(at, "'grace'");
                case "join" -> join = reader.flag(at, "'join'");
                case "session" -> {
                    session = reader.text(at, "'session'");
                    location = reader.location(at);
                }
                case "empty", "limit" -> {
                    // read together below
                }
                default -> feed(each.getKey(), each.getValue(), feeds);
            }
        }
        int carryLimit = Math.max(carryLimit(keys), 0);
        boolean isFirst =
                builder.candles(new CandleSettings(graceNs, join, session, carryLimit, Map.copyOf(feeds), location));
        if (!isFirst) {
            reader.report(reader.location(key), Rule.FEED, "'candles' stands in another file of this graph too");
        }
    }

    private void feed(String timeframe, Entry entry, Map<Long, FeedDefinition> feeds) {
        OptionalLong lengthNs = timeframe(timeframe, entry.key());
        if (lengthNs.isEmpty()) {
            return;
        }
        Location location = reader.location(entry.key());
        FeedDefinition feed;
        if (entry.value() instanceof MappingNode) {
            Map<String, Entry> keys = reader.map(entry.value(), "the feed of " + timeframe, Rule.YAML);
            reader.requireKnown(keys, FEED_KEYS, "the feed of " + timeframe);
            Node from = keys.containsKey("from") ? keys.get("from").value() : null;
            String word = from == null ? "trades" : reader.text(from, "'from'");
            feed = feed(word, from == null ? entry.value() : from, carryLimit(keys), location);
        } else {
            feed = feed(reader.text(entry.value(), "the feed of " + timeframe), entry.value(), -1, location);
        }
        if (feed != null && feeds.putIfAbsent(lengthNs.getAsLong(), feed) != null) {
            reader.report(
                    location, Rule.FEED, "there are two feeds for bars of " + Timeframe.format(lengthNs.getAsLong()));
        }
    }

    private FeedDefinition feed(String word, Node at, int carryLimit, Location location) {
        if (word.equals("trades")) {
            return new FeedDefinition(Bars.Feed.TRADES, 0, carryLimit, location);
        }
        if (word.equals("external")) {
            if (carryLimit > 0) {
                reader.report(
                        location,
                        Rule.FEED,
                        "external bars are not carried; what makes them decides about empty spans");
            }
            return new FeedDefinition(Bars.Feed.EXTERNAL, 0, -1, location);
        }
        OptionalLong fromNs = timeframe(word, at);
        return fromNs.isEmpty()
                ? null
                : new FeedDefinition(Bars.Feed.DERIVED, fromNs.getAsLong(), carryLimit, location);
    }

    private OptionalLong timeframe(String text, Node at) {
        try {
            return OptionalLong.of(Timeframe.parse(text));
        } catch (IllegalArgumentException e) {
            reader.report(
                    reader.location(at),
                    Rule.FEED,
                    "'" + text + "' is neither a timeframe such as 5m nor one of 'trades', 'external', "
                            + String.join(", ", CANDLE_KEYS.stream().sorted().toList()));
            return OptionalLong.empty();
        }
    }

    /** {@return how many bars in a row are carried; 0 for none, -1 when nothing is said} */
    private int carryLimit(Map<String, Entry> keys) {
        boolean hasLimit = keys.containsKey("limit");
        if (!keys.containsKey("empty")) {
            if (hasLimit) {
                reader.report(
                        reader.location(keys.get("limit").key()),
                        Rule.FEED,
                        "'limit' says how many bars are carried; it needs 'empty: carry'");
            }
            return -1;
        }
        Node empty = keys.get("empty").value();
        String word = reader.text(empty, "'empty'");
        if (word.equals("carry")) {
            return hasLimit
                    ? whole(keys.get("limit").value(), "'limit'", 1, Integer.MAX_VALUE)
                    : CandleSettings.CARRY_LIMIT_DEFAULT;
        }
        if (!word.equals("skip")) {
            reader.report(reader.location(empty), Rule.FEED, "'empty' must be skip or carry, not '" + word + "'");
        }
        return 0;
    }

    private void symbols(Node value) {
        Map<String, Entry> keys = reader.map(value, "'symbols'", Rule.YAML);
        reader.requireKnown(keys, SYMBOL_KEYS, "'symbols'");
        if (keys.containsKey("limit")) {
            builder.symbolLimit(whole(keys.get("limit").value(), "'limit'", 1, GraphBuilder.SYMBOL_LIMIT_MAX));
        }
        if (keys.containsKey("overrides")) {
            reader.map(keys.get("overrides").value(), "'overrides'", Rule.OVERRIDE)
                    .forEach(this::override);
        }
    }

    private void override(String symbol, Entry entry) {
        String what = "the override of symbol '" + symbol + "'";
        Map<String, Entry> keys = reader.map(entry.value(), what, Rule.YAML);
        reader.requireKnown(keys, OVERRIDE_KEYS, what);
        String session =
                keys.containsKey("session") ? reader.text(keys.get("session").value(), "'session'") : null;
        Map<String, Map<String, ParameterDefinition>> parameters = new LinkedHashMap<>();
        if (keys.containsKey("params")) {
            reader.map(keys.get("params").value(), "'params'", Rule.OVERRIDE).forEach((node, values) -> {
                Map<String, ParameterDefinition> ofNode = new HashMap<>();
                reader.map(values.value(), "the parameters of '" + node + "'", Rule.OVERRIDE)
                        .forEach((name, parameter) -> ofNode.put(
                                name,
                                new ParameterDefinition(
                                        YamlGraphReader.parameter(parameter.value()),
                                        reader.location(parameter.key()),
                                        reader.location(parameter.value()))));
                parameters.put(node, ofNode);
            });
        }
        Location location = reader.location(
                keys.containsKey("session") ? keys.get("session").value() : entry.key());
        boolean isFirst = builder.override(new SymbolOverride(symbol, session, parameters, location));
        if (!isFirst) {
            reader.report(reader.location(entry.key()), Rule.OVERRIDE, "symbol '" + symbol + "' is overridden twice");
        }
    }

    private void sessions(Node value) {
        reader.map(value, "'sessions'", Rule.SESSION).forEach((name, entry) -> {
            SessionCalendar calendar = recorded.get(name);
            if (calendar == null) {
                calendar = calendar(name, entry);
            }
            if (calendar != null && !builder.calendar(calendar)) {
                reader.report(
                        reader.location(entry.key()),
                        Rule.SESSION,
                        "the session calendar '" + name + "' is there twice");
            }
        });
    }

    /** {@return the instants of a calendar, null when something is wrong with it} */
    private SessionCalendar calendar(String name, Entry entry) {
        String what = "the session calendar '" + name + "'";
        Map<String, Entry> keys = reader.map(entry.value(), what, Rule.YAML);
        reader.requireKnown(keys, SESSION_KEYS, what);
        for (String key : List.of("zone", "open", "close")) {
            if (!keys.containsKey(key)) {
                reader.report(
                        reader.location(entry.key()), Rule.SESSION, what + " needs '" + key + "', as in " + EXAMPLE);
                return null;
            }
        }
        try {
            SessionRules rules = SessionRules.of(
                    name,
                    reader.text(keys.get("zone").value(), "'zone'"),
                    time(keys.get("open").value()),
                    time(keys.get("close").value()));
            LocalDate from = keys.containsKey("from") ? date(keys.get("from").value()) : rules.from();
            LocalDate to = keys.containsKey("to") ? date(keys.get("to").value()) : rules.to();
            rules = rules.between(from, to);
            if (keys.containsKey("days")) {
                rules = rules.withDays(Set.copyOf(list(keys.get("days").value(), "'days'").stream()
                        .map(this::day)
                        .toList()));
            }
            if (keys.containsKey("holidays")) {
                rules = rules.withHolidays(list(keys.get("holidays").value(), "'holidays'").stream()
                        .map(this::date)
                        .toList());
            }
            if (keys.containsKey("half-days")) {
                Map<LocalDate, LocalTime> halfDays = new HashMap<>();
                reader.map(keys.get("half-days").value(), "'half-days'", Rule.SESSION)
                        .forEach((date, close) -> halfDays.put(date(close.key()), time(close.value())));
                rules = rules.withHalfDays(halfDays);
            }
            List<String> problems = rules.problems();
            problems.forEach(
                    problem -> reader.report(reader.location(entry.key()), Rule.SESSION, what + ": " + problem));
            return problems.isEmpty() ? rules.expand() : null;
        } catch (IllegalArgumentException e) {
            reader.report(reader.location(entry.key()), Rule.SESSION, what + ": " + e.getMessage());
            return null;
        }
    }

    private List<Node> list(Node value, String what) {
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw new IllegalArgumentException(what + " must be a list");
    }

    private DayOfWeek day(Node value) {
        String text = reader.text(value, "a day");
        for (DayOfWeek day : DayOfWeek.values()) {
            if (text.length() >= DAY_LETTERS
                    && day.name().toLowerCase(Locale.ROOT).startsWith(text.toLowerCase(Locale.ROOT))) {
                return day;
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no day of the week; write mon, tue, wed, thu, fri, sat or sun");
    }

    private LocalDate date(Node value) {
        String text = reader.text(value, "a date");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no date such as 2026-12-25", e);
        }
    }

    private LocalTime time(Node value) {
        String text = reader.text(value, "a time");
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no time of the day such as \"09:30\"", e);
        }
    }

    private long span(Node value, String what) {
        String text = reader.text(value, what);
        try {
            return text.equals("0") || text.equals("0s") ? 0 : Timeframe.parse(text);
        } catch (IllegalArgumentException e) {
            reader.report(reader.location(value), Rule.YAML, what + " must be a span of time such as 2s: " + text);
            return 0;
        }
    }

    private int whole(Node value, String what, int min, int max) {
        if (value instanceof ScalarNode
                && YamlGraphReader.parameter(value) instanceof Long number
                && number >= min
                && number <= max) {
            return number.intValue();
        }
        reader.report(reader.location(value), Rule.YAML, what + " must be a whole number from " + min + " to " + max);
        return min;
    }
}
