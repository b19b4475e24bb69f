// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.codecs.price.Decimal;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.TimeFormat;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say how a file of market data writes its numbers. */
final class FileOptions {
    @Option(
            names = "--price-exponent",
            paramLabel = "E",
            description = "Prices are kept as whole multiples of ten to the power of E. Default: -9.")
    private int priceExponent = Decimal.DEFAULT_EXPONENT;

    @Option(
            names = "--size-exponent",
            paramLabel = "E",
            description = "Sizes are kept as whole multiples of ten to the power of E. Default: -9.")
    private int sizeExponent = Decimal.DEFAULT_EXPONENT;

    @Option(
            names = "--time-unit",
            paramLabel = "UNIT",
            converter = WordConverter.OfTimeFormat.class,
            completionCandidates = WordConverter.OfTimeFormat.class,
            description = "How the file writes its times: ${COMPLETION-CANDIDATES}. Default: s, seconds since 1970.")
    private TimeFormat timeFormat = TimeFormat.SECONDS;

    TimeFormat timeFormat() {
        return timeFormat;
    }

    /** {@return what gives another process the same options} */
    List<String> arguments() {
        return List.of(
                "--price-exponent=" + priceExponent,
                "--size-exponent=" + sizeExponent,
                "--time-unit=" + timeFormat.word());
    }

    /**
     * {@return a symbol}
     *
     * @param id dense, from 0.
     * @param name as given.
     * @throws CommandException when name or exponents are out of range.
     */
    Symbol symbol(int id, String name) {
        try {
            return new Symbol(id, name, priceExponent, sizeExponent);
        } catch (IllegalArgumentException e) {
            throw CommandException.input(e.getMessage());
        }
    }
}
