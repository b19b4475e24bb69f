// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.Arrays;

/**
 * The row a reader is at, and where in the file each of its fields stands. Filled by the reader, used again for the
 * next row.
 */
final class CsvRow extends AbstractBaseCsvCallbackHandler<CsvRow> {
    private String[] fields = new String[8];
    private boolean[] quoted = new boolean[fields.length];

    @Override
    protected void handleField(int index, char[] chars, int offset, int length, boolean isQuoted) {
        if (index == fields.length) {
            fields = Arrays.copyOf(fields, 2 * index);
            quoted = Arrays.copyOf(quoted, 2 * index);
        }
        fields[index] = new String(chars, offset, length);
        quoted[index] = isQuoted;
    }

    @Override
    protected CsvRow buildRecord() {
        return this;
    }

    int fieldCount() {
        return getFieldCount();
    }

    /** Text of a field, without the blanks around it. */
    String field(int index) {
        return fields[index].strip();
    }

    /** All fields as one text. */
    String text() {
        return String.join(",", Arrays.asList(fields).subList(0, fieldCount()));
    }

    /**
     * Where a field begins, its opening quote included. The index after the last field read is where the next begins.
     *
     * @return {@code line:column}, both from 1.
     */
    String position(int index) {
        long line = getStartingLineNumber();
        long column = 1;
        for (int i = 0; i < index; i++) {
            int quoteLength = quoted[i] ? 1 : 0;
            column += quoteLength;
            char last = 0;
            for (char c : fields[i].toCharArray()) {
                if (c == '\n' || c == '\r') {
                    line += c == '\n' && last == '\r' ? 0 : 1;
                    column = 1;
                } else {
                    column += c == '"' && quoted[i] ? 2 : 1; // a quote within quotes is written twice
                }
                last = c;
            }
            column += quoteLength + 1;
        }
        return line + ":" + column;
    }
}
