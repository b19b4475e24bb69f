// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.outbound.NatsOutbound;
import io.tickwork.bridge.outbound.OutboundContext;
import io.tickwork.bridge.outbound.OverflowPolicy;
import io.tickwork.bridge.outbound.PayloadEncoding;
import io.tickwork.bridge.outbound.StreamSettings;
import io.tickwork.bridge.outbound.SubjectPattern;
import io.tickwork.bridge.outbound.SubjectRules;
import io.tickwork.dag.graph.Graph;
import io.tickwork.engine.sink.NatsNames;
import io.tickwork.engine.sink.NatsSink;
import io.tickwork.engine.sink.OutputNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** The options that say what goes to NATS. */
final class NatsOutputOptions {
    /** In the journal's directory: what waits, and what is confirmed. */
    private static final String DIRECTORY = "outbound";

    private static final String POSITION_SUFFIX = ".confirmed";
    private static final int MEBIBYTE = 1 << 20;

    @Option(
            names = "--no-publish",
            description = "Publishes nothing on NATS. Default: values, signals and status are published.")
    private boolean isSilent;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "The name of the engine in engine.status.NAME. Default: that of the journal's directory.")
    private String engine;

    @Option(
            names = "--output-stream",
            paramLabel = "NAME",
            description =
                    "Publishes to this stream of JetStream, which no other engine uses, each output once; makes it"
                            + " if there is none. Default: core NATS, at most once.")
    private String stream;

    @Option(
            names = "--output-subjects",
            paramLabel = "SUBJECT",
            split = ",",
            description =
                    "The subjects that the stream takes, if it is made here, as indicators.ES.>,strategy.signals.ES."
                            + " Default: indicators.>, strategy.signals.> and engine.faults.NAME.")
    private List<String> streamSubjects = new ArrayList<>();

    @Option(
            names = "--give-up-outputs",
            description = "Starts with another graph though outputs of the one before it have not been published to the"
                    + " stream. Default: that is refused, as they are lost then.")
    private boolean areOwedOutputsGivenUp;

    @Option(
            names = "--encoding",
            paramLabel = "SUBJECT=ENCODING",
            converter = {PatternConverter.class, WordConverter.OfPayloadEncoding.class},
            description = "Writes payloads of subjects as sbe or json; the first that matches counts. Default: json for"
                    + " dashboard.stream.> and engine.status.>, else sbe.")
    private Map<String, PayloadEncoding> encodings = new LinkedHashMap<>();

    @Option(
            names = "--overflow",
            paramLabel = "SUBJECT=POLICY",
            converter = {PatternConverter.class, WordConverter.OfOverflowPolicy.class},
            description = "What becomes of messages that cannot leave as fast as they come: spool, drop-oldest or"
                    + " conflate. With a stream all are spooled. Default: drop-oldest for indicators.>, else spool.")
    private Map<String, OverflowPolicy> policies = new LinkedHashMap<>();

    @Option(
            names = "--dashboard-rate",
            paramLabel = "N",
            description = "How often a second each channel of dashboard.stream is published at most, 0 for never."
                    + " Default: 10.")
    private int dashboardRate = 10;

    @Option(
            names = "--status-interval",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How often the engine says how it is; 0s for never. Default: 1s.")
    private Duration statusInterval = Duration.ofSeconds(1);

    @Option(
            names = "--spool-size",
            paramLabel = "MIB",
            description = "How much may wait for the broker, in MiB, a power of two from 16 to 1024. Default: 256.")
    private int spoolSize = OutboundContext.SPOOL_CAPACITY_DEFAULT / MEBIBYTE;

    /**
     * Opens the way out.
     *
     * @param connection closed by whoever made it, after the sink.
     * @param graph whose outputs leave.
     * @param names for their ids.
     * @param journal of the engine; what waits stands in it.
     * @return the sink; null when nothing is to be published.
     */
    NatsSink open(NatsConnection connection, Graph graph, OutputNames names, Path journal) {
        if (isSilent) {
            return null;
        }
        NatsSink sink = new NatsSink();
        sink.outbound(
                NatsOutbound.open(connection, context(graph, names, journal).status(sink)));
        return sink;
    }

    /** {@return whether outputs that only the graph before this one could make are given up} */
    boolean areOwedOutputsGivenUp() {
        return areOwedOutputsGivenUp;
    }

    private OutboundContext context(Graph graph, OutputNames names, Path journal) {
        if (Integer.bitCount(spoolSize) != 1 || spoolSize < 16 || spoolSize > 1024) {
            throw CommandException.input(
                    "--spool-size " + spoolSize + " is not a power of two from 16 to 1024. Give 256, say.");
        }
        if (dashboardRate < 0 || dashboardRate > 1000) {
            throw CommandException.input("--dashboard-rate " + dashboardRate + " is not from 0 to 1000.");
        }
        if (stream == null && !streamSubjects.isEmpty()) {
            throw CommandException.input("--output-subjects are those of a stream. Name it with --output-stream.");
        }
        String engineName = engine == null
                ? journal.toAbsolutePath().normalize().getFileName().toString()
                : engine;
        Path directory = journal.resolve(DIRECTORY);
        OutboundContext context = new OutboundContext()
                .engine(engineName)
                .names(new NatsNames(names, graph))
                .spoolDirectory(directory)
                .spoolCapacity(spoolSize * MEBIBYTE)
                .dashboardIntervalNs(dashboardRate == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / dashboardRate)
                .statusIntervalNs(statusInterval.toNanos());
        context.encodings(context.encodings().after(rules(encodings)));
        context.policies(context.policies().after(rules(policies)));
        if (stream != null) {
            StreamSettings settings = streamSettings(engineName, directory);
            context.stream(streamSubjects.isEmpty() ? settings : settings.withSubjects(streamSubjects));
        }
        return context;
    }

    private StreamSettings streamSettings(String engineName, Path directory) {
        try {
            return StreamSettings.of(stream, engineName, directory.resolve(stream + POSITION_SUFFIX));
        } catch (IllegalArgumentException e) {
            throw CommandException.input("--output-stream: " + e.getMessage() + ". Give another name.");
        }
    }

    private static <T> List<SubjectRules.Rule<T>> rules(Map<String, T> choices) {
        List<SubjectRules.Rule<T>> rules = new ArrayList<>();
        choices.forEach((pattern, choice) -> rules.add(new SubjectRules.Rule<>(SubjectPattern.of(pattern), choice)));
        return rules;
    }
}
