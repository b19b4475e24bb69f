// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many times faster than it was something is to go. */
final class Speed implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        double factor;
        try {
            factor = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a double");
        }
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new TypeConversionException(factor + " is not above 0");
        }
        return factor;
    }
}
