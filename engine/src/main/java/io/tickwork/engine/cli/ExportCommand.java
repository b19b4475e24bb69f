// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.export.EventKind;
import io.tickwork.engine.export.ExportContext;
import io.tickwork.engine.export.JournalExport;
import io.tickwork.engine.export.TableFiles;
import io.tickwork.engine.export.TableFormat;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the events of a journal to files. */
@Command(
        name = "export",
        description = "Writes the events of a journal as tables: trades, quotes, books, bars and all else that went in,"
                + " in files that 'import' and other programs read. What a graph puts out 'replay --out' writes.")
final class ExportCommand implements Callable<Integer> {
    private static final String CSV = "csv";

    @Parameters(paramLabel = "DIR", description = "The directory of the journal. Nothing in it is changed.")
    private Path directory;

    @Option(
            names = "--out",
            paramLabel = "PLACE",
            required = true,
            description = "A directory, for a file for each kind of events there is; or with one --kind, a file whose"
                    + " name ends in the format, as trades.csv.")
    private Path out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv, or parquet, which a plug-in brings. Default: that of the file, or csv.")
    private String format;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            converter = WordConverter.OfEventKind.class,
            completionCandidates = WordConverter.OfEventKind.class,
            description = "Which events: ${COMPLETION-CANDIDATES}; several are separated by commas. Default: all.")
    private List<EventKind> kinds = List.of();

    @Option(
            names = "--symbol",
            paramLabel = "NAME",
            split = ",",
            description = "Events of which symbols, separated by commas. Default: all, and those of none.")
    private List<String> symbols = List.of();

    @Option(names = "--from", paramLabel = "SEQ", description = "The first event. Default: the first there is.")
    private Long from;

    @Option(names = "--to", paramLabel = "SEQ", description = "The last event. Default: the last there is.")
    private Long to;

    @Option(names = "--no-progress", description = "Shows no progress bar.")
    private boolean noProgress;

    @Mixin
    private Plugins plugins;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        long first = from == null ? Long.MIN_VALUE : from;
        long last = to == null ? Long.MAX_VALUE : to;
        if (last < first || first < 1 && from != null || last < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--from and --to are no range of events: " + from + " to " + to);
        }
        ExportContext context = new ExportContext()
                .journalDirectory(directory)
                .symbols(new LinkedHashSet<>(symbols))
                .range(first, last);
        if (!kinds.isEmpty()) {
            context.kinds(new LinkedHashSet<>(kinds));
        }
        try (TableFiles files = files()) {
            if (noProgress) {
                JournalExport.run(context, files);
            } else {
                try (Progress progress = Progress.overEvents("Export", directory, last)) {
                    JournalExport.run(context.progress(progress::at), files);
                }
            }
            files.complete();
            report(files);
        }
        return ExitCode.OK;
    }

    private TableFiles files() {
        String suffix = suffix(out);
        boolean isFile = suffix.equals(CSV) || suffix.equals("parquet") || suffix.equals(format);
        TableFormat chosen = plugins.tableFormat(format != null ? format : isFile ? suffix : CSV);
        if (!isFile) {
            return TableFiles.in(chosen, out);
        }
        if (!suffix.equals(chosen.name())) {
            throw CommandException.input(
                    out + ": is not named like " + chosen.name() + "; let it end in ." + chosen.name());
        }
        if (kinds.size() != 1) {
            throw CommandException.input(out + ": is one file, and each kind of events takes one; name one with"
                    + " --kind, or a directory with --out");
        }
        return TableFiles.of(chosen, out);
    }

    private static String suffix(Path path) {
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    private void report(TableFiles files) {
        if (files.rowCounts().isEmpty()) {
            spec.commandLine().getOut().println("No such events; no file was written");
        }
        files.rowCounts()
                .forEach((file, rows) ->
                        spec.commandLine().getOut().printf(Locale.ROOT, "%,12d rows  %s%n", rows, file));
    }
}
