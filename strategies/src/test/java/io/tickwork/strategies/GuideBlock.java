// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A block of code in a page of docs/. */
record GuideBlock(String language, String text) {
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);

    /** {@return the text of a page} @param name of its file. */
    static String page(String name) {
        try {
            return Files.readString(Path.of(System.getProperty("tickwork.root"), "docs", name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return the blocks of a text in their order} @param text of a page, or of a part of one. */
    static List<GuideBlock> of(String text) {
        List<GuideBlock> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new GuideBlock(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }
}
