// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.ring.WaitMode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a wait mode the way it is written on a command line: {@code busy-spin}. */
final class WaitModeConverter implements ITypeConverter<WaitMode> {
    @Override
    public WaitMode convert(String word) {
        for (WaitMode mode : WaitMode.values()) {
            if (word(mode).equals(word.toLowerCase(Locale.ROOT))) {
                return mode;
            }
        }
        throw new TypeConversionException("'" + word + "' is not one of " + words());
    }

    private static String word(WaitMode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> words() {
        return Arrays.stream(WaitMode.values()).map(WaitModeConverter::word).toList();
    }

    /** The words, for the help text. */
    static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words().iterator();
        }
    }
}
