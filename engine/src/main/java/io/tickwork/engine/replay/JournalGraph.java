// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.session.SessionCalendar;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.ManifestSettings;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalHead;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.Manifest;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The graphs that journals say they were written with. */
public final class JournalGraph {
    private JournalGraph() {}

    /**
     * Builds the graph of a manifest from the texts and calendars in it.
     *
     * @param manifest of a journal.
     * @param catalogue the node types it may use.
     * @return the graph.
     * @throws ReplayException when the manifest has no graph, or a calendar that this build cannot read.
     * @throws io.tickwork.dag.graph.GraphException when it needs node types that are not there.
     */
    public static Graph of(Manifest manifest, Catalogue catalogue) {
        if (manifest.graphSources().isEmpty()) {
            throw new ReplayException("The journal was imported and has no graph of its own; name one with --graph.");
        }
        return YamlGraphReader.read(
                catalogue,
                manifest.graphSources().stream()
                        .map(source -> new GraphSource(source.name() + " in the journal", source.text()))
                        .toList(),
                calendars(manifest));
    }

    /**
     * {@return the newest manifest of a journal that is sound}
     *
     * @param directory of the journal.
     * @throws ReplayException when no segment begins with one.
     * @throws io.tickwork.journal.JournalException when it cannot be read.
     */
    public static JournalHead newestHead(Path directory) {
        JournalHead head = JournalReader.newestHead(directory);
        if (head == null) {
            try (JournalReader reader = JournalReader.open(directory)) {
                reader.readAll(new JournalHandler() {}); // says what is wrong, and where
            }
            throw new ReplayException(
                    "The journal " + directory + " has no manifest, so that nothing says what its events are.");
        }
        if (head.manifest().settings().containsKey(ManifestSettings.RECORDED_OUTPUTS)) {
            throw new ReplayException("The directory " + directory
                    + " holds recorded outputs and no events. Give the journal that they are of; 'tickwork diff' compares"
                    + " the two.");
        }
        return head;
    }

    private static Map<String, SessionCalendar> calendars(Manifest manifest) {
        Map<String, SessionCalendar> calendars = new TreeMap<>();
        manifest.calendars().forEach((name, text) -> {
            try {
                calendars.put(name, SessionCalendar.parse(name, text));
            } catch (IllegalArgumentException e) {
                throw new ReplayException("The session calendar '" + name + "' in the journal cannot be read: "
                        + e.getMessage() + ". Replay the journal with the build that wrote it, "
                        + manifest.buildVersion() + ".");
            }
        });
        return calendars;
    }
}
