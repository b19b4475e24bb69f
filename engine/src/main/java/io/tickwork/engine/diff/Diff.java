// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

import io.tickwork.engine.diff.DiffResult.Signals;
import io.tickwork.engine.diff.OutputDifference.Kind;
import io.tickwork.engine.replay.ReplayContext;
import io.tickwork.engine.replay.ReplayException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Runs two graphs over the events of one journal, side by side, and compares what they put out; or one graph, and
 * compares it with what an earlier run recorded.
 *
 * <p>Outputs are found by the names of symbol and output, whatever their ids, and paired within an event by the time of
 * their cycle. Memory does not depend on the length of the journal: the outputs of one event are held, and some counts
 * for each output of each symbol.
 *
 * <p>Threading: one thread for all of a comparison.
 */
public final class Diff implements AutoCloseable {
    private final DiffContext context;
    private final DiffSide first;
    private final ReplayedSide second;
    private final Tallies tallies;
    private final List<OutputTally> touched = new ArrayList<>();

    private long eventCount;
    private long missingEventCount;
    private long differentEventCount;
    private long firstDifferentSequence = Long.MIN_VALUE;
    private long firstOutputCount;
    private long secondOutputCount;

    private Diff(DiffContext context) {
        this.context = context;
        first = context.against() != null
                ? new RecordedSide(context.against(), context.catalogue())
                : new ReplayedSide(replayOf(context).graph(context.first()));
        try {
            second = new ReplayedSide(replayOf(context).graph(context.second()));
        } catch (RuntimeException e) {
            first.close();
            throw e;
        }
        tallies = new Tallies(first, second);
        first.tallies(tallies);
        second.tallies(tallies);
    }

    private static ReplayContext replayOf(DiffContext context) {
        return new ReplayContext().journalDirectory(context.journalDirectory()).catalogue(context.catalogue());
    }

    /**
     * Compares.
     *
     * @param context what, and how.
     * @return what was found.
     * @throws io.tickwork.journal.JournalException when the journal cannot be read to its end.
     * @throws ReplayException when the journal has no graph and none is set, has lost its beginning and has no snapshot
     *     of it, or ends before the range begins.
     * @throws io.tickwork.dag.graph.GraphException when its graph needs node types that are not there.
     */
    public static DiffResult of(DiffContext context) {
        Objects.requireNonNull(context.journalDirectory(), "journalDirectory");
        try (Diff diff = new Diff(context)) {
            return diff.run();
        }
    }

    private DiffResult run() {
        long from = Math.max(Math.max(first.startSequence(), second.startSequence()) + 1, context.firstSequence());
        if (second.sequence() < from - 1) {
            second.approach(from - 1);
            if (second.sequence() < from - 1) {
                throw new ReplayException("The journal " + context.journalDirectory() + " has no event " + from
                        + ": its last is " + second.sequence() + ".");
            }
        }
        if (first instanceof ReplayedSide replayed) {
            replayed.approach(from - 1);
        }
        long sequence = from - 1;
        long last = Math.min(context.lastSequence(), first.endSequence());
        if (last < from) {
            throw new ReplayException("Nothing can be compared: outputs are recorded up to event " + first.endSequence()
                    + ", and event " + from + " is the first that was asked for, or that can be run.");
        }
        while (sequence < last) {
            boolean isInJournal = second.moveTo(sequence + 1);
            if (!first.moveTo(sequence + 1)) {
                break;
            }
            sequence++;
            // What was recorded of events that the journal does not have is lost.
            missingEventCount += isInJournal ? 0 : 1;
            if (first.has(sequence)) {
                eventCount++;
                compare(sequence);
            }
            context.progress().accept(sequence);
        }
        return result(from, sequence);
    }

    private void compare(long sequence) {
        firstOutputCount += add(first.outputs(), true);
        secondOutputCount += add(second.outputs(), false);
        boolean isDifferent = false;
        for (int i = 0; i < touched.size(); i++) {
            isDifferent |= touched.get(i).settle(sequence, context.tolerance());
        }
        touched.clear();
        if (isDifferent) {
            differentEventCount++;
            if (firstDifferentSequence == Long.MIN_VALUE) {
                firstDifferentSequence = sequence;
            }
        }
    }

    private int add(EventOutputs outputs, boolean isOfFirst) {
        for (int i = 0; i < outputs.count(); i++) {
            Emission emission = outputs.get(i);
            if (emission.tally.add(emission, isOfFirst)) {
                touched.add(emission.tally);
            }
        }
        return outputs.count();
    }

    private DiffResult result(long from, long last) {
        GraphComparison graphs = first.graph() == null ? null : new GraphComparison(first.graph(), second.graph());
        List<OutputDifference> differences = new ArrayList<>();
        tallies.all().stream()
                .map(OutputTally::difference)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong((OutputDifference difference) ->
                                difference.first().sequence())
                        .thenComparingLong(difference -> difference.first().cycleTimeNs()))
                .forEach(differences::add);
        return new DiffResult(
                first.graphFingerprint(),
                second.graphFingerprint(),
                graphs == null ? null : graphs.nodes(),
                graphs == null ? null : graphs.settings(),
                without(first.outputNames(), second.outputNames()),
                without(second.outputNames(), first.outputNames()),
                from,
                last,
                eventCount,
                missingEventCount,
                differentEventCount,
                firstDifferentSequence,
                firstOutputCount,
                secondOutputCount,
                List.copyOf(differences),
                signals());
    }

    private static List<String> without(Set<String> names, Set<String> others) {
        return names.stream().filter(name -> !others.contains(name)).sorted().toList();
    }

    private Signals signals() {
        long equal = 0;
        long changed = 0;
        long lost = 0;
        long gained = 0;
        for (OutputTally tally : tallies.all()) {
            if (tally.kind() == Kind.SIGNAL) {
                equal += tally.equalCount();
                changed += tally.changedCount();
                lost += tally.lostCount();
                gained += tally.gainedCount();
            }
        }
        return new Signals(equal, changed, lost, gained);
    }

    /** Closes both sides. */
    @Override
    public void close() {
        try {
            first.close();
        } finally {
            second.close();
        }
    }
}
