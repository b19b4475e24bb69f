// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.inbound.MarketPublisher;
import io.tickwork.bridge.inbound.MarketSymbol;
import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.SymbolDefinitionDecoder;
import io.tickwork.engine.feed.EventSource;
import io.tickwork.engine.feed.MarketDataFile;
import io.tickwork.engine.feed.MarketDataKind;
import io.tickwork.engine.feed.Pacer;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays recorded market data into NATS. */
@Command(
        name = "publish",
        description =
                "Plays a CSV file of market data, or the market data in a journal, into NATS, as a source of market"
                        + " data does.")
final class PublishCommand implements Callable<Integer> {
    private static final long LOOK_INTERVAL_NS = TimeUnit.MICROSECONDS.toNanos(50);

    @Parameters(paramLabel = "FILE", description = "CSV as for 'tickwork import', or the directory of a journal.")
    private Path file;

    @Option(
            names = "--nats",
            paramLabel = "URL",
            required = true,
            description = "The NATS server, at nats://HOST:PORT or tls://HOST:PORT.")
    private String url;

    @Option(names = "--symbol", paramLabel = "NAME", description = "The symbol a file is of.")
    private String symbol;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "What the rows of a file are: " + MarketDataKind.WORDS + ". Default: trades.")
    private String kind = "trades";

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            converter = Speed.class,
            description = "Paces the events by their own times, FACTOR times faster. Default: as fast as they go.")
    private Double speed;

    @Option(
            names = "--jetstream",
            description =
                    "Waits for a stream to say that it has each message. Default: core NATS, where nobody says so.")
    private boolean isAcknowledged;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Whom the messages are from. Default: the name of the file and the time of the start; its"
                    + " sequences begin at 1.")
    private String source;

    @Option(names = "--no-progress", description = "Shows no progress bar.")
    private boolean noProgress;

    @Mixin
    private NatsOptions natsOptions;

    @Mixin
    private FileOptions fileOptions;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        boolean isJournal = Files.isDirectory(file);
        if (isJournal == (symbol != null)) {
            throw CommandException.input(
                    isJournal
                            ? "--symbol is for a file; a journal names its symbols"
                            : file + ": name the symbol that the file is of, with --symbol");
        }
        MarketDataFile sound = isJournal ? null : soundFile();
        long total = isJournal ? JournalReader.lastSequence(file) : sound.eventCount();
        String name = source != null ? source : file.getFileName() + "@" + System.currentTimeMillis();
        try (StopSignal stop = StopSignal.listen();
                NatsConnection connection = NatsConnection.connect(natsOptions.context(url));
                Progress progress = noProgress ? null : new Progress("Events", total)) {
            MarketPublisher publisher = new MarketPublisher(connection, name, isAcknowledged);
            Player player = new Player(publisher, stop, progress);
            if (isJournal) {
                playJournal(player);
            } else {
                playFile(sound, player);
            }
            publisher.close();
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%s %,d messages to %s as the source %s%n",
                            stop.isStopped() ? "Stopped after" : "Published",
                            publisher.publishedCount(),
                            url,
                            name);
            spec.commandLine().getOut().flush();
        }
        return ExitCode.OK;
    }

    private MarketDataFile soundFile() {
        try {
            return MarketDataFile.validate(
                    file, MarketDataKind.parse(kind), fileOptions.symbol(0, symbol), fileOptions.timeFormat());
        } catch (IllegalArgumentException e) {
            throw CommandException.input(e.getMessage());
        }
    }

    private static void playFile(MarketDataFile sound, Player player) {
        Symbol of = sound.symbol();
        MarketSymbol named = new MarketSymbol(of.id(), of.name(), of.priceExponent(), of.sizeExponent());
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataFile.EVENT_LENGTH_MAX]);
        try (EventSource events = sound.open()) {
            while (!player.stop.isStopped() && events.next()) {
                player.play(named, buffer, 0, events.encode(buffer, 0));
            }
        }
    }

    private void playJournal(Player player) {
        JournalPlayer handler = new JournalPlayer(player);
        try (JournalReader reader = JournalReader.open(file)) {
            while (!player.stop.isStopped() && reader.next(handler)) {
                // Until the end.
            }
        }
    }

    /** Publishes events when they are due. */
    private final class Player {
        private final MarketPublisher publisher;
        private final StopSignal stop;
        private final Progress progress;
        private final Pacer pacer = speed == null ? Pacer.AT_ONCE : Pacer.ofSpeed(System::nanoTime, speed);

        Player(MarketPublisher publisher, StopSignal stop, Progress progress) {
            this.publisher = publisher;
            this.stop = stop;
            this.progress = progress;
        }

        void play(MarketSymbol named, DirectBuffer buffer, int offset, int length) {
            while (!pacer.isDue(InboundEvents.eventTimeNs(buffer, offset))) {
                if (stop.isStopped()) {
                    return;
                }
                LockSupport.parkNanos(LOOK_INTERVAL_NS);
            }
            publisher.publish(named, buffer, offset, length);
            if (progress != null) {
                progress.at(publisher.publishedCount());
            }
        }
    }

    /** Publishes the market data among the events of a journal. */
    private static final class JournalPlayer implements JournalHandler {
        private final Player player;
        private final Map<Integer, MarketSymbol> symbols = new HashMap<>();
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final SymbolDefinitionDecoder definition = new SymbolDefinitionDecoder();

        JournalPlayer(Player player) {
            this.player = player;
        }

        @Override
        public void onManifest(Manifest manifest) {
            manifest.symbols()
                    .forEach(each -> symbols.put(
                            each.id(),
                            new MarketSymbol(each.id(), each.name(), each.priceExponent(), each.sizeExponent())));
        }

        @Override
        public void onEvent(
                long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
            if (player.stop.isStopped()) {
                return;
            }
            if (InboundEvents.templateId(buffer, offset) == SymbolDefinitionDecoder.TEMPLATE_ID) {
                definition.wrapAndApplyHeader(buffer, offset, header);
                String name = definition.symbolName();
                symbols.put(
                        definition.symbolId(),
                        new MarketSymbol(
                                definition.symbolId(), name, definition.priceExponent(), definition.sizeExponent()));
            } else if (MarketPublisher.kind(buffer, offset) != null) {
                player.play(symbols.get(InboundEvents.symbolId(buffer, offset)), buffer, offset, length);
            }
        }
    }
}
