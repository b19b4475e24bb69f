// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.doctor;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Linux says of itself in {@code /proc} and {@code /sys}. Nothing here fails: what is not there, or may not be
 * read, is not known.
 *
 * @param root {@code /}, or where a copy of those two lies.
 */
public record HostFiles(Path root) {
    private static final Pattern CORE = Pattern.compile("cpu(\\d+)");
    private static final int BUFFER_LENGTH_BYTES = 1 << 16;
    private static final Path CORES = Path.of("sys/devices/system/cpu");

    /** {@return the files of the host this runs on} */
    public static HostFiles ofThisHost() {
        return new HostFiles(Path.of("/"));
    }

    /**
     * {@return the content of a file without the line break at its end; null when there is none that can be read}
     *
     * @param relative its path, from the root.
     */
    String text(String relative) {
        // In one read from the start: what stands in /proc/sys ends behind the first, however short it was.
        try (InputStream file =
                new BufferedInputStream(Files.newInputStream(root.resolve(relative)), BUFFER_LENGTH_BYTES)) {
            return new String(file.readAllBytes(), StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * {@return the lines of a file; none when there is none that can be read}
     *
     * @param relative its path, from the root.
     */
    List<String> lines(String relative) {
        String text = text(relative);
        return text == null ? List.of() : text.lines().toList();
    }

    /**
     * {@return a file that each core has, by the number of the core; without the cores that have none}
     *
     * @param relative its path, from the directory of the core.
     */
    SortedMap<Integer, String> ofEachCore(String relative) {
        SortedMap<Integer, String> texts = new TreeMap<>();
        try (Stream<Path> directories = Files.list(root.resolve(CORES))) {
            for (Path directory : (Iterable<Path>) directories::iterator) {
                Matcher matcher = CORE.matcher(directory.getFileName().toString());
                if (matcher.matches()) {
                    String core = matcher.group();
                    String text = text(CORES.resolve(core).resolve(relative).toString());
                    if (text != null) {
                        texts.put(Integer.valueOf(matcher.group(1)), text);
                    }
                }
            }
        } catch (IOException e) {
            return new TreeMap<>();
        }
        return texts;
    }

    /** {@return the cores that this process may run on; none when that is not known} */
    public TreeSet<Integer> allowedCores() {
        for (String line : lines("proc/self/status")) {
            if (line.startsWith("Cpus_allowed_list:")) {
                return cores(line.substring(line.indexOf(':') + 1));
            }
        }
        return new TreeSet<>();
    }

    /**
     * {@return the cores that share the execution units of a core, that one among them; it alone when that is not
     * known}
     *
     * @param core its number.
     */
    public TreeSet<Integer> siblings(int core) {
        TreeSet<Integer> siblings = cores(text(CORES.resolve("cpu" + core)
                .resolve("topology/thread_siblings_list")
                .toString()));
        siblings.add(core);
        return siblings;
    }

    /** Reads a list such as {@code 0-3,8}; what is none has no cores. */
    static TreeSet<Integer> cores(String list) {
        TreeSet<Integer> cores = new TreeSet<>();
        Matcher range = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?").matcher(list == null ? "" : list);
        while (range.find()) {
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            for (int core = first; core <= last; core++) {
                cores.add(core);
            }
        }
        return cores;
    }
}
