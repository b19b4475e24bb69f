// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.codecs.sbe.SignalSide;
import io.tickwork.codecs.sbe.ValueKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSinkTest {
    private static final String VALUES_HEADER = "sequence,event_time_ns,symbol,node,output,value\n";
    private static final String SIGNALS_HEADER =
            "sequence,event_time_ns,symbol,node,output,side,strength,price,reason\n";
    private static final long TIME_NS = 1385346600_000_000_001L;

    private static final OutputNames NAMES = new OutputNames() {
        @Override
        public String output(int outputId) {
            throw new AssertionError("files name the node and the output apart");
        }

        @Override
        public String node(int outputId) {
            return outputId == 4 ? "odd, \"name\"" : "node" + outputId;
        }

        @Override
        public String outputOfNode(int outputId) {
            return "output" + outputId;
        }

        @Override
        public String reason(int outputId, int reason) {
            return "reason" + outputId + "/" + reason;
        }

        @Override
        public String symbol(int symbolId) {
            return symbolId < 0 ? "" : "S" + symbolId;
        }
    };

    @TempDir
    private Path temporary;

    private final OutboundRing outbound = new OutboundRing(16);

    @Test
    void shouldWriteARowForEachValue() throws IOException {
        Path directory = temporary.resolve("a").resolve("b");
        outbound.value(7, 0, TIME_NS, 0, 1, ValueKind.DOUBLE, Double.doubleToLongBits(-0.1));
        outbound.value(7, 0, TIME_NS, 0, 2, ValueKind.LONG, -5);
        outbound.value(7, 1, TIME_NS + 1, 1, 3, ValueKind.BOOLEAN, 1);
        outbound.value(8, 0, TIME_NS, -1, 4, ValueKind.BOOLEAN, 0);
        outbound.vector(
                9, 0, TIME_NS, 0, 1, ValueKind.DOUBLE, Double.doubleToLongBits(0.5), Double.doubleToLongBits(-2));
        outbound.vector(9, 1, TIME_NS, 0, 2, ValueKind.BOOLEAN, 1, 0, 1);
        write(directory);

        assertThat(directory.resolve("values.csv")).hasContent(VALUES_HEADER + """
                7,1385346600000000001,S0,node1,output1,-0.1
                7,1385346600000000001,S0,node2,output2,-5
                7,1385346600000000002,S1,node3,output3,true
                8,1385346600000000001,,"odd, ""name\""",output4,false
                9,1385346600000000001,S0,node1,output1,0.5 -2.0
                9,1385346600000000001,S0,node2,output2,true false true
                """);
        assertThat(directory.resolve("signals.csv")).hasContent(SIGNALS_HEADER);
    }

    @Test
    void shouldWriteARowForEachSignal() throws IOException {
        outbound.signal(7, 2, TIME_NS, 1, 3, SignalSide.BUY, 0.25, 800.01, 65534);
        outbound.fault(8, 0, TIME_NS, 1, 3, "division by zero");
        outbound.signal(9, 0, TIME_NS, 0, 3, SignalSide.SELL, 1, 1e7, 0);
        write(temporary);

        assertThat(temporary.resolve("signals.csv")).hasContent(SIGNALS_HEADER + """
                7,1385346600000000001,S1,node3,output3,BUY,0.25,800.01,reason3/65534
                9,1385346600000000001,S0,node3,output3,SELL,1.0,1.0E7,reason3/0
                """);
        assertThat(temporary.resolve("values.csv")).hasContent(VALUES_HEADER);
    }

    @Test
    void shouldShowNoFileBeforeItIsComplete() throws IOException {
        try (CsvSink sink = new CsvSink(temporary, NAMES)) {
            assertThat(temporary.resolve("values.csv")).doesNotExist();
            sink.complete();
            assertThat(list(temporary)).containsExactly("signals.csv", "values.csv");
        }
        assertThat(list(temporary)).containsExactly("signals.csv", "values.csv");
    }

    @Test
    void shouldLeaveNothingOfARunThatFailed() throws IOException {
        try (CsvSink sink = new CsvSink(temporary, NAMES)) {
            outbound.value(7, 0, TIME_NS, 0, 1, ValueKind.LONG, 1);
            new OutboundAgent(outbound.consumer, 10, List.of(sink)).doWork();
        }
        assertThat(list(temporary)).isEmpty();
    }

    @Test
    void shouldRemoveTheDirectoriesItMadeForARunThatFailed() throws IOException {
        Path directory = temporary.resolve("a").resolve("b");
        new CsvSink(directory, NAMES).close();
        assertThat(list(temporary)).isEmpty();

        CsvSink sink = new CsvSink(directory, NAMES);
        Files.writeString(temporary.resolve("a").resolve("precious"), "");
        sink.close();
        assertThat(list(temporary.resolve("a"))).containsExactly("precious");
    }

    @Test
    void shouldNotOverwrite() throws IOException {
        for (String name : List.of("values.csv", "signals.csv")) {
            Path file = Files.writeString(temporary.resolve(name), "precious");
            assertThatThrownBy(() -> new CsvSink(temporary, NAMES))
                    .isInstanceOf(SinkException.class)
                    .hasMessage(file + ": already exists; name another directory or remove the file first");
            assertThat(list(temporary)).containsExactly(name);
            assertThat(file).hasContent("precious");
            Files.delete(file);
        }
    }

    @Test
    void shouldNotOverwriteWhatAppearedMeanwhile() throws IOException {
        try (CsvSink sink = new CsvSink(temporary, NAMES)) {
            Path file = Files.writeString(temporary.resolve("values.csv"), "precious");
            assertThatThrownBy(sink::complete)
                    .isInstanceOf(SinkException.class)
                    .hasMessage(file + ": already exists; name another directory or remove the file first");
        }
        assertThat(temporary.resolve("values.csv")).hasContent("precious");
        assertThat(list(temporary)).containsExactly("values.csv");
    }

    @Test
    void shouldReplaceWhatAKilledProcessLeft() throws IOException {
        Files.writeString(temporary.resolve("values.csv.part"), "1,2,3\n".repeat(100));
        write(temporary);
        assertThat(temporary.resolve("values.csv")).hasContent(VALUES_HEADER);
        assertThat(list(temporary)).containsExactly("signals.csv", "values.csv");
    }

    @Test
    void shouldSayThatTheDirectoryIsNone() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThatThrownBy(() -> new CsvSink(file, NAMES))
                .isInstanceOf(SinkException.class)
                .hasMessage(file.resolve("values.csv") + ": cannot be written"
                        + " (java.nio.file.FileAlreadyExistsException: " + file
                        + "); see to the directory, or name another");
    }

    private void write(Path directory) {
        try (CsvSink sink = new CsvSink(directory, NAMES)) {
            new OutboundAgent(outbound.consumer, 100, List.of(sink)).onClose();
            sink.complete();
        }
    }

    private static List<String> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
