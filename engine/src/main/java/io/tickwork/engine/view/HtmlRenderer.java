// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a view as a page of one file that needs nothing else: the picture, the view as JSON, style sheets, and scripts
 * for moving about, searching and following edges.
 */
final class HtmlRenderer {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]+)}");

    private HtmlRenderer() {}

    /** {@return the text of a file of its own} @param view what is drawn. */
    static String render(GraphView view) {
        Map<String, String> texts = Map.of(
                "title", new XmlText().text(view.title()).toString(),
                "svg", SvgRenderer.element(view),
                "legend", SvgRenderer.legendElement(),
                // In strings of JSON the sign may be written like this, and then no string can end the script.
                "data", JsonRenderer.renderCompact(view).replace("<", "\\u003c"));
        return PLACE.matcher(Resources.text("page.html"))
                .replaceAll(place -> Matcher.quoteReplacement(
                        texts.containsKey(place.group(1))
                                ? texts.get(place.group(1))
                                : Resources.text(place.group(1))));
    }
}
