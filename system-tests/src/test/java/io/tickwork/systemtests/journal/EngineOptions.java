// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.journal;

import io.tickwork.engine.SnapshotMode;
import io.tickwork.engine.Topology;
import io.tickwork.journal.Durability;
import io.tickwork.journal.RollPeriod;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an {@link EngineProcess} is told at its start. Fluent setters; every field has a default but the directory. */
final class EngineOptions {
    /** At once, as fast as the engine takes them. */
    static final int UNLIMITED = 0;

    private final Map<String, String> values = new TreeMap<>();

    EngineOptions(Path journal) {
        values.put("journal", journal.toString());
    }

    private EngineOptions(Map<String, String> values) {
        this.values.putAll(values);
    }

    static EngineOptions parse(String[] arguments) {
        Map<String, String> values = new TreeMap<>();
        for (String argument : arguments) {
            int at = argument.indexOf('=');
            values.put(argument.substring(0, at), argument.substring(at + 1));
        }
        return new EngineOptions(values);
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        values.forEach((name, value) -> arguments.add(name + '=' + value));
        return arguments;
    }

    EngineOptions copy() {
        return new EngineOptions(values);
    }

    private EngineOptions set(String name, Object value) {
        values.put(name, value.toString());
        return this;
    }

    private long get(String name, long otherwise) {
        return Long.parseLong(values.getOrDefault(name, Long.toString(otherwise)));
    }

    Path journal() {
        return Path.of(values.get("journal"));
    }

    /** The port that the recorder listens at. */
    EngineOptions port(int port) {
        return set("port", port);
    }

    int port() {
        return (int) get("port", 0);
    }

    /** How many events there are in all, in this run and those before it; at the last one, it ends in order. */
    EngineOptions events(long count) {
        return set("events", count);
    }

    long events() {
        return get("events", 1);
    }

    /** Events in a second. */
    EngineOptions rate(int perSecond) {
        return set("rate", perSecond);
    }

    int rate() {
        return (int) get("rate", UNLIMITED);
    }

    /** The last event all outputs of which have arrived. */
    EngineOptions confirmed(long sequence) {
        return set("confirmed", sequence);
    }

    long confirmed() {
        return get("confirmed", 0);
    }

    EngineOptions segmentLength(long bytes) {
        return set("segmentLength", bytes);
    }

    long segmentLength() {
        return get("segmentLength", 1 << 20);
    }

    EngineOptions rollPeriod(RollPeriod period) {
        return set("rollPeriod", period);
    }

    RollPeriod rollPeriod() {
        return RollPeriod.valueOf(values.getOrDefault("rollPeriod", RollPeriod.DAILY.name()));
    }

    EngineOptions durability(Durability durability) {
        return set("durability", durability);
    }

    Durability durability() {
        return Durability.valueOf(values.getOrDefault("durability", Durability.PROCESS.name()));
    }

    EngineOptions recover(boolean isRecovering) {
        return set("recover", isRecovering);
    }

    boolean recover() {
        return Boolean.parseBoolean(values.get("recover"));
    }

    EngineOptions topology(Topology topology) {
        return set("topology", topology);
    }

    Topology topology() {
        return Topology.valueOf(values.getOrDefault("topology", Topology.INLINE.name()));
    }

    EngineOptions snapshots(SnapshotMode mode) {
        return set("snapshots", mode);
    }

    SnapshotMode snapshots() {
        return SnapshotMode.valueOf(values.getOrDefault("snapshots", SnapshotMode.NONE.name()));
    }

    /**
     * Where the journal's clock stands at the start, and the seed of its steps; without it the clock is the system's.
     */
    EngineOptions clock(long timeMs, long seed) {
        return set("clockMs", timeMs).set("clockSeed", seed);
    }

    boolean hasClock() {
        return values.containsKey("clockMs");
    }

    long clockMs() {
        return get("clockMs", 0);
    }

    long clockSeed() {
        return get("clockSeed", 0);
    }

    /** A file that takes the space on the disk away as long as it is there. */
    EngineOptions filler(Path file) {
        return set("filler", file);
    }

    Path filler() {
        String file = values.get("filler");
        return file == null ? null : Path.of(file);
    }

    /** Goes no further than its first instruction until it is told to. */
    EngineOptions waitsForGo(boolean isWaiting) {
        return set("waitsForGo", isWaiting);
    }

    boolean waitsForGo() {
        return Boolean.parseBoolean(values.get("waitsForGo"));
    }

    /** Goes on after the last event until it is told to stop. */
    EngineOptions stays(boolean isStaying) {
        return set("stays", isStaying);
    }

    boolean stays() {
        return Boolean.parseBoolean(values.get("stays"));
    }
}
