// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.inspect.Explanation;
import io.tickwork.engine.inspect.InspectShell;
import io.tickwork.engine.inspect.Inspection;
import io.tickwork.engine.inspect.InspectionJson;
import io.tickwork.engine.inspect.InspectionText;
import io.tickwork.engine.inspect.Inspector;
import io.tickwork.engine.inspect.NodeName;
import io.tickwork.engine.inspect.NodeTable;
import io.tickwork.engine.replay.ReplayContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks into a journal. */
@Command(
        name = "inspect",
        description =
                "Goes to an event of a journal and tells what it did: for each node its inputs, outputs and state,"
                        + " and whether it ran, and if not, why. Or what one node did over many events. Without options it takes commands that walk over the events.")
final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The directory of the journal. Nothing in it is changed.")
    private Path directory;

    @Option(names = "--at", paramLabel = "SEQ", description = "The sequence of the event.")
    private Long at;

    @Option(names = "--from", paramLabel = "SEQ", description = "A table of the events from this one on.")
    private Long from;

    @Option(names = "--to", paramLabel = "SEQ", description = "The last event of the table.")
    private Long to;

    @Option(
            names = "--node",
            paramLabel = "ID",
            description = "Only this node: SYMBOL/node, or node of all symbols or of a group.")
    private String node;

    @Option(
            names = "--why",
            description = "Explains for the node, or for each that did not run, what kept it, up to the sources.")
    private boolean why;

    @Option(names = "--runs", description = "Leaves out of the table the events in which the node did not run.")
    private boolean runs;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Mixin
    private Plugins plugins;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        boolean isTable = from != null || to != null;
        boolean isShell = !isTable && at == null;
        if (isTable && at != null || isShell && (node != null || why || runs || json)) {
            throw CommandException.input(
                    "say which event with --at SEQ, or from which to which with --from SEQ --to SEQ --node ID");
        }
        if (isTable && (from == null || to == null || node == null)) {
            throw CommandException.input("a table needs all three of --from SEQ, --to SEQ and --node ID");
        }
        if (isTable && to < from) {
            throw CommandException.input("--to " + to + " is before --from " + from);
        }
        try (Inspector inspector =
                Inspector.open(new ReplayContext().journalDirectory(directory).catalogue(plugins.catalogue()))) {
            NodeName wanted = node == null ? NodeName.ALL : NodeName.parse(node, inspector.graph());
            if (isShell) {
                walk(inspector);
            } else if (isTable) {
                table(inspector, wanted);
            } else {
                event(inspector, wanted);
            }
        }
        return ExitCode.OK;
    }

    /** Takes commands from the terminal, or from what is piped in, which need not be one. */
    private void walk(Inspector inspector) {
        try (Terminal terminal =
                TerminalBuilder.builder().system(true).dumb(true).build()) {
            walk(inspector, terminal);
        } catch (IOException e) {
            throw CommandException.environment("the terminal cannot be used (" + e + ")", e);
        }
    }

    /**
     * Takes commands until one says to quit, or there are no more.
     *
     * @param inspector of a journal.
     * @param terminal of whatever kind.
     */
    static void walk(Inspector inspector, Terminal terminal) {
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true) // != is no request for history
                .build();
        InspectShell shell = new InspectShell(inspector, terminal.writer());
        shell.execute("help");
        boolean goesOn = true;
        while (goesOn) {
            try {
                goesOn = shell.execute(reader.readLine(shell.prompt()));
            } catch (UserInterruptException e) { // Ctrl-C leaves the line
                goesOn = true;
            } catch (EndOfFileException e) {
                goesOn = false;
            }
        }
        terminal.flush();
    }

    private void event(Inspector inspector, NodeName wanted) {
        PrintWriter out = spec.commandLine().getOut();
        // All nodes, since what kept one of them may lie with any other.
        Inspection inspection = inspector.at(at, NodeName.ALL);
        if (json) {
            Json.print(
                    InspectionJson.of(
                            inspection, wanted, why ? label -> Explanation.of(inspector, inspection, label) : null),
                    out);
            return;
        }
        out.print(InspectionText.of(inspection, wanted));
        if (why) {
            inspection.nodes().forEach((label, state) -> {
                if (wanted.matches(state.symbolName(), state.node()) && (!wanted.isAll() || !inspection.ran(label))) {
                    out.println();
                    Explanation.of(inspector, inspection, label).forEach(out::println);
                }
            });
        }
        out.flush();
    }

    private void table(Inspector inspector, NodeName wanted) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            List<Map<String, Object>> rows = new ArrayList<>();
            NodeTable.of(inspector, from, to, wanted, row -> {
                if (!runs || row.hasRun()) {
                    Map<String, Object> each = new LinkedHashMap<>();
                    each.put("sequence", row.sequence());
                    each.put("timeNs", row.timeNs());
                    each.put("node", row.node());
                    each.put("ran", row.ran());
                    each.put("outputs", row.outputs());
                    rows.add(each);
                }
            });
            Json.print(Map.of("rows", rows), out);
            return;
        }
        out.println(NodeTable.head(wanted, inspector.graph()));
        NodeTable.of(inspector, from, to, wanted, row -> {
            if (!runs || row.hasRun()) {
                out.println(NodeTable.line(row));
            }
        });
        out.flush();
    }
}
