// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.ResumePoint;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.journal.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The symbols that a journal defines must be those that are fed. */
final class JournaledSymbols {
    private JournaledSymbols() {}

    /**
     * Refuses other symbols than those the journal was begun with. There may be more of them, behind those.
     *
     * @param resumed says what the journal defines.
     * @param symbols to be fed, in the order of their ids.
     * @param journal for the message.
     */
    static void require(ResumePoint resumed, List<Symbol> symbols, Path journal) {
        List<Manifest.Symbol> defined = resumed.symbols();
        List<Manifest.Symbol> expected = symbols.stream()
                .map(each -> new Manifest.Symbol(each.id(), each.name(), each.priceExponent(), each.sizeExponent()))
                .toList();
        if (defined.size() > expected.size()
                || !expected.subList(0, defined.size()).equals(defined)) {
            throw CommandException.input("The journal " + journal + " is of " + describe(defined)
                    + ", and what is fed is of " + describe(expected)
                    + ". Give the symbol and the exponents it was begun with, or another journal.");
        }
    }

    private static String describe(List<Manifest.Symbol> symbols) {
        return symbols.stream()
                .map(symbol -> symbol.name() + " (price exponent " + symbol.priceExponent() + ", size exponent "
                        + symbol.sizeExponent() + ")")
                .collect(Collectors.joining(", "));
    }
}
