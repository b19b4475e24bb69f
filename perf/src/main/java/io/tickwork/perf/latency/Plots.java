// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.latency;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Draws histograms and curves as SVG. */
final class Plots {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 450;
    private static final int TICKS_PER_HALF_DISTANCE = 2;
    private static final Color[] COLOURS = {
        new Color(0x1F77B4), new Color(0xD62728), new Color(0x2CA02C), new Color(0x9467BD), new Color(0xFF7F0E)
    };

    private Plots() {}

    /** Latency over percentiles, which come ever closer to all events to the right. */
    static void percentiles(Path file, String title, Map<String, Histogram> histograms) {
        XYSeriesCollection lines = new XYSeriesCollection();
        histograms.forEach((name, histogram) -> {
            XYSeries line = new XYSeries(name);
            for (HistogramIterationValue value : histogram.percentiles(TICKS_PER_HALF_DISTANCE)) {
                double left = 1 - value.getPercentileLevelIteratedTo() / 100;
                if (left > 0) {
                    line.add(1 / left, Math.max(1, value.getValueIteratedTo()));
                }
            }
            lines.addSeries(line);
        });
        draw(file, title, "one event in so many takes longer", "ns", lines);
    }

    /** Curves over the rate; each value belongs to one rate. */
    static void curves(Path file, String title, Map<String, Map<Double, Double>> curves) {
        XYSeriesCollection lines = new XYSeriesCollection();
        curves.forEach((name, points) -> {
            XYSeries line = new XYSeries(name);
            points.forEach(line::add);
            lines.addSeries(line);
        });
        draw(file, title, "events per second, planned", "ns", lines);
    }

    private static void draw(Path file, String title, String x, String y, XYSeriesCollection lines) {
        JFreeChart chart = ChartFactory.createXYLineChart(title, x, y, lines);
        XYPlot plot = chart.getXYPlot();
        plot.setDomainAxis(axis(x));
        plot.setRangeAxis(axis(y));
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        for (int i = 0; i < lines.getSeriesCount(); i++) {
            plot.getRenderer().setSeriesPaint(i, COLOURS[i % COLOURS.length]);
            plot.getRenderer().setSeriesStroke(i, new BasicStroke(2));
        }
        SVGGraphics2D canvas = new SVGGraphics2D(GenericDOMImplementation.getDOMImplementation()
                .createDocument("http://www.w3.org/2000/svg", "svg", null));
        canvas.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        chart.draw(canvas, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        try (Writer writer = new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8)) {
            canvas.stream(writer, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ValueAxis axis(String label) {
        LogAxis axis = new LogAxis(label);
        axis.setTickUnit(new NumberTickUnit(1, NumberFormat.getIntegerInstance(Locale.ROOT)));
        axis.setMinorTickMarksVisible(false);
        return axis;
    }
}
