// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.cli.NodeDescription.Input;
import io.tickwork.engine.cli.NodeDescription.Output;
import io.tickwork.engine.cli.NodeDescription.Parameter;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** Node types as text for a terminal of {@value #WIDTH} columns. */
final class NodePage {
    private static final int WIDTH = 100;
    private static final int INDENT = 2;
    private static final int LABEL_WIDTH = 13;

    private NodePage() {}

    /** Prints a line for each type, below the module and the family it belongs to. */
    static void printList(List<NodeDescription> nodes, PrintWriter out) {
        SortedMap<String, List<NodeDescription>> groups = nodes.stream()
                .collect(Collectors.groupingBy(
                        node -> node.family().isEmpty() ? node.module() : node.module() + "/" + node.family(),
                        TreeMap::new,
                        Collectors.toList()));
        int nameWidth = widest(nodes.stream().map(NodeDescription::name).toList());
        groups.forEach((group, members) -> {
            out.println(group);
            TextTable table = table(nameWidth, WIDTH - nameWidth);
            members.forEach(node -> add(table, node.name(), firstSentence(node.doc())));
            out.println(table);
        });
        out.printf("%d types; './tickwork nodes TYPE' explains one.%n", nodes.size());
    }

    /** Prints all there is to know about a type. */
    static void print(NodeDescription node, PrintWriter out) {
        out.println(node.name() + " (" + node.module() + (node.family().isEmpty() ? "" : "/" + node.family()) + ")");
        TextTable doc = table(WIDTH);
        add(doc, node.doc());
        out.println(doc);

        TextTable facts = table(LABEL_WIDTH, WIDTH - LABEL_WIDTH);
        addUnlessEmpty(facts, "Formula", node.formula());
        addUnlessEmpty(facts, "Source", node.source());
        add(facts, "Warm-up", text(node.warmUp()));
        out.println(facts);

        List<String> names = new ArrayList<>();
        node.inputs().forEach(input -> names.add(input.name()));
        node.parameters().forEach(parameter -> names.add(parameter.name()));
        node.outputs().forEach(output -> names.add(output.name()));
        int nameWidth = widest(names);
        section("Inputs", nameWidth, node.inputs().stream().map(NodePage::row).toList(), out);
        section(
                "Parameters",
                nameWidth,
                node.parameters().stream().map(NodePage::row).toList(),
                out);
        section("Outputs", nameWidth, node.outputs().stream().map(NodePage::row).toList(), out);
    }

    /** What stands in a section: a name, beside it in short what it takes or gives, and below that a sentence. */
    private record Row(String name, String form, String doc) {}

    private static void section(String title, int nameWidth, List<Row> rows, PrintWriter out) {
        if (rows.isEmpty()) {
            return;
        }
        out.println(title);
        TextTable table = table(nameWidth, WIDTH - nameWidth);
        for (Row row : rows) {
            add(table, row.name(), row.form());
            add(table, "", row.doc());
        }
        out.println(table);
    }

    private static Row row(Input input) {
        String variadic = input.variadic() ? ", one or more" : "";
        String role = input.triggers() ? ", triggers" : ", sampled";
        return new Row(
                input.name(), input.kind() + variadic + role + (input.required() ? "" : ", optional"), input.doc());
    }

    private static Row row(Parameter parameter) {
        String form = switch (parameter.kind()) {
            case "flag" -> "true or false";
            case "choice" -> String.join(" or ", parameter.choices());
            default -> parameter.kind() + " from " + plain(parameter.min()) + " to " + plain(parameter.max());
        };
        String missing =
                parameter.defaultValue() == null ? ", required" : ", default " + plain(parameter.defaultValue());
        String mutable = parameter.mutable() ? ", can be changed while the graph runs" : "";
        return new Row(parameter.name(), form + missing + mutable, parameter.doc());
    }

    private static Row row(Output output) {
        String reasons = output.reasons().isEmpty() ? "" : ": " + String.join(", ", output.reasons());
        return new Row(output.name(), output.kind() + reasons, output.doc());
    }

    /** {@return a number as one would write it: 100, not 100.0} */
    private static String plain(Object value) {
        String text = value.toString();
        return value instanceof Double && text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String text(WarmUp warmUp) {
        if (warmUp.formula() == null) {
            return warmUp.withDefaults() == null
                    ? "depends on the parameters"
                    : runs(warmUp.withDefaults().toString()) + " with the defaults";
        }
        boolean isNumber = warmUp.formula().matches("\\d+");
        return runs(warmUp.formula())
                + (isNumber || warmUp.withDefaults() == null
                        ? ""
                        : ", which is " + warmUp.withDefaults() + " with the defaults");
    }

    private static String runs(String count) {
        return count.equals("1") ? "1 run" : count + " runs";
    }

    private static String firstSentence(String doc) {
        int end = doc.indexOf(". ");
        return end < 0 ? doc : doc.substring(0, end + 1);
    }

    private static int widest(List<String> words) {
        return words.stream().mapToInt(String::length).max().orElse(0) + INDENT + 1;
    }

    private static TextTable table(int... widths) {
        Column[] columns = new Column[widths.length];
        for (int i = 0; i < widths.length; i++) {
            columns[i] = new Column(widths[i], i == 0 ? INDENT : 1, Overflow.WRAP);
        }
        TextTable table = TextTable.forColumns(Help.defaultColorScheme(Ansi.OFF), columns);
        table.indentWrappedLines = 0;
        return table;
    }

    private static void addUnlessEmpty(TextTable table, String label, String text) {
        if (!text.isEmpty()) {
            add(table, label, text);
        }
    }

    /** Adds a row, with the last cell broken at blanks; picocli would break a formula before a bracket too. */
    private static void add(TextTable table, String... cells) {
        Column last = table.columns()[cells.length - 1];
        boolean isFirst = true;
        for (String line : WordUtils.wrap(cells[cells.length - 1], last.width - last.indent, "\n", false)
                .split("\n")) {
            Text[] texts = new Text[cells.length];
            for (int i = 0; i < cells.length; i++) {
                String cell = i == cells.length - 1 ? line : isFirst ? cells[i] : "";
                texts[i] = Ansi.OFF.text(cell.replace("@|", "@ |")); // what picocli takes for the start of a style
            }
            table.addRowValues(texts);
            isFirst = false;
        }
    }
}
