// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text on the box of a source or node, and how large that makes the box.
 *
 * <p>Sizes are pixels. All text is of one width per character, and no such font in use is wider than
 * {@value #CHARACTER_WIDTH} of its size, so boxes fit without any font being there when they are measured.
 *
 * @param title its ids.
 * @param details what it computes, one line each.
 * @param warmUp the line below, empty when there is none.
 * @param load what it was measured to take, the line below; empty when nothing was measured.
 * @param published what leaves the process, the last line; empty when nothing does.
 */
record Card(String title, List<String> details, String warmUp, String load, String published) {
    static final double TITLE_SIZE = 13;
    static final double TEXT_SIZE = 11;
    static final double PADDING_X = 14;
    static final double PADDING_Y = 11;
    static final double TITLE_HEIGHT = 16;
    static final double LINE_HEIGHT = 15;

    private static final double CHARACTER_WIDTH = 0.61;
    private static final double WIDTH_MIN = 96;
    private static final int TITLE_CHARACTERS = 40;
    private static final int LINE_CHARACTERS = 34;
    private static final int DETAIL_LINES = 4;

    static Card of(GraphView.Source source) {
        return new Card(source.label(), List.of(), "", "", "");
    }

    static Card of(GraphView.Node node) {
        List<String> words = new ArrayList<>();
        words.add(node.type().name());
        node.parameters().forEach((name, value) -> words.add(name + " " + NumberText.of(value)));
        words.addAll(node.policies());
        String published = node.published().size() == node.outputs().size()
                        && node.outputs().size() > 3
                ? "all " + node.outputs().size() + " outputs"
                : node.published().stream().map(GraphView.Output::name).collect(Collectors.joining(", "));
        return new Card(
                cut(node.title(), TITLE_CHARACTERS),
                wrap(words),
                cut(node.warmUp().toString().replace(" x ", " × "), LINE_CHARACTERS),
                node.load() == null ? "" : cut(node.load().summary(), LINE_CHARACTERS),
                published.isEmpty() ? "" : cut("→ " + published, LINE_CHARACTERS));
    }

    /** {@return the lines below the title} */
    List<String> lines() {
        List<String> lines = new ArrayList<>(details);
        lines.add(warmUp);
        lines.add(load);
        lines.add(published);
        lines.removeIf(String::isEmpty);
        return lines;
    }

    double width() {
        double width = textWidth(title, TITLE_SIZE);
        for (String line : lines()) {
            width = Math.max(width, textWidth(line, TEXT_SIZE));
        }
        return Math.max(WIDTH_MIN, Math.ceil(width + 2 * PADDING_X));
    }

    double height() {
        return 2 * PADDING_Y + TITLE_HEIGHT + LINE_HEIGHT * lines().size();
    }

    static double textWidth(String text, double size) {
        return text.codePointCount(0, text.length()) * size * CHARACTER_WIDTH;
    }

    private static List<String> wrap(List<String> words) {
        List<String> lines = new ArrayList<>();
        for (String word : words) {
            int last = lines.size() - 1;
            String longer = last < 0 ? word : lines.get(last) + " · " + word;
            if (last >= 0 && longer.length() <= LINE_CHARACTERS) {
                lines.set(last, longer);
            } else if (lines.size() < DETAIL_LINES) {
                lines.add(cut(word, LINE_CHARACTERS));
            } else {
                lines.set(last, cut(longer, LINE_CHARACTERS));
            }
        }
        return lines;
    }

    private static String cut(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters - 1) + "…";
    }
}
