// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.doctor;

import io.tickwork.engine.doctor.Finding.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Goes over what is known to cost latency. Reads files and changes nothing. */
public final class Checkup {
    /** The limit that Linux comes with; distributions only raise it. */
    private static final long MAP_COUNT_MIN = 65_530;
    /** Of all time, in thousandths: less is what a host does for itself. */
    private static final double STEAL_MAX = 1;

    private static final Set<String> FAST_CLOCKS =
            Set.of("tsc", "kvm-clock", "arch_sys_counter", "hyperv_clocksource_tsc_page");
    private static final Set<String> LOCAL_FILE_SYSTEMS = Set.of("ext4", "xfs", "ext3", "ext2", "f2fs");
    private static final Set<String> COPYING_FILE_SYSTEMS = Set.of("btrfs", "zfs", "bcachefs");

    private static final String SILENT = "the host does not say";

    private final HostFiles host;
    private final Setup setup;
    private final List<Finding> findings = new ArrayList<>();

    private Checkup(HostFiles host, Setup setup) {
        this.host = host;
        this.setup = setup;
    }

    /**
     * What is to be run on the host.
     *
     * @param journal the absolute directory of the journal, whether or not it is there.
     * @param spinningThreads how many threads never give up their core.
     * @param javaFeature the version of Java, such as 17.
     * @param javaVersion all of it.
     * @param jvmFlags that this JVM was started with.
     * @param shippedFlags those that are measured with, in the order of the files they stand in.
     */
    public record Setup(
            Path journal,
            int spinningThreads,
            int javaFeature,
            String javaVersion,
            List<String> jvmFlags,
            List<String> shippedFlags) {}

    /**
     * {@return what was found, one finding for each check, always in the same order}
     *
     * @param host what it says of itself.
     * @param setup what is to be run there.
     */
    public static List<Finding> of(HostFiles host, Setup setup) {
        Checkup checkup = new Checkup(host, setup);
        checkup.cores();
        checkup.quota();
        checkup.isolation();
        checkup.tickless();
        checkup.siblings();
        checkup.governor();
        checkup.steal();
        checkup.clock();
        checkup.hugePages();
        checkup.swap();
        checkup.lockedMemory();
        checkup.maps();
        checkup.fileSystem();
        checkup.jvm();
        return checkup.findings;
    }

    private void add(String check, Verdict verdict, String found, String why, String todo) {
        findings.add(new Finding(check, verdict, found, why, verdict == Verdict.COSTS ? todo : ""));
    }

    private static Verdict costsIf(boolean costs) {
        return costs ? Verdict.COSTS : Verdict.GOOD;
    }

    private void cores() {
        int cores = host.allowedCores().size();
        int wanted = setup.spinningThreads() + 1;
        add(
                "cores",
                cores == 0 ? Verdict.UNKNOWN : costsIf(cores < wanted),
                cores + " for " + setup.spinningThreads() + " spinning threads and everything else",
                "A thread that spins keeps its core; where there is none left for the others, each waits for the"
                        + " scheduler, which takes milliseconds.",
                "Give the process " + wanted + " cores or more, or run with --wait yielding or sleeping.");
    }

    /** A group may limit itself, and so may each that it is in. */
    private void quota() {
        String found = "none";
        boolean isLimited = false;
        for (String line : host.lines("proc/self/cgroup")) {
            String group = line.substring(line.lastIndexOf(':') + 1);
            for (Path path = Path.of(group); path != null; path = path.getParent()) {
                String relative = path.toString().substring(1);
                String quota = host.text("sys/fs/cgroup/" + relative + "/cpu.max");
                String older = host.text("sys/fs/cgroup/cpu/" + relative + "/cpu.cfs_quota_us");
                if (quota != null && !quota.startsWith("max")) {
                    isLimited = true;
                    found = quota.replace(" ", " of ") + " µs of each period";
                } else if (older != null && !older.startsWith("-")) {
                    isLimited = true;
                    found = older + " µs of each period";
                }
            }
        }
        add(
                "cpu-quota",
                host.text("proc/self/cgroup") == null ? Verdict.UNKNOWN : costsIf(isLimited),
                found,
                "A group that has used up its quota stands still until the next period, up to 100 ms; a thread that spins"
                        + " uses it up.",
                "Run the container without a CPU limit, with a request of whole cores (Kubernetes: the static policy of"
                        + " the CPU manager; Docker: --cpuset-cpus in place of --cpus).");
    }

