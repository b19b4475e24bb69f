// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import java.util.function.Function;

/** The forms in which a graph can be seen. For any thread. */
public enum GraphFormat {
    /** A list for a terminal. */
    TEXT(TextRenderer::render),
    /** A page of one file, to look around in. */
    HTML(HtmlRenderer::render),
    /** A picture. */
    SVG(SvgRenderer::render),
    /** For Graphviz. */
    DOT(DotRenderer::render),
    /** For pages of documentation that draw Mermaid. */
    MERMAID(MermaidRenderer::render),
    /** For scripts. */
    JSON(JsonRenderer::render);

    private final Function<GraphView, String> renderer;

    GraphFormat(Function<GraphView, String> renderer) {
        this.renderer = renderer;
    }

    /**
     * Writes a view. The same view gives the same text, on every machine.
     *
     * @param view what is written.
     * @return the text of a whole file.
     */
    public String render(GraphView view) {
        return renderer.apply(view);
    }
}
