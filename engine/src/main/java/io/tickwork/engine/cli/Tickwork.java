// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.bridge.BridgeException;
import io.tickwork.dag.graph.GraphException;
import io.tickwork.engine.BuildVersion;
import io.tickwork.engine.EngineHaltedException;
import io.tickwork.engine.EngineStartException;
import io.tickwork.engine.export.ExportException;
import io.tickwork.engine.feed.FeedException;
import io.tickwork.engine.inspect.InspectException;
import io.tickwork.engine.replay.ReplayException;
import io.tickwork.engine.sink.SinkException;
import io.tickwork.journal.JournalException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code tickwork}. */
@Command(
        name = "tickwork",
        description = "An ultra-low-latency event processor for trading.",
        scope = CommandLine.ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Tickwork.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            ImportCommand.class,
            ReplayCommand.class,
            VerifyCommand.class,
            DiffCommand.class,
            InspectCommand.class,
            ExportCommand.class,
            GraphCommand.class,
            NodesCommand.class,
            BenchCommand.class,
            DoctorCommand.class,
            JournalCommand.class,
            PublishCommand.class,
            TailCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the answer is no: a replay differs, a journal is damaged",
            "2:the input was wrong: options, a graph, a file of trades",
            "3:the environment was wrong: disk, permissions, the JVM"
        })
public final class Tickwork {
    Tickwork() {}

    /**
     * Runs a command and exits with its code.
     *
     * @param args the name of a sub-command and its options.
     */
    public static void main(String[] args) {
        int exitCode;
        try {
            exitCode = commandLine().execute(args);
        } catch (Error e) { // left to itself it would end with 1, which says that the answer is no
            e.printStackTrace();
            exitCode = ExitCode.ENVIRONMENT;
        }
        System.exit(exitCode);
    }

    /** {@return the command line, ready to execute} */
    static CommandLine commandLine() {
        return with(new Tickwork());
    }

    /** {@return a command line that reports what goes wrong as all commands do} @param command annotated. */
    static CommandLine with(Object command) {
        return new CommandLine(command)
                .setExecutionExceptionHandler((e, commandLine, parsed) -> report(e, commandLine.getErr()));
    }

    /** Says what went wrong, for whom to act, and chooses the exit code. */
    private static int report(Exception e, PrintWriter err) {
        if (e instanceof GraphException graph) {
            graph.errors().forEach(error -> err.println("error: " + error));
            return ExitCode.INPUT;
        }
        if (e instanceof CommandException command) {
            err.println("error: " + e.getMessage());
            return command.exitCode();
        }
        if (e instanceof EngineHaltedException || e instanceof EngineStartException) {
            err.println("error: " + e.getMessage());
            return ExitCode.NO;
        }
        if (e instanceof FeedException
                || e instanceof ReplayException
                || e instanceof InspectException
                || e instanceof ExportException) {
            err.println("error: " + e.getMessage());
            return ExitCode.INPUT;
        }
        if (e instanceof JournalException journal) {
            err.println("error: " + e.getMessage());
            return switch (journal.kind()) {
                case INPUT -> ExitCode.INPUT;
                case ENVIRONMENT -> ExitCode.ENVIRONMENT;
                case DAMAGED -> ExitCode.NO;
            };
        }
        if (e instanceof BridgeException bridge) {
            err.println("error: " + e.getMessage());
            return bridge.isInput() ? ExitCode.INPUT : ExitCode.ENVIRONMENT;
        }
        if (e instanceof SinkException sink) {
            err.println("error: " + e.getMessage());
            return sink.isInput() ? ExitCode.INPUT : ExitCode.ENVIRONMENT;
        }
        err.println("error: this should not have happened; please report it with what follows");
        e.printStackTrace(err);
        return ExitCode.ENVIRONMENT;
    }

    /** The version of this build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"tickwork " + BuildVersion.current() + ", Java " + Runtime.version()};
        }
    }
}
