// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import io.tickwork.bridge.BridgeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * What is taken from NATS, and how. Set what differs from the defaults, then {@link #conclude()}, after which nothing
 * can be set.
 */
public final class InboundContext {
    /** Where refused messages are copied to, by default. */
    public static final String DEAD_LETTER_SUBJECT_DEFAULT = "tickwork.refused";
    /** The most refused messages copied in a second, by default. */
    public static final int DEAD_LETTERS_PER_SECOND_DEFAULT = 100;
    /** How far an event's time may be ahead of ours, by default: 10 s. */
    public static final long AHEAD_MAX_NS_DEFAULT = 10_000_000_000L;
    /** How far clock events stay behind the wall clock, by default: 1 s. */
    public static final long CLOCK_GRACE_NS_DEFAULT = 1_000_000_000L;
    /** Messages of a stream that are asked for ahead, by default. */
    public static final int STREAM_WINDOW_DEFAULT = 4_096;

    private List<MarketSymbol> symbols = List.of();
    private final Map<MarketKind, String> patterns = new EnumMap<>(MarketKind.class);
    private int definedCount;
    private boolean othersAreIgnored;
    private String deadLetterSubject = DEAD_LETTER_SUBJECT_DEFAULT;
    private int deadLettersPerSecond = DEAD_LETTERS_PER_SECOND_DEFAULT;
    private long aheadMaxNs = AHEAD_MAX_NS_DEFAULT;
    private long clockIntervalNs;
    private long clockGraceNs = CLOCK_GRACE_NS_DEFAULT;
    private IntToLongFunction journaledSequence = sourceId -> 0;
    private String stream;
    private Path streamIdentity;
    private int streamWindow = STREAM_WINDOW_DEFAULT;
    private EpochNanoClock epochClock = SystemEpochNanoClock.INSTANCE;
    private NanoClock nanoClock = SystemNanoClock.INSTANCE;
    private final Map<ControlKind, String> controlPatterns = new EnumMap<>(ControlKind.class);
    private ControlCheck controlCheck;
    private long engineTimeNs;
    private Map<InboundKind, SubjectTemplate> templates;

    /** A context with all defaults: no symbol, all kinds, no clock events, core NATS. */
    public InboundContext() {
        for (MarketKind kind : MarketKind.values()) {
            patterns.put(kind, kind.defaultPattern());
        }
    }

    /**
     * Checks everything and freezes it.
     *
     * @return this.
     * @throws BridgeException naming the setting that cannot be.
     */
    public InboundContext conclude() {
        if (templates != null) {
            return this;
        }
        if (symbols.isEmpty()) {
            throw BridgeException.input("No symbol is named to take market data of. Give at least one.");
        }
        for (int i = 0; i < symbols.size(); i++) {
            if (symbols.get(i).id() != i) {
                throw new IllegalArgumentException("the id of " + symbols.get(i) + " is not " + i);
            }
        }
        if (symbols.stream().map(MarketSymbol::name).distinct().count() < symbols.size()) {
            throw BridgeException.input("A symbol is named twice. Name each once.");
        }
        if (patterns.isEmpty()) {
            throw BridgeException.input("No subject is named to take market data from. Give at least one.");
        }
        if (definedCount < 0 || definedCount > symbols.size()) {
            throw new IllegalArgumentException("definedCount=" + definedCount + " is not from 0 to " + symbols.size());
        }
        requireNotNegative("aheadMaxNs", aheadMaxNs);
        requireNotNegative("clockIntervalNs", clockIntervalNs);
        requireNotNegative("clockGraceNs", clockGraceNs);
        requireNotNegative("deadLettersPerSecond", deadLettersPerSecond);
        requireNotNegative("streamWindow - 2", streamWindow - 2L);
        if (!controlPatterns.isEmpty() && controlCheck == null) {
            throw new IllegalArgumentException("control messages are taken, and there is no controlCheck");
        }
        Map<InboundKind, SubjectTemplate> checked = new LinkedHashMap<>();
        patterns.forEach((kind, text) -> checked.put(kind, SubjectTemplate.of(kind, text)));
        controlPatterns.forEach((kind, text) -> checked.put(kind, SubjectTemplate.of(kind, text)));
        requireDistinct(checked);
        templates = checked;
        return this;
    }

