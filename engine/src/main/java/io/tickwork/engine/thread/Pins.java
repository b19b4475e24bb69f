// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.thread;

import io.tickwork.engine.doctor.HostFiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadFactory;
import net.openhft.affinity.Affinity;

/**
 * Which thread runs on which core: each pinned thread on one, the others wherever the process may run. Immutable.
 *
 * @param cores the core of each thread that is pinned, by the {@linkplain #ROLES role} of the thread.
 */
public record Pins(SortedMap<String, Integer> cores) {
    /** Every thread is left to the scheduler. */
    public static final Pins NONE = new Pins(new TreeMap<>());

    /** The role of the thread that carries both edges. */
    public static final String BRIDGE = "bridge";

    /** The names by which threads are pinned, the two that events pass through first. */
    public static final List<String> ROLES =
            List.of("engine", BRIDGE, "journaler", "journal-keeper", "journal-forcer", "snapshots");

    /** Copies the map and checks the roles. */
    public Pins {
        cores = Collections.unmodifiableSortedMap(new TreeMap<>(cores));
        for (String role : cores.keySet()) {
            if (!ROLES.contains(role)) {
                throw new IllegalArgumentException(
                        "there is no thread '" + role + "' to pin; there are " + String.join(", ", ROLES));
            }
        }
    }

    /**
     * Makes sure that the cores are there.
     *
     * @param host whose cores they are; where it does not say which there are, all are taken to be.
     * @throws IllegalArgumentException naming the thread whose core is not there, and the cores that are.
     */
    public void requireOn(HostFiles host) {
        Set<Integer> allowed = host.allowedCores();
        cores.forEach((role, core) -> {
            if (!allowed.isEmpty() && !allowed.contains(core)) {
                throw new IllegalArgumentException("the thread " + role + " cannot run on core " + core
                        + ": this process may run on " + allowed.toString().replaceAll("[\\[\\]]", "")
                        + "; choose one of these, or give it more with taskset or the container's cpuset");
            }
        });
    }

    /**
     * {@return what is allowed but worth a look: threads that share a core, or the two halves of one}
     *
     * @param host whose cores they are.
     */
    public List<String> warnings(HostFiles host) {
        List<String> warnings = new ArrayList<>();
        List<Map.Entry<String, Integer>> pinned = List.copyOf(cores.entrySet());
        for (int i = 0; i < pinned.size(); i++) {
            TreeSet<Integer> siblings = host.siblings(pinned.get(i).getValue());
            for (Map.Entry<String, Integer> other : pinned.subList(i + 1, pinned.size())) {
                String both = "the threads " + pinned.get(i).getKey() + " and " + other.getKey();
                if (other.getValue().equals(pinned.get(i).getValue())) {
                    warnings.add(both + " share core " + other.getValue() + ", so that each waits for the other");
                } else if (siblings.contains(other.getValue())) {
                    warnings.add(both + " are on cores " + pinned.get(i).getValue() + " and " + other.getValue()
                            + ", which are one physical core; each slows the other down");
                }
            }
        }
        return warnings;
    }

    /**
     * {@return what makes the thread of a role, which pins itself before it does anything else}
     *
     * @param role one of {@link #ROLES}, pinned or not.
     */
    public ThreadFactory factory(String role) {
        Integer core = cores.get(role);
        return core == null
                ? Thread::new
                : work -> new Thread(() -> {
                    Affinity.setAffinity(core);
                    work.run();
                });
    }
}
