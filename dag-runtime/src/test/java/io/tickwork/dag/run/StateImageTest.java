// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.TriggeredBy;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.support.Events;
import io.tickwork.dag.support.Form;
import io.tickwork.dag.support.Images;
import io.tickwork.dag.support.RandomEvents;
import io.tickwork.dag.support.RandomGraph;
import io.tickwork.dag.support.Recorder;
import io.tickwork.dag.support.Rig;
import io.tickwork.dag.support.TestNodes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Images of whole processors: what is in them that random graphs seldom show, and what is refused. */
class StateImageTest {
    private static final int SYMBOLS_WORD = 2;
    private static final int CHANGES_WORD = 3;
    private static final int HEAD_WORDS_CHECKED = 10;

    private final int damageCount = Integer.getInteger("tickwork.damages", 3000);
    private final long seed = Long.getLong("tickwork.seed", 20_260_102L);

    /** Throws as it starts. */
    private record Dud(DoubleIn input, DoubleOut value) implements Node {
        static final NodeType TYPE = NodeType.named("dud")
                .doubleInput("input", "Anything.")
                .doubleOutput("value", "Nothing.")
                .create(w -> new Dud(w.doubleIn("input"), w.doubleOut("value")));

        @Override
        public void start(State s) {
            throw new IllegalStateException("no spark");
        }

        @Override
        public long compute(State s) {
            return value.set(s, input.get(s));
        }
    }

    /** Looks, as it starts, at what it may look at, and at what it should not. */
    private record Nosy(TriggeredBy input, LongOut value) implements Node {
        static final NodeType TYPE = NodeType.named("nosy")
                .input("input", InputKind.ANY, "Anything.")
                .output("value", ValueKind.LONG, "Nothing.")
                .create(w -> new Nosy(w.triggeredBy("input"), w.longOut("value")));

        @Override
        public void start(State s) {
            value.set(s, input.test(s) ? -1 : s.cycleTimeNs());
        }

        @Override
        public long compute(State s) {
            return value.set(s, 0);
        }
    }

    private static final Catalogue TYPES = Catalogue.of(List.of(
            TestNodes.CATALOGUE.find("sum").orElseThrow(),
            TestNodes.CATALOGUE.find("line").orElseThrow(),
            Dud.TYPE,
            Nosy.TYPE));

    @Test
    void shouldKeepTheFaultOfAGroupThatHasNotBeenPutOut() {
        for (Form form : Form.values()) {
            Rig rig = Rig.of(form, TYPES, """
                    groups: {dud: {inputs: [S0/Tick], publish: true}, sum: {inputs: [S0/Tick], publish: true}}
                    """);
            GraphProcessor loaded = copy(rig);
            assertThat(loaded.groupState().fault(0)).hasMessage("no spark");
            Events events = new Events(rig.processor(), loaded);
            events.trade(0, Rig.timeNs(1), 1_000, 1);
            assertThat(rig.take()).containsExactly("dud threw no spark", "sum=1.0E-6");
            assertThat(loaded.eventDigest()).isEqualTo(rig.processor().eventDigest());

            loaded = copy(rig);
            assertThat(loaded.groupState().hasFaults())
                    .as("it has been put out, and must not be again")
                    .isFalse();
            assertThat(loaded.groupState().isQuarantined(0)).isTrue();
        }
    }

    @Test
    void shouldStandInForAnExceptionOfThePast() {
        State thrower = new State(0, 0, 0, 70);
        thrower.quarantine(66, new IllegalStateException("once"));
        ImageWords saved = ImageWords.saving(thrower.imageWords());
        saved.state(thrower);
        State other = new State(0, 0, 0, 70);
        other.quarantine(1, new IllegalStateException("never"));
        ImageWords.loading(saved.written()).state(other);
        assertThat(other.isQuarantined(66)).isTrue();
        assertThat(other.isQuarantined(1)).isFalse();
        assertThat(other.nextFault(0)).isEqualTo(66);
        assertThat(other.fault(66)).hasMessage("thrown before the state was saved");
    }

    @Test
    void shouldLetANodeThatStartsSeeOfTheLastCycleOnlyItsTime() {
        Rig rig = Rig.of(Form.COMPILED, TYPES, "nosy: {inputs: [Tick], publish: true}");
        rig.trade(1, 5);
        GraphProcessor loaded = copy(rig);
        new Events(rig.processor(), loaded).reset(0, Rig.timeNs(2), "nosy");
        int slot = rig.graph().template().node("nosy").slots().outputs().get(0).longSlot();
        assertThat(loaded.state(0).getLong(slot)).isEqualTo(Rig.timeNs(1));
        assertThat(Images.of(loaded)).isEqualTo(Images.of(rig.processor()));
    }

