// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.schema;

import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the objects a schema consists of. */
final class Keywords {
    private Keywords() {}

    /**
     * {@return a schema}
     *
     * @param keywordsAndValues in turn, in the order in which they are printed.
     */
    static Map<String, Object> schema(Object... keywordsAndValues) {
        Map<String, Object> schema = new LinkedHashMap<>();
        for (int i = 0; i < keywordsAndValues.length; i += 2) {
            schema.put((String) keywordsAndValues[i], keywordsAndValues[i + 1]);
        }
        return schema;
    }

    /**
     * {@return a schema that stands elsewhere}
     *
     * @param definition its name.
     */
    static Map<String, Object> reference(String definition) {
        return schema("$ref", "#/definitions/" + definition);
    }

    /**
     * {@return a pattern that holds for a whole string}
     *
     * @param pattern a regular expression in the common subset of ECMA 262 and Java.
     */
    static String whole(String pattern) {
        return "^(" + pattern + ")$";
    }
}
