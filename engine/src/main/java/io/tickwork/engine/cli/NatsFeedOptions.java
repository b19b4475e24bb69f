// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.bridge.inbound.ControlKind;
import io.tickwork.bridge.inbound.InboundContext;
import io.tickwork.bridge.inbound.MarketKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say what is taken from NATS. */
final class NatsFeedOptions {
    @Option(
            names = "--stream",
            paramLabel = "NAME",
            description = "Reads this stream of JetStream, each message once. Default: core NATS, at most once.")
    private String stream;

    @Option(
            names = "--subject",
            paramLabel = "KIND=PATTERN",
            description = "Takes trade, quote, depth or candle from subjects of this pattern, and of kinds that are not"
                    + " named nothing, as --subject trade=md.trade.{symbol}. Default: all kinds; books only if the graph"
                    + " reads them.")
    private Map<String, String> subjects = new LinkedHashMap<>();

    @Option(
            names = "--control",
            paramLabel = "KIND[=PATTERN]",
            mapFallbackValue = "",
            description = "Takes control messages: parameter (new values), reset (of a node) or session (opened or"
                    + " closed), from subjects of this pattern. Default: none; without PATTERN"
                    + " control.KIND.{symbol}.")
    private Map<String, String> controls = new LinkedHashMap<>();

    @Option(
            names = "--ignore-other-symbols",
            description = "Leaves alone what comes of symbols that are not named, as other engines take it. Default: it"
                    + " is refused.")
    private boolean othersAreIgnored;

    @Option(
            names = "--dead-letters",
            paramLabel = "SUBJECT",
            description = "Copies refused messages to this subject, with the reason. Default: "
                    + InboundContext.DEAD_LETTER_SUBJECT_DEFAULT + ".")
    private String deadLetterSubject = InboundContext.DEAD_LETTER_SUBJECT_DEFAULT;

    @Option(
            names = "--event-time",
            description = "Lets time pass by market data alone, as a file does. Default: by the clock, too.")
    private boolean isEventTime;

    @Option(
            names = "--clock-interval",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How often the clock tells the time. Default: 1s.")
    private Duration clockInterval = Duration.ofSeconds(1);

    @Option(
            names = "--clock-grace",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How far that stays behind the wall clock, so that market data on its way is not late."
                    + " Default: 1s.")
    private Duration clockGrace = Duration.ofSeconds(1);

    /** {@return the stream, null for core NATS} */
    String stream() {
        return stream;
    }

    /**
     * {@return what is taken, but for symbols and the place in the journal}
     *
     * @param hasRoomForDepth whether the ring takes books.
     */
    InboundContext context(boolean hasRoomForDepth) {
        if (!isEventTime && clockInterval.isZero()) {
            throw CommandException.input("--clock-interval is zero. Give a longer one, or --event-time for no clock.");
        }
        InboundContext context = new InboundContext()
                .othersAreIgnored(othersAreIgnored)
                .deadLetterSubject(deadLetterSubject)
                .clockIntervalNs(isEventTime ? 0 : clockInterval.toNanos())
                .clockGraceNs(clockGrace.toNanos());
        if (!hasRoomForDepth) {
            context.pattern(MarketKind.DEPTH, null);
        }
        if (!subjects.isEmpty()) {
            for (MarketKind kind : MarketKind.values()) {
                context.pattern(kind, subjects.get(kind.name().toLowerCase(Locale.ROOT)));
            }
            subjects.keySet().forEach(NatsFeedOptions::requireKind);
        }
        controls.forEach((word, pattern) -> {
            ControlKind kind = controlKind(word);
            context.controlPattern(kind, pattern.isEmpty() ? kind.defaultPattern() : pattern);
        });
        return context;
    }

    /** {@return whether control messages are taken} */
    boolean isControlled() {
        return !controls.isEmpty();
    }

    private static ControlKind controlKind(String word) {
        for (ControlKind kind : ControlKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return kind;
            }
        }
        throw CommandException.input(
                "--control: '" + word + "' is no kind of control message. Write parameter, reset or session.");
    }

    private static void requireKind(String word) {
        for (MarketKind kind : MarketKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return;
            }
        }
        throw CommandException.input(
                "--subject: '" + word + "' is no kind of market data. Write trade, quote, depth or candle.");
    }
}
