// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.engine.doctor.Finding.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts are directories with what /proc and /sys would say: a good one, and that one with something spoilt. */
class CheckupTest {
    private static final List<String> FLAGS = List.of("-Xmx1g", "-XX:+UseSerialGC");

    @TempDir
    private Path root;

    private void makeGoodHost() throws IOException {
        write("proc/self/status", "Name:\tjava\nCpus_allowed_list:\t0-3\n");
        write("proc/self/cgroup", "0::/system.slice/engine\n");
        write("sys/fs/cgroup/system.slice/engine/cpu.max", "max 100000\n");
        write("sys/devices/system/cpu/isolated", "2-3\n");
        write("sys/devices/system/cpu/nohz_full", "2-3\n");
        write("sys/devices/system/cpu/smt/active", "0\n");
        write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
        write("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "performance\n");
        write("sys/devices/system/cpu/cpu2/topology/thread_siblings_list", "2,6\n");
        write("proc/stat", "cpu  1000 0 1000 97999 0 0 0 1 0 0\ncpu0 0 0 0 0 0 0 0 0 0 0\n");
        write("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc\n");
        write("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
        write("proc/meminfo", "MemTotal:       24105000 kB\nSwapTotal:             0 kB\n");
        write("proc/self/limits", "Max locked memory         8388608              8388608              bytes\n");
        write("proc/sys/vm/max_map_count", "65530\n");
        write(
                "proc/self/mounts",
                "overlay / overlay rw 0 0\n/dev/nvme1n1 /data xfs rw 0 0\ntmpfs /data/scratch tmpfs rw 0 0\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Map<String, Finding> findings(String journal, int spinning, List<String> flags) {
        Checkup.Setup setup = new Checkup.Setup(Path.of(journal), spinning, 17, "17.0.1", flags, FLAGS);
        return Checkup.of(new HostFiles(root), setup).stream()
                .collect(Collectors.toMap(Finding::check, Function.identity()));
    }

    private Map<String, Finding> findings() {
        return findings("/data/journal", 2, FLAGS);
    }

    @Test
    void shouldFindNothingOnAGoodHost() throws IOException {
        makeGoodHost();
        assertThat(findings().values()).hasSize(14).allSatisfy(finding -> {
            assertThat(finding.verdict()).as("%s", finding).isEqualTo(Verdict.GOOD);
            assertThat(finding.todo()).isEmpty();
            assertThat(finding.why()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "cores, proc/self/status, Cpus_allowed_list: 0-1, 2 for 2 spinning threads",
                "cpu-quota, sys/fs/cgroup/system.slice/cpu.max, 150000 100000, 150000 of 100000 µs",
                "cpu-quota, sys/fs/cgroup/cpu/system.slice/engine/cpu.cfs_quota_us, 50000, 50000 µs",
                "isolation, sys/devices/system/cpu/isolated, ``, no core",
                "timer-tick, sys/devices/system/cpu/nohz_full, (null), all cores",
                "smt, sys/devices/system/cpu/smt/active, 1, two threads",
                "governor, sys/devices/system/cpu/cpu1/cpufreq/scaling_governor, powersave, powersave on 1 of 2 cores",
                "steal, proc/stat, cpu 1 0 1 97 0 0 0 1 0 0, 1.00 %",
                "clock, sys/devices/system/clocksource/clocksource0/current_clocksource, hpet, hpet",
                "huge-pages, sys/kernel/mm/transparent_hugepage/enabled, [always] madvise never, [always]",
                "swap, proc/meminfo, SwapTotal:  2097152 kB, 2048 MiB",
                "locked-memory, proc/meminfo, SwapTotal:  2097152 kB, 8388608 bytes",
                "maps, proc/sys/vm/max_map_count, 1000, 1000 for a process",
                "journal, proc/self/mounts, server:/x /data nfs4 rw 0 0, /data/journal is on nfs4",
            })
    void shouldSayWhatCosts(String check, String file, String text, String found) throws IOException {
        makeGoodHost();
        write(file, text);
        Finding finding = findings().get(check);
        assertThat(finding.verdict()).as("%s", finding).isEqualTo(Verdict.COSTS);
        assertThat(finding.found()).contains(found);
        assertThat(finding.todo()).isNotEmpty();
    }

    @Test
    void shouldTakeTheDeepestMountOfTheJournal() throws IOException {
        makeGoodHost();
        assertThat(findings("/data/scratch/journal", 1, FLAGS).get("journal").why())
                .contains("lost with the host");
        assertThat(findings("/database", 1, FLAGS).get("journal").found()).isEqualTo("/database is on overlay");
    }

    @Test
    void shouldCompareTheFlagsOfTheJvm() throws IOException {
        makeGoodHost();
        assertThat(findings("/data", 1, List.of("-Xmx4g", "-XX:+UseSerialGC"))
                        .get("jvm")
                        .verdict())
                .isEqualTo(Verdict.GOOD);
        Finding other = findings("/data", 1, List.of("-Xmx4g", "-XX:+UseZGC")).get("jvm");
        assertThat(other.verdict()).isEqualTo(Verdict.COSTS);
        assertThat(other.found()).isEqualTo("Java 17.0.1, without -XX:+UseSerialGC");
    }

    @Test
    void shouldKnowNothingOfAHostThatSaysNothing() {
        Map<String, Finding> findings = findings();
        findings.remove("jvm");
        assertThat(findings.values())
                .allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldReadWhatTheKernelWritesInOneRead() {
        assertThat(HostFiles.ofThisHost().text("proc/sys/vm/max_map_count")).matches("\\d{4,}");
        assertThat(HostFiles.ofThisHost().allowedCores()).isNotEmpty();
    }

    @Test
    void shouldReadListsOfCores() throws IOException {
        makeGoodHost();
        assertThat(HostFiles.cores("0-2,8")).containsExactly(0, 1, 2, 8);
        assertThat(HostFiles.cores("(null)")).isEmpty();
        HostFiles host = new HostFiles(root);
        assertThat(host.siblings(2)).containsExactly(2, 6);
        assertThat(host.siblings(0)).containsExactly(0);
        assertThat(host.allowedCores()).containsExactly(0, 1, 2, 3);
    }
}
