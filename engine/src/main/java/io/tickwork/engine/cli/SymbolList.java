// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.feed.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Symbols as they are written: {@code NAME}, {@code NAME:PRICE_EXPONENT} or {@code NAME:PRICE_EXPONENT:SIZE_EXPONENT}.
 */
final class SymbolList {
    private static final Pattern SYMBOL = Pattern.compile("(.+?)(?::([+-]?\\d{1,3})(?::([+-]?\\d{1,3}))?)?");

    private SymbolList() {}

    /**
     * {@return the symbols, with ids in their order}
     *
     * @param texts of symbols.
     * @param defaults the exponents of those that name none.
     */
    static List<Symbol> parse(List<String> texts, FileOptions defaults) {
        List<Symbol> symbols = new ArrayList<>();
        for (String text : texts) {
            Matcher matcher = SYMBOL.matcher(text);
            if (!matcher.matches()) {
                throw CommandException.input("'" + text + "' is no symbol. Write NAME, or NAME:-2:0 with the exponents"
                        + " of its prices and sizes.");
            }
            Symbol symbol = defaults.symbol(symbols.size(), matcher.group(1));
            try {
                symbols.add(new Symbol(
                        symbol.id(),
                        symbol.name(),
                        matcher.group(2) == null ? symbol.priceExponent() : Integer.parseInt(matcher.group(2)),
                        matcher.group(3) == null ? symbol.sizeExponent() : Integer.parseInt(matcher.group(3))));
            } catch (IllegalArgumentException e) {
                throw CommandException.input("'" + text + "': " + e.getMessage());
            }
        }
        return symbols;
    }

    /**
     * {@return the texts of a file}
     *
     * @param file one symbol a line; what is behind a #, and empty lines, are passed over.
     */
    static List<String> read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw CommandException.input(file + ": the list of symbols cannot be read: " + e);
        }
    }
}