    @Test
    void shouldNotTellOneNaNFromAnother() {
        Rig rig = Rig.of(Form.COMPILED, TYPES, "sum: {inputs: [Tick], publish: true}");
        rig.processor().state(0).setDouble(0, Double.NaN);
        byte[] image = Images.of(rig.processor());
        rig.processor().state(0).setDouble(0, Double.longBitsToDouble(0xfff8_0000_0000_0001L));
        assertThat(Images.of(rig.processor())).isEqualTo(image);
        rig.processor().state(0).setDouble(0, -0.0);
        assertThat(Images.of(copy(rig))).as("zeros do differ").isEqualTo(Images.of(rig.processor()));
    }

    @Test
    void shouldKeepSymbolsInTheOrderOfTheirIdsWithAnyName() {
        Rig rig = Rig.of(Form.COMPILED, TYPES, "sum: {inputs: [Tick], publish: true}");
        Events events = new Events(rig.processor());
        List<String> names = List.of("", "12345678", "123456789", "Zürich", "株", "\uD83D\uDE80");
        for (int i = 0; i < names.size(); i++) {
            events.define(60 - 7 * i, names.get(i));
        }
        GraphProcessor loaded = copy(rig);
        for (int i = 0; i < names.size(); i++) {
            assertThat(loaded.symbolName(60 - 7 * i)).isEqualTo(names.get(i));
        }
        assertThat(Images.of(loaded)).isEqualTo(Images.of(rig.processor()));
        new Events(rig.processor(), loaded).define(1, "株").define(60, "other").define(2, "new");
        assertThat(loaded.symbolName(1)).as("the name is taken").isNull();
        assertThat(loaded.ignoredEventCount()).isEqualTo(2);
        assertThat(Images.of(loaded)).isEqualTo(Images.of(rig.processor()));
    }

    private static GraphProcessor copy(Rig of) {
        GraphProcessor loaded = new GraphProcessor(of.graph(), Form.COMPILED::plan, OutputHandler.NONE);
        Images.load(loaded, Images.of(of.processor()));
        return loaded;
    }

    @Test
    void shouldNotLoadWhatIsInUse() {
        Rig rig = Rig.of(Form.COMPILED, TYPES, "sum: {inputs: [Tick], publish: true}");
        byte[] image = Images.of(rig.processor());
        assertThatThrownBy(() -> Images.load(rig.processor(), image))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the processor has a state already, after 1 events");
    }

    @Test
    void shouldSayWhatIsWrong() {
        Rig rig = Rig.of(Form.COMPILED, TYPES, "line: {inputs: [Tick], publish: true}");
        rig.define(1).trade(1, 5).change(-1, 2, "line", "factor", 3);
        byte[] image = Images.of(rig.processor());
        int symbol = (int) ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).getLong(Long.BYTES) / Long.BYTES;
        Graph graph = rig.graph();

