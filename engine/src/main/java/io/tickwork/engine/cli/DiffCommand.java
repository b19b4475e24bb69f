// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.engine.diff.Diff;
import io.tickwork.engine.diff.DiffContext;
import io.tickwork.engine.diff.DiffResult;
import io.tickwork.engine.diff.Tolerance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares what two graphs put out over one journal. */
@Command(
        name = "diff",
        description = "Runs two graphs over the events of a journal and compares what they put out, or one with what an"
                + " earlier run recorded: exit 0 when it is the same, 1 when it is not.")
final class DiffCommand implements Callable<Integer> {
    private static final int ROWS_DEFAULT = 20;
    private static final String OWN = "the journal's own graph";

    @Parameters(paramLabel = "DIR", description = "The directory of the journal. Nothing in it is changed.")
    private Path directory;

    @Option(
            names = "--graph",
            paramLabel = "FILE",
            arity = "1..*",
            parameterConsumer = FilesOfOneGraph.class,
            description = "YAML files that declare a graph, read in order as one. Given twice, the two graphs are"
                    + " compared; given once, it is compared with the journal's own.")
    private List<List<Path>> graphs = new ArrayList<>();

    @Option(
            names = "--against",
            paramLabel = "RUN",
            description = "Compares with the outputs that another run recorded in this directory; with one --graph, or"
                    + " without for the journal's own.")
    private Path against;

    @Option(
            names = "--tolerance",
            paramLabel = "DISTANCE",
            description = "How far two numbers may lie apart and still be equal. Default: 0, every bit counts.")
    private double tolerance;

    @Option(
            names = "--relative-tolerance",
            paramLabel = "PART",
            description = "The same as a part of the greater of the two; of both the wider one counts. Default: 0.")
    private double relativeTolerance;

    @Option(
            names = "--from",
            paramLabel = "SEQ",
            description = "The first event whose outputs are compared. Default: the first there is.")
    private Long from;

    @Option(
            names = "--to",
            paramLabel = "SEQ",
            description = "The last event whose outputs are compared. Default: the last there is.")
    private Long to;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "The most outputs that are told of one by one. Default: " + ROWS_DEFAULT + ".")
    private int rows = ROWS_DEFAULT;

    @Option(names = "--json", description = "Prints JSON, with all outputs that differ.")
    private boolean json;

    @Option(names = "--no-progress", description = "Shows no progress bar.")
    private boolean noProgress;

    @Mixin
    private Plugins plugins;

    @Spec
    private CommandSpec spec;

    /** Keeps the files behind one {@code --graph} apart from those behind another. */
    static final class FilesOfOneGraph implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
            List<Path> files = new ArrayList<>();
            while (!arguments.isEmpty() && !arguments.peek().startsWith("-")) {
                files.add(Path.of(arguments.pop()));
            }
            if (files.isEmpty()) {
                throw new ParameterException(command.commandLine(), "Missing required parameter for option '--graph'");
            }
            List<List<Path>> graphs = option.getValue();
            graphs.add(files);
            if (graphs.size() > 2) {
                throw new ParameterException(
                        command.commandLine(), "--graph is given " + graphs.size() + " times; two can be compared");
            }
        }
    }

    @Override
    public Integer call() {
        checkArguments();
        Catalogue catalogue = plugins.catalogue();
        DiffContext context = new DiffContext()
                .journalDirectory(directory)
                .catalogue(catalogue)
                .tolerance(new Tolerance(tolerance, relativeTolerance))
                .range(from == null ? Long.MIN_VALUE : from, to == null ? Long.MAX_VALUE : to)
                .against(against)
                .first(graphs.size() == 2 ? load(graphs.get(0), catalogue) : null)
                .second(graphs.isEmpty() ? null : load(graphs.get(graphs.size() - 1), catalogue));
        DiffResult result = compare(context);
        String first = against != null ? "recorded in " + against : graphs.size() == 2 ? label(graphs.get(0)) : OWN;
        String second = graphs.isEmpty() ? OWN : label(graphs.get(graphs.size() - 1));
        if (json) {
            Json.print(DiffJson.of(result, first, second), spec.commandLine().getOut());
        } else {
            new DiffText(spec.commandLine().getOut(), rows).print(result, first, second);
        }
        return result.isEqual() ? ExitCode.OK : ExitCode.NO;
    }

    private void checkArguments() {
        if (graphs.isEmpty() && against == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is nothing to compare with: give --graph, or give it twice for two graphs, or --against");
        }
        if (graphs.size() == 2 && against != null) {
            throw new ParameterException(
                    spec.commandLine(), "--against compares one graph with what was recorded, and there are two");
        }
        try {
            new Tolerance(tolerance, 0);
        } catch (IllegalArgumentException e) {
            throw invalid("--tolerance", tolerance + " is not a finite number from 0 on");
        }
        try {
            new Tolerance(0, relativeTolerance);
        } catch (IllegalArgumentException e) {
            throw invalid("--relative-tolerance", relativeTolerance + " is not from 0 to 1");
        }
        if (from != null && from < 1) {
            throw invalid("--from", from + " is not above 0");
        }
        if (to != null && to < (from == null ? 1 : from)) {
            throw invalid("--to", to + " is before " + (from == null ? "the first event" : "event " + from));
        }
        if (rows < 0) {
            throw invalid("--rows", rows + " is negative");
        }
    }

    private ParameterException invalid(String option, String what) {
        return new ParameterException(spec.commandLine(), "Invalid value for option '" + option + "': " + what);
    }

    private static String label(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.joining(" "));
    }

    private Graph load(List<Path> files, Catalogue catalogue) {
        return GraphFiles.load(files, catalogue, spec.commandLine().getErr()).graph();
    }

    private DiffResult compare(DiffContext context) {
        if (noProgress) {
            return Diff.of(context);
        }
        try (Progress progress = Progress.overEvents("Compare", directory, context.lastSequence())) {
            return Diff.of(context.progress(progress::at));
        }
    }
}
