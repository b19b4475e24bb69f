// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.inspect;

import io.tickwork.engine.replay.ReplayCursor;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks over a journal by commands, forward and back. Knows nothing of terminals: it is given lines and writes lines.
 *
 * <p>Threading: one thread. Cost: a step back restores a state near before and runs from there; a search runs the
 * events it passes, some hundred thousand a second when it has to see turns of nodes.
 */
public final class InspectShell {
    private static final String HELP = """
            n [COUNT]                forward by events        b [COUNT]         back by events
            goto SEQ                 to an event              end               to the last event
            run NODE                 on to where a node runs
            change NODE.output       on to where an output changes, or a signal leaves
            until NODE.output > 800  on to where a condition comes to hold; < <= > >= == !=
            back run|change|until .. the same, backward
            break run|change|until|at ..   stops c and back c there; breaks lists, delete N removes
            c                        on to a breakpoint       back c            back to a breakpoint
            print [NODE]             what the event did       why NODE          why a node ran or did not
            help                                              quit
            NODE is node or SYMBOL/node. An empty line does the last command again.
            """;

    private final Inspector inspector;
    private final PrintWriter out;
    private final List<Watch> breakpoints = new ArrayList<>();
    private String last = "";
    private long position;

    /**
     * @param inspector of the journal.
     * @param out takes what is to be read.
     */
    public InspectShell(Inspector inspector, PrintWriter out) {
        this.inspector = inspector;
        this.out = out;
        position = inspector.cursor().sequence();
    }

    /** {@return the event it stands at, or what is before the first} */
    public long position() {
        return position;
    }

    /** {@return what stands before what is typed} */
    public String prompt() {
        return position == inspector.cursor().oldestSequence() ? "start> " : position + "> ";
    }

    /**
     * Does what a line says.
     *
     * @param line as it was typed.
     * @return false when it says to quit.
     */
    public boolean execute(String line) {
        String command = line.isBlank() ? last : line.strip();
        last = command;
        try {
            return command.isEmpty() || run(command);
        } catch (InspectException e) {
            out.println("error: " + e.getMessage());
            return true;
        } finally {
            if (inspector.cursor().sequence() != position) { // where a search or a question has left it
                inspector.cursor().moveTo(position);
            }
            out.flush();
        }
    }

    private boolean run(String command) {
        String[] words = command.split("\\s+", 2);
        String rest = words.length == 2 ? words[1].strip() : "";
        switch (words[0]) {
            case "quit", "q", "exit" -> {
                return false;
            }
            case "help", "h", "?" -> out.print(HELP);
            case "n", "next" -> move(position + count(rest));
            case "b" -> move(position - count(rest));
            case "goto", "g" -> move(Watch.sequence(rest));
            case "end" -> {
                position = inspector.cursor().moveToEnd();
                arrived("");
            }
            case "run", "change", "until" -> search(List.of(Watch.parse(command, inspector.graph())), true);
            case "back" -> back(rest);
            case "c" -> search(armed(), true);
            case "break" -> {
                breakpoints.add(Watch.parse(rest, inspector.graph()));
                out.println("breakpoint " + breakpoints.size() + ": " + breakpoints.get(breakpoints.size() - 1));
            }
            case "breaks" -> {
                for (int i = 0; i < breakpoints.size(); i++) {
                    out.println((i + 1) + ": " + breakpoints.get(i));
                }
            }
            case "delete" -> delete(rest);
            case "print", "p" -> print(rest);
            case "why", "w" -> why(rest);
            default -> throw new InspectException("'" + words[0] + "' is no command; help tells which there are");
        }
        return true;
    }

    private static long count(String text) {
        long count = text.isEmpty() ? 1 : Watch.sequence(text);
        if (count < 1) {
            throw new InspectException("'" + text + "' is no number of events");
        }
        return count;
    }

    private void move(long to) {
        ReplayCursor cursor = inspector.cursor();
        if (to < cursor.oldestSequence()) {
            position = cursor.oldestSequence();
            cursor.moveTo(position);
            arrived("the beginning; ");
        } else if (cursor.moveTo(to)) {
            position = to;
            arrived("");
        } else {
            position = cursor.sequence();
            arrived("the end; ");
        }
    }

