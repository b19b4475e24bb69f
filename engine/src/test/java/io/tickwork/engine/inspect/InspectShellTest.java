// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.interpret.Effect;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.SteppedEngine;
import io.tickwork.engine.replay.ReplayContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectShellTest {
    private static final int EVENTS = 2_001;
    private static final long SEED = Long.getLong("tickwork.seed", 6);
    private static final String GRAPH = """
            fast:  {type: ema, inputs: [Candle(5s)], params: {period: 3}, publish: true}
            slow:  {type: ema, inputs: [Candle(5s)], params: {period: 9}, publish: true}
            gap:   {type: sub, inputs: [fast, slow], emit: on-change(0.05), publish: true}
            cross: {type: ma-cross, inputs: [fast, slow, Candle(5s)]}
            """;

    @TempDir
    private static Path journal;

    private final StringWriter text = new StringWriter();
    private Inspector inspector;
    private InspectShell shell;

    @BeforeAll
    static void write() {
        new SteppedEngine(journal, EVENTS - 1).run().close();
    }

    @BeforeEach
    void open() {
        inspector = newInspector();
        shell = new InspectShell(inspector, new PrintWriter(text));
    }

    private static Inspector newInspector() {
        Graph graph = YamlGraphReader.read(Catalogue.load(), List.of(new GraphSource("test.yaml", GRAPH)));
        return Inspector.open(new ReplayContext().journalDirectory(journal).graph(graph));
    }

    @AfterEach
    void close() {
        inspector.close();
    }

    private String does(String line) {
        text.getBuffer().setLength(0);
        assertThat(shell.execute(line)).as(line).isTrue();
        assertThat(inspector.cursor().sequence()).as("after " + line).isEqualTo(shell.position());
        return text.toString();
    }

    @Test
    void shouldStepForwardAndBack() {
        assertThat(shell.prompt()).isEqualTo("start> ");
        assertThat(does("n")).startsWith("Event 1: symbol definition of SYNTH");
        assertThat(does("n 9")).startsWith("Event 10: trade of SYNTH");
        assertThat(does("b")).startsWith("Event 9: ");
        assertThat(does("")).startsWith("Event 8: ");
        assertThat(does("goto 1,500")).startsWith("Event 1,500: ");
        assertThat(does("b 2000")).isEqualTo("the beginning; before the first event\n");
        assertThat(does("end")).startsWith("Event 2,001: ");
        assertThat(does("n")).startsWith("the end; the last event that can be run:\nEvent 2,001: ");
        assertThat(shell.execute("quit")).isFalse();
    }

    /** All places are found by looking at every event once; then searches from anywhere must find the nearest. */
    @Test
    void shouldFindTheNearestPlaceForwardAndBack() {
        List<String> searches = List.of("run gap", "change gap.value", "until gap > 0.5", "change cross");
        List<TreeSet<Long>> places = new ArrayList<>();
        searches.forEach(search -> places.add(new TreeSet<>()));
        try (Inspector straight = newInspector()) {
            double before = Double.NaN;
            for (Inspection at = straight.next(NodeName.ALL); at != null; at = straight.next(NodeName.ALL)) {
                double gap =
                        at.nodes().get("SYNTH/gap").after().outputs().get(0).isValid()
                                ? (Double) at.nodes()
                                        .get("SYNTH/gap")
                                        .after()
                                        .outputs()
                                        .get(0)
                                        .fields()
                                        .get(0)
                                        .value()
                                : Double.NaN;
                boolean[] isHit = {
                    at.ran("SYNTH/gap"),
                    Double.compare(gap, before) != 0,
                    gap > 0.5 && !(before > 0.5),
                    at.cycles().stream()
                            .flatMap(cycle -> cycle.nodes().stream())
                            .anyMatch(turn -> turn.node().id().equals("cross")
                                    && turn.outputs().get(0).effect() == Effect.PRODUCED)
                };
                for (int i = 0; i < isHit.length; i++) {
                    if (isHit[i]) {
                        places.get(i).add(at.sequence());
                    }
                }
                before = gap;
            }
        }
        Random random = new Random(SEED);
        for (int i = 0; i < searches.size(); i++) {
            assertThat(places.get(i)).as(searches.get(i)).hasSizeGreaterThan(3);
            for (int j = 0; j < 12; j++) {
                long from = random.nextInt(EVENTS + 1);
                String as = searches.get(i) + " from " + from + ", seed " + SEED;
                does("goto " + from);
                Long next = places.get(i).higher(from);
                does(searches.get(i));
                assertThat(shell.position()).as(as).isEqualTo(next == null ? from : next);
                does("goto " + from);
                Long previous = places.get(i).lower(from);
                does("back " + searches.get(i));
                assertThat(shell.position()).as("back " + as).isEqualTo(previous == null ? from : previous);
            }
        }
    }

    @Test
    void shouldStopAtTheNearestBreakpoint() {
        assertThat(does("c")).startsWith("error: there is no breakpoint");
        assertThat(does("break at 700")).isEqualTo("breakpoint 1: at 700\n");
        assertThat(does("break run SYNTH/gap")).isEqualTo("breakpoint 2: run SYNTH/gap\n");
        assertThat(does("breaks")).isEqualTo("1: at 700\n2: run SYNTH/gap\n");
        does("goto 699");
        assertThat(does("c")).startsWith("* at 700\nEvent 700: ");
        does("goto 1000");
        String back = does("back c");
        assertThat(back).startsWith("* run SYNTH/gap");
        assertThat(shell.position()).isBetween(700L, 999L);
        does("delete 2");
        does("goto 1000");
        assertThat(does("c")).isEqualTo("nowhere behind event 1000: [at 700]\n");
        assertThat(does("delete 2")).startsWith("error: there is no breakpoint 2");
    }

    @Test
    void shouldTellOfTheEventItStandsAt() {
        assertThat(does("print")).startsWith("error: this is before the first event");
        does("goto 1000");
        does("run gap");
        assertThat(does("print gap")).contains("SYNTH/gap (sub) ran\n", "  in   left <- fast");
        assertThat(does("why cross")).contains("SYNTH/cross ran\n  triggered by fast\n  triggered by slow\n");
        does("b");
        assertThat(does("why gap")).contains("gap ");
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThat(does("jump")).isEqualTo("error: 'jump' is no command; help tells which there are\n");
        assertThat(does("run gab")).isEqualTo("error: there is no node 'gab' in the graph; did you mean gap?\n");
        assertThat(does("change gap.valeu")).startsWith("error: 'gap' has no output 'valeu'; it has value");
        assertThat(does("until gap.value ~ 3")).startsWith("error: 'gap.value ~ 3' is no condition");
        assertThat(does("until gap.value > x")).isEqualTo("error: 'x' is no number\n");
        assertThat(does("until cross.signal > 1")).startsWith("error: 'cross.signal' holds no single number");
        assertThat(does("goto there")).startsWith("error: 'there' is no sequence");
        assertThat(does("n -1")).startsWith("error: ");
        assertThat(does("break")).startsWith("error: ");
        assertThat(shell.position()).isZero();
        assertThat(does("help")).contains("until NODE.output > 800");
    }
}
