// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.support.Events;
import io.tickwork.dag.support.Form;
import io.tickwork.dag.support.Recorder;
import io.tickwork.dag.support.Rig;
import io.tickwork.dag.support.TestNodes;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of parameters that change while the graph runs. */
@ParameterizedClass
@EnumSource(Form.class)
class ParameterRulesTest {
    private final Form form;

    ParameterRulesTest(Form form) {
        this.form = form;
    }

    private static final String LINE = "line: {type: line, inputs: [Tick], publish: true}";

    @Test
    void shouldChangeBetweenTwoEventsAndTriggerNothing() {
        Rig rig = Rig.of(form, LINE);
        assertThat(rig.trade(1, 10).take()).containsExactly("line=11.01");
        assertThat(rig.change(0, 2, "line", "factor", 3).take()).isEmpty();
        assertThat(rig.trade(3, 10).take()).containsExactly("line=31.02");
    }

    @Test
    void shouldChangeAllOfAListOrNothing() {
        Rig rig = Rig.of(form, LINE);
        String[] nodes = {"line", "line"};
        rig.change(0, 1, nodes, new String[] {"factor", "offset"}, new double[] {2, 99});
        assertThat(rig.trade(2, 10).take()).as("an offset out of range").containsExactly("line=11.01");
        rig.change(0, 3, nodes, new String[] {"factor", "fixed"}, new double[] {2, 1});
        assertThat(rig.trade(4, 10).take()).as("a parameter that cannot change").containsExactly("line=11.02");
        rig.change(0, 5, new String[] {"line", "lime"}, new String[] {"factor", "factor"}, new double[] {2, 2});
        assertThat(rig.trade(6, 10).take()).as("a node that is not there").containsExactly("line=11.03");
        assertThat(rig.processor().refusedCount()).isEqualTo(3);
        rig.change(0, 7, nodes, new String[] {"factor", "offset"}, new double[] {2, 5});
        assertThat(rig.trade(8, 10).take()).containsExactly("line=26.04");
        assertThat(rig.processor().refusedCount()).isEqualTo(3);
    }

    @Test
    void shouldRefuseANumberThatIsNotWhole() {
        Rig rig = Rig.of(form, LINE).change(0, 1, "line", "offset", 1.5).change(0, 2, "line", "negated", 2);
        assertThat(rig.trade(3, 10).take()).containsExactly("line=11.01");
        assertThat(rig.processor().refusedCount()).isEqualTo(2);
    }

    @Test
    void shouldChangeOneSymbolOrEveryOneEvenThoseToCome() {
        Rig rig = Rig.of(form, LINE).define(1).change(0, 1, "line", "factor", 2).change(-1, 2, "line", "offset", 1);
        rig.define(2);
        assertThat(rig.trade(0, 3, 10).take()).containsExactly("line=22.01");
        assertThat(rig.trade(1, 4, 10).take()).containsExactly("line=12.01");
        assertThat(rig.trade(2, 5, 10).take()).containsExactly("line=12.01");
    }

    @Test
    void shouldKeepParametersWhenANodeIsReset() {
        Rig rig = Rig.of(form, LINE).change(0, 1, "line", "factor", 2);
        rig.trade(2, 10).take();
        assertThat(rig.reset(3, "line").trade(4, 10).take())
                .as("the count of runs begins anew, the factor stays")
                .containsExactly("line=21.01");
    }

    @Test
    void shouldRefuseWhatNoSymbolCouldTakeEvenWhenThereIsNone() {
        Graph graph = YamlGraphReader.read(TestNodes.CATALOGUE, List.of(new GraphSource("test.yaml", LINE)));
        Recorder recorder = new Recorder(graph);
        GraphProcessor processor = new GraphProcessor(graph, form::plan, recorder);
        Events events = new Events(processor);
        change(events, "lime", "factor", 2);
        change(events, "line", "offset", 99);
        assertThat(processor.refusedCount()).isEqualTo(2);
        change(events, "line", "factor", 2);
        assertThat(processor.refusedCount()).isEqualTo(2);
        events.define(0, "S0").trade(Rig.timeNs(1), "10", "1");
        assertThat(recorder.lines()).singleElement().asString().endsWith("line=21.01");
    }

    private static void change(Events events, String node, String parameter, double value) {
        events.change(-1, Rig.timeNs(0), new String[] {node}, new String[] {parameter}, new double[] {value});
    }
}