        expect(graph, new byte[0], "it ends within the head");
        expect(graph, Arrays.copyOf(image, image.length - 1), "it ends within symbol 1 of 2");
        expect(
                graph,
                with(image, 0, 0x02_45_54_41_54_53_57_54L),
                "it begins with 0245544154535754, this version reads");
        expect(graph, with(image, 1, Long.MAX_VALUE), "the length of the head cannot be 9223372036854775807 bytes");
        expect(graph, with(image, 1, 8), "the length of the head cannot be 8 bytes");
        expect(graph, with(image, 1, Integer.MAX_VALUE - 7L), "it ends within the head");
        expect(graph, with(image, 1, symbol * 8L + 8), "a section has " + (symbol + 1) + " words, " + symbol);
        expect(graph, with(image, SYMBOLS_WORD, 65), "the number of symbols=65 is not from 0 to 64");
        expect(graph, with(image, SYMBOLS_WORD, 3), "it ends within symbol 2 of 3");
        expect(graph, with(image, CHANGES_WORD, 2), "a section ends after " + symbol + " words");
        expect(graph, with(image, CHANGES_WORD + 1, 7), "the number of timeframes=7 where the graph has 0");
        expect(graph, with(image, symbol, 1), "the length of symbol 0 of 2 cannot be 1 bytes");
        expect(graph, with(image, symbol, 16), "a section ends after 2 words, 3 were due");
        expect(graph, with(image, symbol + 1, 64), "a symbol's id=64 is not from 0 to 63");
        expect(graph, with(image, symbol + 1, 1), "a symbol's id=1 is not from 2 to 63");
        expect(graph, with(image, symbol + 2, 10), "a price exponent=10 is not from -18 to 9");
        expect(graph, with(image, symbol + 3, -19), "a size exponent=-19 is not from -18 to 9");
        expect(graph, with(image, symbol + 4, -1), "the length of a text=-1 is not from 0");
        expect(graph, with(image, symbol + 5, 0xff), "a text of 2 bytes is no UTF-8");
        expect(graph, with(image, symbol + 5, 'S' | '1' << 8), "two symbols are called S1");
        expect(graph, with(image, symbol + 6, 0), "the number of doubles=0 where the graph has");
        expect(graph, with(image, symbol + 10, 2), "a flag=2 is not from 0 to 1");
    }

    private static byte[] with(byte[] image, int word, long value) {
        byte[] damaged = image.clone();
        ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN).putLong(word * Long.BYTES, value);
        return damaged;
    }

    private static void expect(Graph graph, byte[] image, String message) {
        GraphProcessor processor = new GraphProcessor(graph, Form.COMPILED::plan, OutputHandler.NONE);
        byte[] fresh = Images.of(processor);
        assertThatThrownBy(() -> Images.load(processor, image))
                .isInstanceOf(StateImageException.class)
                .hasMessageStartingWith(message);
        assertThat(Images.of(processor)).as("it is as before: " + message).isEqualTo(fresh);
    }

    /** Whatever is wrong, there is one kind of exception, and the processor is as fresh as before. */
    @Test
    void shouldWithstandAnyDamage() {
        System.out.println("damages: " + damageCount + ", first seed: " + seed);
        int refusedCount = 0;
        for (int i = 0; i < damageCount; ) {
            Random random = new Random(seed + i);
            Graph graph = RandomGraph.of(random);
            Function<Subgraph, Plan> plans = Form.COMPILED.plans();
            GraphProcessor original = new GraphProcessor(graph, plans, new Recorder(graph));
            RandomEvents events = new RandomEvents(graph, random, original);
            for (int event = random.nextInt(200); event > 0; event--) {
                events.next();
            }
            byte[] image = Images.of(original);
            GraphProcessor processor = new GraphProcessor(graph, plans, new Recorder(graph));
            byte[] fresh = Images.of(processor);
            for (int end = Math.min(i + 50, damageCount); i < end; i++) {
                byte[] damaged = damaged(image, random);
                try {
                    Images.load(processor, damaged);
                    processor = new GraphProcessor(graph, plans, new Recorder(graph));
                } catch (StateImageException e) {
                    refusedCount++;
                    assertThat(Images.of(processor))
                            .as("seed " + seed + ", damage " + i)
                            .isEqualTo(fresh);
                }
            }
            Images.load(processor, image);
            assertThat(Images.of(processor))
                    .as("seed " + seed + ", damage " + i)
                    .isEqualTo(image);
        }
        assertThat(refusedCount).isGreaterThan(damageCount / 3);
    }

    private static byte[] damaged(byte[] image, Random random) {
        int words = image.length / Long.BYTES;
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(image, random.nextInt(image.length));
            case 1 -> with(image, random.nextInt(HEAD_WORDS_CHECKED), random.nextInt(5_000) - 1_000);
            case 2 -> with(image, random.nextInt(words), random.nextLong() >> random.nextInt(64));
            case 3 -> swapped(image, random);
            default -> {
                byte[] flipped = image.clone();
                flipped[random.nextInt(image.length)] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
        };
    }

    /** The sections of the symbols in another order, or with one missing or twice. */
    private static byte[] swapped(byte[] image, Random random) {
        ByteBuffer from = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> sections = new ArrayList<>();
        int at = (int) from.getLong(Long.BYTES);
        byte[] head = Arrays.copyOf(image, at);
        while (at < image.length) {
            int length = (int) from.getLong(at);
            sections.add(Arrays.copyOfRange(image, at, at + length));
            at += length;
        }
        if (sections.isEmpty() || random.nextInt(3) == 0) {
            sections.add(random.nextInt(sections.size() + 1), "no section at all".getBytes(StandardCharsets.UTF_8));
        } else if (random.nextBoolean()) {
            sections.set(random.nextInt(sections.size()), sections.get(random.nextInt(sections.size())));
        } else {
            Collections.shuffle(sections, random);
        }
        int length =
                head.length + sections.stream().mapToInt(each -> each.length).sum();
        ByteBuffer all = ByteBuffer.allocate(length).put(head);
        sections.forEach(all::put);
        return all.array();
    }
}
