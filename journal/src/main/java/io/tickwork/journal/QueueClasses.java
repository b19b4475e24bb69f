// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.util.Map;
import java.util.function.Supplier;
import net.openhft.affinity.Affinity;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.WireType;
import org.slf4j.LoggerFactory;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/**
 * Loads ahead the classes with which a queue is made. They look for native libraries and compile code for them when
 * they are initialised, which takes a quarter of a second in which a process can do something else.
 */
public final class QueueClasses {
    private QueueClasses() {}

    /**
     * Does something, and meanwhile loads the classes on a thread of its own. Returns when both are done, so that two
     * threads never initialise these classes at once, some of which wait for each other in circles.
     *
     * @param work what is done on the calling thread; must not touch a journal.
     * @return what the work has returned.
     * @param <T> the type of that.
     */
    public static <T> T loadDuring(Supplier<T> work) {
        LoggerFactory.getILoggerFactory(); // which both sides would make first otherwise
        Thread loader = new Thread(QueueClasses::load, "class-loader");
        loader.setDaemon(true);
        loader.start();
        try {
            return work.get();
        } finally {
            boolean isInterrupted = false;
            while (loader.isAlive()) {
                try {
                    loader.join();
                } catch (InterruptedException e) {
                    isInterrupted = true;
                }
            }
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void load() {
        try {
            SingleChronicleQueueBuilder.addAliases();
            WireType.BINARY_LIGHT.apply(Bytes.allocateElasticOnHeap());
            Affinity.getThreadId();
            new Dump(DumpSettings.builder().build()).dumpToString(Map.of()); // a segment begins with YAML
        } catch (RuntimeException | LinkageError e) {
            // Whoever needs the class next meets the same, and says so.
        }
    }
}
