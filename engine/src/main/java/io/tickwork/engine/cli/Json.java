// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import com.fasterxml.jackson.jr.ob.JSON.Feature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** Prints JSON: maps and records in the order of their keys and components, a key without a value as null. */
final class Json {
    private static final JSON PRETTY = JSON.std.with(
            Feature.PRETTY_PRINT_OUTPUT,
            Feature.WRITE_NULL_PROPERTIES,
            Feature.WRITE_RECORD_FIELDS_IN_DECLARATION_ORDER);

    private Json() {}

    static void print(Object value, PrintWriter out) {
        try {
            out.println(PRETTY.asString(value));
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
    }
}
