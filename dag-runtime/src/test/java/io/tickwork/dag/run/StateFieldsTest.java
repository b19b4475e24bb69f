// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.candle.CandleAggregator;
import io.tickwork.dag.node.State;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Goal: nobody adds state to a processor and forgets its image. Method: all fields that can change, or whose elements
 * can, are listed here with what an image does about them; a field that is in one place only fails.
 */
class StateFieldsTest {
    private static final List<Class<?>> CLASSES = List.of(
            GraphProcessor.class,
            Instance.class,
            SymbolInstance.class,
            Groups.class,
            Timers.class,
            CycleEmitter.class,
            Transfer.class,
            ParameterChanges.class,
            State.class,
            CandleAggregator.class);

    /** Saved and loaded. */
    private static final String IN_THE_IMAGE = """
            CycleEmitter.eventHash
            CycleEmitter.isHalted
            CycleEmitter.outputCount
            CycleEmitter.outputsHash
            GraphProcessor.changesForAll
            GraphProcessor.closedCounts
            GraphProcessor.engineTimeNs
            GraphProcessor.eventCount
            GraphProcessor.ignoredEventCount
            GraphProcessor.joinedAtNs
            GraphProcessor.joinedMissing
            GraphProcessor.lateCandleCount
            GraphProcessor.lateTradeCount
            GraphProcessor.nextBoundaryNs
            GraphProcessor.nextWaitingNs
            GraphProcessor.outsideTradeCount
            GraphProcessor.refusedCount
            GraphProcessor.shownTimeNs
            GraphProcessor.symbols
            ParameterChanges.changes
            State.cycleTimeNs
            State.doubles
            State.faulted
            State.faults
            State.longs
            State.nonFiniteCount
            State.quarantined
            State.valid
            SymbolInstance.isOpen
            SymbolInstance.nextCloseNs
            SymbolInstance.nextSessionNs
            SymbolInstance.nextWaitingNs
            Timers.nextNs
            """;

    /** Follows from what is in the image, and is made anew when a symbol is installed. */
    private static final String DERIVED = """
            GraphProcessor.symbolCount
            GraphProcessor.symbolsByName
            SymbolInstance.exports
            SymbolInstance.imports
            """;

    /** Of no meaning between two events: set before it is read by the next. */
    private static final String TRANSIENT = """
            CandleAggregator.formed
            CycleEmitter.cycle
            CycleEmitter.cycleTimeNs
            CycleEmitter.instance
            CycleEmitter.sequence
            CycleEmitter.symbolId
            Groups.fired
            State.cycle
            State.producedAt
            """;

    /** Filled by the constructor, from the graph, and never changed; or no part of the state. */
    private static final String CONSTANT = """
            CandleAggregator.bars
            CandleAggregator.closedCounts
            CandleAggregator.derived
            GraphProcessor.candles
            GraphProcessor.codes
            GraphProcessor.imageTaker
            Instance.faultKeys
            Instance.outputKeys
            Instance.parameters
            Instance.withSavedElements
            SymbolInstance.resetOnSession
            Timers.spansNs
            """;

    @Test
    void shouldKnowOfEveryFieldWhetherItIsInTheImage() {
        List<String> known = Stream.of(IN_THE_IMAGE, DERIVED, TRANSIENT, CONSTANT)
                .flatMap(String::lines)
                .toList();
        assertThat(known).doesNotHaveDuplicates();
        List<String> found = CLASSES.stream()
                .flatMap(each -> Arrays.stream(each.getDeclaredFields()))
                .filter(StateFieldsTest::canChange)
                .map(field -> field.getDeclaringClass().getSimpleName() + "." + field.getName())
                .toList();
        assertThat(new TreeSet<>(found)).as("""
                        A field that holds state belongs in the method image() of its class; raise the version of \
                        StateImage.FORMAT then. Whichever it is, list it here.""").isEqualTo(new TreeSet<>(known));
    }

    private static boolean canChange(Field field) {
        Class<?> type = field.getType();
        boolean holdsElements =
                type.isArray() || Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
        return !Modifier.isStatic(field.getModifiers())
                && !field.isSynthetic()
                && (!Modifier.isFinal(field.getModifiers()) || holdsElements);
    }
}
