// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.openhft.chronicle.core.io.BackgroundResourceReleaser;

/** Directories that last as long as a measurement. */
public final class Scratch {
    /** The property that says where they are made; by default where temporary files are. */
    public static final String PARENT_PROPERTY = "tickwork.perf.directory";

    private Scratch() {}

    /** {@return a new directory} */
    public static Path create() {
        try {
            Path parent = Path.of(System.getProperty(PARENT_PROPERTY, System.getProperty("java.io.tmpdir")));
            return Files.createTempDirectory(Files.createDirectories(parent), "tickwork-perf-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Removes a directory with all that is in it, once nothing in it is mapped.
     *
     * @param directory made by {@link #create}.
     */
    public static void remove(Path directory) {
        BackgroundResourceReleaser.releasePendingResources();
        List<Path> paths;
        try (Stream<Path> found = Files.walk(directory)) {
            paths = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : paths) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
