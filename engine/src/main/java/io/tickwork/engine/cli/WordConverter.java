// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.bridge.outbound.OverflowPolicy;
import io.tickwork.bridge.outbound.PayloadEncoding;
import io.tickwork.dag.plan.CycleKind;
import io.tickwork.engine.SnapshotMode;
import io.tickwork.engine.Topology;
import io.tickwork.engine.export.EventKind;
import io.tickwork.engine.feed.TimeFormat;
import io.tickwork.engine.view.GraphFormat;
import io.tickwork.journal.Durability;
import io.tickwork.ring.WaitMode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the constants of an enum the way they are written on a command line, {@code busy-spin} for {@code BUSY_SPIN},
 * and lists these words for the help text.
 */
abstract class WordConverter<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
    private final SortedMap<String, E> constants;

    private WordConverter(Class<E> type) {
        this(type, constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private WordConverter(Class<E> type, Function<E, String> word) {
        constants = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(word, constant -> constant, (one, other) -> one, TreeMap::new));
    }

    @Override
    public E convert(String word) {
        E constant = constants.get(word.toLowerCase(Locale.ROOT));
        if (constant == null) {
            throw new TypeConversionException("'" + word + "' is not one of " + String.join(", ", constants.keySet()));
        }
        return constant;
    }

    @Override
    public Iterator<String> iterator() {
        return constants.keySet().iterator();
    }

    /** The words for wait modes. */
    static final class OfWaitMode extends WordConverter<WaitMode> {
        OfWaitMode() {
            super(WaitMode.class);
        }
    }

    /** The words for times that a replay is paced by. */
    static final class OfPace extends WordConverter<ReplayCommand.Pace> {
        OfPace() {
            super(ReplayCommand.Pace.class);
        }
    }

    /** The words for kinds of events. */
    static final class OfEventKind extends WordConverter<EventKind> {
        OfEventKind() {
            super(EventKind.class);
        }
    }

    /** The words for levels of durability. */
    static final class OfDurability extends WordConverter<Durability> {
        OfDurability() {
            super(Durability.class);
        }
    }

    /** The words for topologies. */
    static final class OfTopology extends WordConverter<Topology> {
        OfTopology() {
            super(Topology.class);
        }
    }

    /** The words for who makes snapshots. */
    static final class OfSnapshotMode extends WordConverter<SnapshotMode> {
        OfSnapshotMode() {
            super(SnapshotMode.class);
        }
    }

    /** The words for ways to write payloads. */
    static final class OfPayloadEncoding extends WordConverter<PayloadEncoding> {
        OfPayloadEncoding() {
            super(PayloadEncoding.class);
        }
    }

    /** The words for what becomes of messages that cannot leave. */
    static final class OfOverflowPolicy extends WordConverter<OverflowPolicy> {
        OfOverflowPolicy() {
            super(OverflowPolicy.class);
        }
    }

    /** The words for units of time. */
    static final class OfTimeFormat extends WordConverter<TimeFormat> {
        OfTimeFormat() {
            super(TimeFormat.class, TimeFormat::word);
        }
    }

    /** The words for forms of a graph. */
    static final class OfGraphFormat extends WordConverter<GraphFormat> {
        OfGraphFormat() {
            super(GraphFormat.class);
        }
    }

    /** The words for kinds of cycle. */
    static final class OfCycleKind extends WordConverter<CycleKind> {
        OfCycleKind() {
            super(CycleKind.class);
        }
    }
}
