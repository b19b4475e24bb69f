// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.bridge.outbound.SubjectPattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A pattern of subjects, checked and left as it is. */
final class PatternConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        try {
            return SubjectPattern.of(text).toString();
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