    private void arrived(String how) {
        if (!inspector.cursor().hasEvent()) {
            out.println(how + "before the first event");
            return;
        }
        if (!how.isEmpty()) {
            out.println(how + "the last event that can be run:");
        }
        ReplayCursor cursor = inspector.cursor();
        out.print(InspectionText.event(
                position, EventDescription.of(cursor.eventBuffer(), cursor.eventOffset(), cursor.processor())));
    }

    private void back(String rest) {
        if (rest.equals("c")) {
            search(armed(), false);
        } else if (rest.startsWith("run") || rest.startsWith("change") || rest.startsWith("until")) {
            search(List.of(Watch.parse(rest, inspector.graph())), false);
        } else {
            move(position - count(rest));
        }
    }

    private List<Watch> armed() {
        if (breakpoints.isEmpty()) {
            throw new InspectException("there is no breakpoint; set one with break run NODE, for instance");
        }
        return breakpoints;
    }

    private void delete(String text) {
        long number = Watch.sequence(text);
        if (number < 1 || number > breakpoints.size()) {
            throw new InspectException("there is no breakpoint " + text + "; breaks lists them");
        }
        breakpoints.remove((int) number - 1);
    }

    private void search(List<Watch> watches, boolean isForward) {
        Watch hit = isForward ? firstHit(watches) : lastHit(watches);
        if (hit == null) {
            out.println("nowhere " + (isForward ? "behind" : "before") + " event " + position + ": " + watches);
        } else {
            String held = hit.held(inspector);
            out.println("* " + hit + (held.isEmpty() ? "" : ": " + held));
            arrived("");
        }
    }

    private Watch firstHit(List<Watch> watches) {
        Watch hit = scan(watches, Long.MAX_VALUE, true);
        if (hit != null) {
            position = inspector.cursor().sequence();
        }
        return hit;
    }

    /** Looks through stretches before the position, each twice as long as the one behind it. */
    private Watch lastHit(List<Watch> watches) {
        long end = position - 1;
        for (long length = 64; end > inspector.cursor().oldestSequence(); length *= 2) {
            long begin = Math.max(inspector.cursor().oldestSequence(), end - length);
            inspector.cursor().moveTo(begin);
            Watch hit = scan(watches, end, false);
            if (hit != null) {
                position = lastHitAt;
                inspector.cursor().moveTo(position);
                return hit;
            }
            end = begin;
        }
        return null;
    }

    /** Where the last scan has hit last. */
    private long lastHitAt;

    /** Runs events until one is hit, or up to the last one and returns what was hit last. */
    private Watch scan(List<Watch> watches, long to, boolean isFirst) {
        NodeName traced = null;
        for (Watch watch : watches) {
            watch.begin(inspector);
            if (watch.traced() != null) {
                traced = traced == null || traced.equals(watch.traced()) ? watch.traced() : NodeName.ALL;
            }
        }
        Watch hit = null;
        while (inspector.cursor().sequence() < to) {
            Inspection inspection = null;
            if (traced != null) {
                inspection = inspector.next(traced);
                if (inspection == null) {
                    break;
                }
            } else if (!inspector.cursor().next()) {
                break;
            }
            for (Watch watch : watches) {
                if (watch.isHit(inspector, inspection)) {
                    hit = watch;
                    lastHitAt = inspector.cursor().sequence();
                }
            }
            if (hit != null && isFirst) {
                break;
            }
        }
        return hit;
    }

    private Inspection inspection() {
        if (!inspector.cursor().hasEvent()) {
            throw new InspectException("this is before the first event; n goes to it");
        }
        return inspector.at(position, NodeName.ALL);
    }

    private void print(String node) {
        NodeName name = node.isEmpty() ? NodeName.ALL : NodeName.parse(node, inspector.graph());
        out.print(InspectionText.of(inspection(), name));
    }

    private void why(String node) {
        NodeName name = NodeName.parse(node, inspector.graph());
        Inspection inspection = inspection();
        inspection.nodes().forEach((label, state) -> {
            if (name.matches(state.symbolName(), state.node())) {
                Explanation.of(inspector, inspection, label).forEach(out::println);
            }
        });
    }
}
