// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.connection.NatsContext;
import io.tickwork.bridge.support.NatsServer;
import io.tickwork.codecs.sbe.SignalSide;
import io.tickwork.codecs.sbe.ValueKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client in another language, JavaScript on Node, takes our messages for what the published schema says they are, and
 * understands what they say to the last bit. Its packages are installed by npm into the build's own folder.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NodeClientTest {
    private static final Path ROOT = Path.of(System.getProperty("tickwork.root"));
    private static final Path SOURCES = ROOT.resolve("bridge-nats/src/test/node");
    private static final Path INSTALLED = ROOT.resolve("bridge-nats/target/node");
    private static final Path SCHEMA = ROOT.resolve("docs/formats/outbound.schema.json");
    private static final long INSTALL_S_MAX = 180;

    @TempDir
    private Path directory;

    @Test
    void shouldBeUnderstood() throws IOException, InterruptedException {
        install();
        List<UnsafeBuffer> outputs = List.of(
                Outputs.value(7, 0, 2, 0.1),
                Outputs.value(8, 0, 2, ValueKind.LONG, Long.MIN_VALUE),
                Outputs.value(9, -1, 3, ValueKind.BOOLEAN, 1),
                Outputs.vector(10, 1, 4, ValueKind.DOUBLE, bits(Double.MIN_VALUE), bits(Double.NaN)),
                Outputs.signal(11, 1, 5, SignalSide.BUY),
                Outputs.fault(12, 0, 6, "\"it\" broke \u20ac"));
        List<String> understood = List.of(
                "indicators.S0.o2 value 7 1385337600000000002 3fb999999999999a",
                "indicators.S0.o2 value 8 1385337600000000002 -9223372036854775808",
                "indicators.o3.signal value 9 1385337600000000002 true",
                "indicators.S1.o4 vector 10 1385337600000000002 0000000000000001,null",
                "strategy.signals.S1 signal 11 1385337600000000002 buy 3fb999999999999a 41cdcd6500000000 r3",
                "engine.faults.e1 fault 12 1385337600000000002 \"it\" broke \u20ac");
        try (NatsServer server = NatsServer.start(directory.resolve("nats"));
                NatsConnection connection = NatsConnection.connect(new NatsContext().url(server.url()));
                NatsOutbound outbound = NatsOutbound.open(connection, context())) {
            Process node = new ProcessBuilder(
                            "node", "decode.mjs", server.url(), SCHEMA.toString(), Integer.toString(outputs.size()))
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader lines = node.inputReader()) {
                assertThat(lines.readLine()).isEqualTo("ready");
                outbound.goLive("journal", 1, 0);
                outbound.start();
                outputs.forEach(output -> outbound.offer(1, output, 0, output.capacity()));
                String all = lines.lines().collect(Collectors.joining("\n"));
                // Subjects of different policies may overtake each other.
                assertThat(all.replace(" application/json", "").split("\n"))
                        .containsExactlyInAnyOrderElementsOf(understood);
            } finally {
                node.destroyForcibly().waitFor();
            }
        }
    }

    private OutboundContext context() {
        return new OutboundContext()
                .engine("e1")
                .names(new Outputs.Names())
                .dashboardIntervalNs(0)
                .spoolDirectory(directory)
                .spoolCapacity(1 << 16)
                .encodings(SubjectRules.always(PayloadEncoding.JSON));
    }

    private static long bits(double number) {
        return Double.doubleToLongBits(number);
    }

    /** Once for all builds, until the packages are others. */
    private static void install() throws IOException, InterruptedException {
        Path list = INSTALLED.resolve("package.json");
        boolean isInstalled = Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"))
                && Files.mismatch(list, SOURCES.resolve("package.json")) < 0;
        Files.createDirectories(INSTALLED);
        Files.copy(SOURCES.resolve("decode.mjs"), INSTALLED.resolve("decode.mjs"), StandardCopyOption.REPLACE_EXISTING);
        if (isInstalled) {
            return;
        }
        Files.copy(SOURCES.resolve("package.json"), list, StandardCopyOption.REPLACE_EXISTING);
        Path log = INSTALLED.resolve("npm.log");
        Process npm = null;
        try {
            npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts")
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "there is no npm here, which brings the client that decodes: " + e.getMessage());
        }
        boolean hasEnded = npm.waitFor(INSTALL_S_MAX, TimeUnit.SECONDS);
        npm.destroyForcibly();
        assumeTrue(
                hasEnded && npm.exitValue() == 0,
                "npm could not install the client that decodes: " + Files.readString(log));
    }
}
