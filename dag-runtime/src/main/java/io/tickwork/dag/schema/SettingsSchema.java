// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.schema;

import static io.tickwork.dag.schema.Keywords.schema;

import java.util.List;
import java.util.Map;

/** What stands beside the nodes: how bars are made, when sessions are, what differs by symbol. */
final class SettingsSchema {
    private static final String TIME = "^[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?$";
    private static final String DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
    private static final String SPAN = "^(" + InputSchema.TIMEFRAME + "|[1-9][0-9]{0,2}ms|0s)$";

    private SettingsSchema() {}

    /** One of several words. */
    static Map<String, Object> words(String description, String... words) {
        return schema("description", description, "type", "string", "enum", List.of(words));
    }

    private static Map<String, Object> text(String description, String pattern) {
        return schema("description", description, "type", "string", "pattern", pattern);
    }

    private static Map<String, Object> object(String description, Map<String, Object> properties) {
        return schema(
                "description", description, "type", "object", "properties", properties, "additionalProperties", false);
    }

    /** How bars are made. */
    static Map<String, Object> candles() {
        Map<String, Object> limit = schema(
                "description",
                "How many bars in a row are made for spans without trades.",
                "type",
                "integer",
                "minimum",
                1);
        Map<String, Object> empty = words("Whether spans without trades have bars.", "skip", "carry");
        Map<String, Object> feed = schema(
                "description",
                "What the bars of this timeframe are made of: trades, external, or {from: 1m}.",
                "type",
                List.of("string", "object"),
                "pattern",
                "^(trades|external|" + InputSchema.TIMEFRAME + ")$",
                "properties",
                schema(
                        "from",
                        text("Lower bars they are made of.", "^(trades|" + InputSchema.TIMEFRAME + ")$"),
                        "empty",
                        empty,
                        "limit",
                        limit),
                "additionalProperties",
                false);
        Map<String, Object> candles = object(
                "How bars are made.",
                schema(
                        "grace", text("How long boundaries wait for trades that come late.", SPAN),
                        "join",
                                schema(
                                        "description",
                                        "Whether external bars that end at one instant close in one cycle.",
                                        "type",
                                        "boolean"),
                        "session", schema("description", "The calendar that bars align to.", "type", "string"),
                        "empty", empty,
                        "limit", limit));
        candles.put("patternProperties", schema("^" + InputSchema.TIMEFRAME + "$", feed));
        return candles;
    }

    /** When sessions are. */
    static Map<String, Object> sessions(String id) {
        Map<String, Object> dates = schema("type", "array", "items", text("A date.", DATE));
        Map<String, Object> calendar = object(
                "When a session opens and closes.",
                schema(
                        "zone",
                                schema(
                                        "description",
                                        "The time zone whose clocks count.",
                                        "type",
                                        "string",
                                        "examples",
                                        List.of("America/New_York", "Europe/London", "UTC")),
                        "open", text("When it opens, in local time.", TIME),
                        "close", text("When it closes; not after the opening is the next day.", TIME),
                        "days",
                                schema(
                                        "description",
                                        "The days of the week with a session; Monday to Friday without it.",
                                        "type",
                                        List.of("array", "string")),
                        "holidays", dates,
                        "half-days",
                                schema(
                                        "description",
                                        "Dates with an early close.",
                                        "type",
                                        "object",
                                        "additionalProperties",
                                        text("When it closes.", TIME)),
                        "from", text("The first date.", DATE),
                        "to", text("The last date.", DATE)));
        calendar.put("required", List.of("zone", "open", "close"));
        return schema(
                "description",
                "Calendars by name.",
                "type",
                "object",
                "patternProperties",
                schema("^" + id + "$", calendar),
                "additionalProperties",
                false);
    }

    /** How many symbols there may be, and what differs by symbol. */
    static Map<String, Object> symbols() {
        Map<String, Object> override = object(
                "What differs for the symbol.",
                schema(
                        "session", schema("description", "Its calendar.", "type", "string"),
                        "params",
                                schema(
                                        "description",
                                        "Parameters by node and name.",
                                        "type",
                                        "object",
                                        "additionalProperties",
                                        schema("type", "object"))));
        return object(
                "The symbols of the graph.",
                schema(
                        "limit",
                                schema(
                                        "description",
                                        "The most symbols there may be.",
                                        "type",
                                        "integer",
                                        "minimum",
                                        1,
                                        "maximum",
                                        100_000),
                        "overrides",
                                schema(
                                        "description",
                                        "What differs, by the name of the symbol.",
                                        "type",
                                        "object",
                                        "additionalProperties",
                                        override)));
    }
}