    private void isolation() {
        String isolated = host.text("sys/devices/system/cpu/isolated");
        TreeSet<Integer> cores = HostFiles.cores(isolated);
        add(
                "isolation",
                isolated == null ? Verdict.UNKNOWN : costsIf(cores.isEmpty()),
                isolated == null
                        ? SILENT
                        : cores.isEmpty() ? "no core is kept for threads that are put there" : "cores " + isolated,
                "On any other core the scheduler runs whatever it likes, in the middle of an event.",
                "Boot with isolcpus=domain,managed_irq,CORES and pin the engine's thread there.");
    }

    private void tickless() {
        String tickless = host.text("sys/devices/system/cpu/nohz_full");
        TreeSet<Integer> cores = HostFiles.cores(tickless);
        add(
                "timer-tick",
                tickless == null ? Verdict.UNKNOWN : costsIf(cores.isEmpty()),
                tickless == null
                        ? SILENT
                        : cores.isEmpty() ? "all cores are interrupted by the timer" : "none on cores " + tickless,
                "The tick interrupts a spinning thread 100 to 1000 times a second, for microseconds each.",
                "Boot with nohz_full=CORES rcu_nocbs=CORES for the cores of the engine.");
    }

    private void siblings() {
        String active = host.text("sys/devices/system/cpu/smt/active");
        add(
                "smt",
                active == null ? Verdict.UNKNOWN : costsIf(active.equals("1")),
                active == null ? SILENT : active.equals("1") ? "two threads share each physical core" : "off",
                "The sibling of the engine's core takes half of its execution units and caches.",
                "Switch it off (nosmt, or echo off > /sys/devices/system/cpu/smt/control), or keep the sibling of the"
                        + " engine's core idle: isolate both and pin one.");
    }

