// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.dag.node.DepthIn;
import io.tickwork.dag.node.InputKind;
import java.util.List;
import java.util.Optional;

/** The kinds of source a graph reads from outside, and the fields a selector may name. */
public enum SourceKind {
    /** The last trade. */
    TRADE(
            "Tick",
            InputKind.TRADE,
            List.of(
                    new Field("price", InputKind.DOUBLE, 0),
                    new Field("size", InputKind.DOUBLE, 1),
                    new Field("side", InputKind.LONG, 0),
                    new Field("id", InputKind.LONG, 1),
                    new Field("time", InputKind.LONG, 2))),
    /** The last best bid and ask. */
    QUOTE(
            "Quote",
            InputKind.QUOTE,
            List.of(
                    new Field("bid", InputKind.DOUBLE, 0),
                    new Field("bidSize", InputKind.DOUBLE, 1),
                    new Field("ask", InputKind.DOUBLE, 2),
                    new Field("askSize", InputKind.DOUBLE, 3),
                    new Field("time", InputKind.LONG, 0))),
    /** The best levels of the book; the fields are those of the best. */
    DEPTH(
            "Depth",
            InputKind.DEPTH,
            List.of(
                    new Field("bid", InputKind.DOUBLE, 0),
                    new Field("bidSize", InputKind.DOUBLE, DepthIn.LEVELS_MAX),
                    new Field("ask", InputKind.DOUBLE, 2 * DepthIn.LEVELS_MAX),
                    new Field("askSize", InputKind.DOUBLE, 3 * DepthIn.LEVELS_MAX),
                    new Field("bids", InputKind.LONG, 0),
                    new Field("asks", InputKind.LONG, 1),
                    new Field("id", InputKind.LONG, 2),
                    new Field("time", InputKind.LONG, 3))),
    /** An instant at every whole multiple of a span of time. */
    TIMER("Timer", InputKind.TIMER, List.of(new Field("time", InputKind.LONG, 0))),
    /** The newest bar of a timeframe that is still open. */
    FORMING("Candle", InputKind.CANDLE, Field.OF_CANDLE),
    /** The last closed bar of a timeframe. */
    CANDLE("Candle", InputKind.CANDLE, Field.OF_CANDLE),
    /** An output or a source of another subgraph, copied. */
    IMPORT("import", InputKind.ANY, List.of());

    private final String label;
    private final InputKind inputKind;
    private final List<Field> fields;

    SourceKind(String label, InputKind inputKind, List<Field> fields) {
        this.label = label;
        this.inputKind = inputKind;
        this.fields = fields;
    }

    /** {@return what graphs call it} */
    public String label() {
        return label;
    }

    /** {@return the kind of an input that reads it whole} */
    public InputKind inputKind() {
        return inputKind;
    }

    /** {@return its fields; an input of doubles or longs that names none reads the first that fits} */
    public List<Field> fields() {
        return fields;
    }

    /**
     * @param name as a selector names it.
     * @return the field, if there is one.
     */
    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** {@return whether graphs name a span of time with it} */
    public boolean hasTimeframe() {
        return this == TIMER || this == FORMING || this == CANDLE;
    }

    /**
     * A field of a source.
     *
     * @param name what selectors call it.
     * @param kind what it holds.
     * @param offset its place among the double slots of the source, or among the long slots.
     */
    public record Field(String name, InputKind kind, int offset) {
        private static final List<Field> OF_CANDLE = List.of(
                new Field("close", InputKind.DOUBLE, 3),
                new Field("open", InputKind.DOUBLE, 0),
                new Field("high", InputKind.DOUBLE, 1),
                new Field("low", InputKind.DOUBLE, 2),
                new Field("volume", InputKind.DOUBLE, 4),
                new Field("count", InputKind.DOUBLE, 5),
                new Field("openTime", InputKind.LONG, 0),
                new Field("closeTime", InputKind.LONG, 1));
    }
}
