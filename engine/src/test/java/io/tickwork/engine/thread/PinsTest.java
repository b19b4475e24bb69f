// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.Engine;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.TestNodes;
import io.tickwork.engine.doctor.HostFiles;
import io.tickwork.ring.WaitMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PinsTest {
    private static final GraphSource SOURCE = new GraphSource("graph.yaml", "a: {type: copy, inputs: [Tick]}\n");

    @TempDir
    private Path directory;

    private HostFiles host() throws IOException {
        write("proc/self/status", "Cpus_allowed_list:\t0-3\n");
        write("sys/devices/system/cpu/cpu0/topology/thread_siblings_list", "0,2\n");
        write("sys/devices/system/cpu/cpu2/topology/thread_siblings_list", "0,2\n");
        return new HostFiles(directory);
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static Pins pins(Map<String, Integer> cores) {
        return new Pins(new TreeMap<>(cores));
    }

    @Test
    void shouldRefuseThreadsAndCoresThatAreNotThere() throws IOException {
        HostFiles host = host();
        assertThatThrownBy(() -> pins(Map.of("motor", 1)))
                .hasMessage("there is no thread 'motor' to pin; there are engine, bridge, journaler, journal-keeper,"
                        + " journal-forcer, snapshots");
        assertThatThrownBy(() -> pins(Map.of("engine", 4)).requireOn(host))
                .hasMessageContaining("the thread engine cannot run on core 4: this process may run on 0, 1, 2, 3;");
        assertThatCode(() -> pins(Map.of("engine", 3)).requireOn(host)).doesNotThrowAnyException();
    }

    @Test
    void shouldWarnOfThreadsThatDisturbEachOther() throws IOException {
        HostFiles host = host();
        assertThat(pins(Map.of("engine", 1, "bridge", 0)).warnings(host)).isEmpty();
        assertThat(pins(Map.of("engine", 2, "bridge", 0)).warnings(host))
                .singleElement()
                .asString()
                .contains("bridge and engine are on cores 0 and 2, which are one physical core");
        assertThat(pins(Map.of("engine", 3, "journaler", 3)).warnings(host))
                .singleElement()
                .asString()
                .contains("engine and journaler share core 3");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(60)
    void shouldKeepThreadsOfARunningEngineOnTheirCores() throws IOException {
        TreeSet<Integer> allowed = HostFiles.ofThisHost().allowedCores();
        Map<String, String> expected = Map.of(
                "engine",
                allowed.first().toString(),
                "journal-keeper",
                allowed.last().toString());
        Engine engine = Engine.create(new EngineContext()
                .graph(YamlGraphReader.read(TestNodes.CATALOGUE, List.of(SOURCE)), List.of(SOURCE))
                .journalDirectory(directory.resolve("journal"))
                .waitMode(WaitMode.SLEEPING)
                .pins(pins(Map.of("engine", allowed.first(), "journal-keeper", allowed.last()))));
        try {
            engine.start();
            Map<String, String> seen = coresOfThreads();
            while (!seen.entrySet().containsAll(expected.entrySet())) {
                Thread.onSpinWait(); // a thread pins itself at the beginning of its run
                seen = coresOfThreads();
            }
        } finally {
            engine.close();
        }
        assertThat(engine.failure()).isNull();
    }

    /** What the kernel says of each thread of this process, by the name of the thread. */
    private static Map<String, String> coresOfThreads() throws IOException {
        Map<String, String> cores = new HashMap<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : (Iterable<Path>) tasks::iterator) {
                Map<String, String> status = new HashMap<>();
                try {
                    Files.readString(task.resolve("status")).lines().forEach(line -> {
                        int colon = line.indexOf(':');
                        status.put(
                                line.substring(0, colon),
                                line.substring(colon + 1).strip());
                    });
                } catch (IOException e) {
                    continue; // it has ended
                }
                cores.put(status.get("Name"), status.get("Cpus_allowed_list"));
            }
        }
        return cores;
    }
}
