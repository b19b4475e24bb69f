// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.feed.TimeFormat;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time format the way it is written on a command line: {@code iso-8601}. */
final class TimeFormatConverter implements ITypeConverter<TimeFormat> {
    @Override
    public TimeFormat convert(String word) {
        return Arrays.stream(TimeFormat.values())
                .filter(format -> format.label().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + word + "' is not one of " + words()));
    }

    private static List<String> words() {
        return Arrays.stream(TimeFormat.values()).map(TimeFormat::label).toList();
    }

    /** The words, for the help text. */
    static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words().iterator();
        }
    }
}