    private void governor() {
        SortedMap<Integer, String> governors = host.ofEachCore("cpufreq/scaling_governor");
        Map<Integer, String> slow = governors.entrySet().stream()
                .filter(entry -> !entry.getValue().equals("performance"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        String found = slow.isEmpty()
                ? "performance"
                : slow.values().stream().distinct().sorted().collect(Collectors.joining(", ")) + " on " + slow.size()
                        + " of " + governors.size() + " cores";
        add(
                "governor",
                governors.isEmpty() ? Verdict.UNKNOWN : costsIf(!slow.isEmpty()),
                governors.isEmpty() ? "the host does not say, as most virtual ones" : found,
                "A core whose clock was lowered is slow when the next event comes.",
                "cpupower frequency-set -g performance");
    }

    /** {@code cpu user nice system idle iowait irq softirq steal}, in ticks since the host was started. */
    private void steal() {
        List<String> lines = host.lines("proc/stat");
        String[] words = lines.isEmpty() ? new String[0] : lines.get(0).split(" +");
        double share = 0;
        if (words.length > 8) {
            long all = 0;
            for (int i = 1; i <= 8; i++) {
                all += Long.parseLong(words[i]);
            }
            share = 1_000.0 * Long.parseLong(words[8]) / Math.max(1, all);
        }
        add(
                "steal",
                words.length > 8 ? costsIf(share > STEAL_MAX) : Verdict.UNKNOWN,
                String.format(Locale.ROOT, "%.2f %% of the time since the host was started", share / 10),
                "What a hypervisor takes away shows as pauses of milliseconds that nothing inside can prevent.",
                "Use a host of its own, or one whose cores are not shared.");
    }

    private void clock() {
        String source = host.text("sys/devices/system/clocksource/clocksource0/current_clocksource");
        add(
                "clock",
                source == null ? Verdict.UNKNOWN : costsIf(!FAST_CLOCKS.contains(source)),
                source == null ? SILENT : source,
                "Other clocks than the processor's own are read by a call into the kernel: microseconds in place of 20 ns.",
                "Boot with clocksource=tsc tsc=reliable, if the processor's counter is constant (constant_tsc in"
                        + " /proc/cpuinfo).");
    }

    private void hugePages() {
        String setting = host.text("sys/kernel/mm/transparent_hugepage/enabled");
        boolean isAlways = setting != null && setting.contains("[always]");
        add(
                "huge-pages",
                setting == null ? Verdict.UNKNOWN : costsIf(isAlways),
                setting == null ? SILENT : setting,
                "With always, the kernel stops threads to move their memory together into large pages.",
                "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled");
    }

    private long swapKb() {
        for (String line : host.lines("proc/meminfo")) {
            if (line.startsWith("SwapTotal:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return -1;
    }

    private void swap() {
        long swapKb = swapKb();
        add(
                "swap",
                swapKb < 0 ? Verdict.UNKNOWN : costsIf(swapKb > 0),
                swapKb < 0 ? SILENT : swapKb == 0 ? "none" : swapKb / 1024 + " MiB",
                "State that was not touched for a while may be on disk when its symbol trades.",
                "swapoff -a, and take it out of /etc/fstab.");
    }

    private void lockedMemory() {
        String soft = null;
        for (String line : host.lines("proc/self/limits")) {
            if (line.startsWith("Max locked memory")) {
                soft = line.substring("Max locked memory".length()).strip().split(" +")[0];
            }
        }
        boolean isLimited = soft != null && !soft.equals("unlimited");
        add(
                "locked-memory",
                soft == null ? Verdict.UNKNOWN : costsIf(isLimited && swapKb() != 0),
                soft == null
                        ? SILENT
                        : isLimited
                                ? soft + " bytes" + (swapKb() == 0 ? ", without effect where there is no swap" : "")
                                : soft,
                "Where there is swap, memory stays where it is only as far as a process may lock it.",
                "Set LimitMEMLOCK=infinity in the unit, or memlock unlimited in /etc/security/limits.conf; or have no swap.");
    }

    private void maps() {
        String count = host.text("proc/sys/vm/max_map_count");
        boolean isNumber = count != null && count.matches("\\d{1,18}");
        add(
                "maps",
                isNumber ? costsIf(Long.parseLong(count) < MAP_COUNT_MIN) : Verdict.UNKNOWN,
                isNumber ? count + " for a process" : SILENT,
                "Journals are mapped in blocks; when there are too many, the next cannot be mapped and the engine ends.",
                "sysctl vm.max_map_count=262144");
    }

    /** Of the mounts that hold the journal, the deepest; the last of equal ones hides those before. */
    private void fileSystem() {
        String type = null;
        Path deepest = Path.of("/");
        for (String line : host.lines("proc/self/mounts")) {
            String[] words = line.split(" ");
            if (words.length > 2) {
                Path at = Path.of(words[1].replace("\\040", " "));
                if (setup.journal().startsWith(at) && at.getNameCount() >= deepest.getNameCount()) {
                    deepest = at;
                    type = words[2];
                }
            }
        }
        add(
                "journal",
                type == null ? Verdict.UNKNOWN : costsIf(!LOCAL_FILE_SYSTEMS.contains(type)),
                type == null ? SILENT : setup.journal() + " is on " + type,
                whyNot(type),
                "Put the journal on ext4 or XFS on a local disk of its own.");
    }

    private static String whyNot(String type) {
        if (type != null && type.equals("tmpfs")) {
            return "What is in memory is fast, and lost with the host.";
        }
        if (type != null && COPYING_FILE_SYSTEMS.contains(type)) {
            return "Each block is written to a new place, so that space given beforehand is no use.";
        }
        return "The journal is mapped, and forced to the disk: file systems over a network, in user space or in layers stop"
                + " the engine for both, or cannot do it.";
    }

    private void jvm() {
        Set<String> given = new HashSet<>(setup.jvmFlags());
        List<String> missing = setup.shippedFlags().stream()
                .filter(flag -> !given.contains(flag) && !isOverridden(flag, given))
                .toList();
        boolean isOld = setup.javaFeature() < 17;
        String flags = missing.isEmpty() ? "with the flags that are shipped" : "without " + String.join(" ", missing);
        add(
                "jvm",
                costsIf(isOld || !missing.isEmpty()),
                "Java " + setup.javaVersion() + ", " + flags,
                "What is measured is measured with the flags in config/jvm*.options: heap, collector, inlining.",
                "Start with ./tickwork, and look at TICKWORK_JAVA_OPTS, which overrides them.");
    }

    /** A size that was set to another value is a choice; a switch that was turned is not. */
    private static boolean isOverridden(String flag, Set<String> given) {
        Matcher size = Pattern.compile("(-Xm[sx]).*").matcher(flag);
        return size.matches() && given.stream().anyMatch(each -> each.startsWith(size.group(1)));
    }
}