    private static void requireDistinct(Map<InboundKind, SubjectTemplate> templates) {
        Map<String, InboundKind> kinds = new HashMap<>();
        templates.forEach((kind, template) -> {
            InboundKind other = kinds.put(template.wildcard(), kind);
            if (other != null) {
                throw BridgeException.input("The subjects " + template.wildcard() + " are those of " + other
                        + " and of " + kind + ". Give each kind its own.");
            }
        });
    }

    private static void requireNotNegative(String setting, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(setting + "=" + value + " is negative");
        }
    }

    /** {@return how subjects are built, by kind; once concluded} */
    Map<InboundKind, SubjectTemplate> templates() {
        return templates;
    }

    /** {@return what to subscribe to; once concluded} */
    List<String> wildcards() {
        return new ArrayList<>(
                templates.values().stream().map(SubjectTemplate::wildcard).toList());
    }

    private void requireOpen() {
        if (templates != null) {
            throw new IllegalStateException("the context is concluded; set it up before");
        }
    }

    /**
     * Sets of what market data is taken.
     *
     * @param value in the order of their ids.
     * @return this.
     */
    public InboundContext symbols(List<MarketSymbol> value) {
        requireOpen();
        symbols = List.copyOf(value);
        return this;
    }

    /** {@return of what market data is taken} */
    public List<MarketSymbol> symbols() {
        return symbols;
    }

    /**
     * Sets how the subjects of a kind are built.
     *
     * @param kind of market data.
     * @param value tokens between dots, one of them {@code {symbol}} and, for bars, one {@code {tf}}; null to take none
     *     of that kind.
     * @return this.
     */
    public InboundContext pattern(MarketKind kind, String value) {
        requireOpen();
        if (value == null) {
            patterns.remove(kind);
        } else {
            patterns.put(kind, value);
        }
        return this;
    }

    /**
     * {@return how the subjects of a kind are built, null where none is taken}
     *
     * @param kind of market data.
     */
    public String pattern(MarketKind kind) {
        return patterns.get(kind);
    }

    /**
     * Sets how the subjects of a kind of control messages are built.
     *
     * @param kind of control messages.
     * @param value tokens between dots, one of them {@code {symbol}}; null, the default, to take none of that kind.
     * @return this.
     */
    public InboundContext controlPattern(ControlKind kind, String value) {
        requireOpen();
        if (value == null) {
            controlPatterns.remove(kind);
        } else {
            controlPatterns.put(kind, value);
        }
        return this;
    }

    /**
     * {@return how the subjects of a kind of control messages are built, null where none is taken}
     *
     * @param kind of control messages.
     */
    public String controlPattern(ControlKind kind) {
        return controlPatterns.get(kind);
    }

    /**
     * Sets what knows whether the graph takes a control message.
     *
     * @param value asked about each; needed where control messages are taken.
     * @return this.
     */
    public InboundContext controlCheck(ControlCheck value) {
        requireOpen();
        controlCheck = value;
        return this;
    }

    /** {@return what knows whether the graph takes a control message, null where none are taken} */
    public ControlCheck controlCheck() {
        return controlCheck;
    }

    /**
     * Sets how far the engine's time has come by what is in the journal: control messages that give no time are as of
     * the latest event.
     *
     * @param value UTC epoch nanoseconds; 0 before the first event.
     * @return this.
     */
    public InboundContext engineTimeNs(long value) {
        requireOpen();
        engineTimeNs = value;
        return this;
    }

    /** {@return how far the engine's time has come by what is in the journal, UTC epoch nanoseconds} */
    public long engineTimeNs() {
        return engineTimeNs;
    }

    /**
     * Sets how many of the symbols, from the first, the journal defines already.
     *
     * @param value from 0 to the number of symbols.
     * @return this.
     */
    public InboundContext definedCount(int value) {
        requireOpen();
        definedCount = value;
        return this;
    }

    /** {@return how many symbols the journal defines already} */
    public int definedCount() {
        return definedCount;
    }

    /**
     * Sets whether data of other symbols is for other engines, and left alone; else it is refused.
     *
     * @param value false by default.
     * @return this.
     */
    public InboundContext othersAreIgnored(boolean value) {
        requireOpen();
        othersAreIgnored = value;
        return this;
    }

    /** {@return whether data of other symbols is for other engines} */
    public boolean othersAreIgnored() {
        return othersAreIgnored;
    }

    /**
     * Sets where refused messages are copied to.
     *
     * @param value a subject outside of those that are taken; null for nowhere.
     * @return this.
     */
    public InboundContext deadLetterSubject(String value) {
        requireOpen();
        deadLetterSubject = value;
        return this;
    }

    /** {@return where refused messages are copied to, null for nowhere} */
    public String deadLetterSubject() {
        return deadLetterSubject;
    }

    /**
     * Sets how many refused messages are copied in a second; those above are only counted.
     *
     * @param value not negative.
     * @return this.
     */
    public InboundContext deadLettersPerSecond(int value) {
        requireOpen();
        deadLettersPerSecond = value;
        return this;
    }

    /** {@return how many refused messages are copied in a second} */
    public int deadLettersPerSecond() {
        return deadLettersPerSecond;
    }

    /**
     * Sets how far an event's time may be ahead of ours: how much the clocks of sender and host may differ.
     *
     * @param value nanoseconds, not negative.
     * @return this.
     */
    public InboundContext aheadMaxNs(long value) {
        requireOpen();
        aheadMaxNs = value;
        return this;
    }

    /** {@return how far an event's time may be ahead of ours, in nanoseconds} */
    public long aheadMaxNs() {
        return aheadMaxNs;
    }

    /**
     * Sets how often there is a clock event, so that time passes without market data.
     *
     * @param value nanoseconds; 0 for none: the time is then that of market data alone.
     * @return this.
     */
    public InboundContext clockIntervalNs(long value) {
        requireOpen();
        clockIntervalNs = value;
        return this;
    }

    /** {@return how often there is a clock event, in nanoseconds; 0 for none} */
    public long clockIntervalNs() {
        return clockIntervalNs;
    }

    /**
     * Sets how far clock events stay behind the wall clock, so that market data on its way is not late.
     *
     * @param value nanoseconds, not negative.
     * @return this.
     */
    public InboundContext clockGraceNs(long value) {
        requireOpen();
        clockGraceNs = value;
        return this;
    }

    /** {@return how far clock events stay behind the wall clock, in nanoseconds} */
    public long clockGraceNs() {
        return clockGraceNs;
    }

    /**
     * Sets how far the journal has come.
     *
     * @param value gives the sequence of the last event of a source, see {@link InboundSources}; 0 for none.
     * @return this.
     */
    public InboundContext journaledSequence(IntToLongFunction value) {
        requireOpen();
        journaledSequence = value;
        return this;
    }

    /** {@return what tells how far the journal has come} */
    public IntToLongFunction journaledSequence() {
        return journaledSequence;
    }

    /**
     * Sets the stream of JetStream that messages are read from.
     *
     * @param value its name; null for core NATS.
     * @param identity a file that keeps which stream of that name it is; may not exist before the first start.
     * @return this.
     */
    public InboundContext stream(String value, Path identity) {
        requireOpen();
        stream = value;
        streamIdentity = identity;
        return this;
    }

    /** {@return the stream that messages are read from, null for core NATS} */
    public String stream() {
        return stream;
    }

    /** {@return the file that keeps which stream it is} */
    public Path streamIdentity() {
        return streamIdentity;
    }

    /**
     * Sets how many messages of a stream are asked for ahead: as many may wait here.
     *
     * @param value at least 2.
     * @return this.
     */
    public InboundContext streamWindow(int value) {
        requireOpen();
        streamWindow = value;
        return this;
    }

    /** {@return how many messages of a stream are asked for ahead} */
    public int streamWindow() {
        return streamWindow;
    }

    /**
     * Sets the clocks; for tests.
     *
     * @param epoch of times of receipt and clock events.
     * @param nano that intervals are measured by.
     * @return this.
     */
    public InboundContext clocks(EpochNanoClock epoch, NanoClock nano) {
        requireOpen();
        epochClock = epoch;
        nanoClock = nano;
        return this;
    }

    EpochNanoClock epochClock() {
        return epochClock;
    }

    NanoClock nanoClock() {
        return nanoClock;
    }
}
