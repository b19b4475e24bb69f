// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.ParameterChangeDecoder;
import io.tickwork.codecs.sbe.SymbolDefinitionDecoder;
import io.tickwork.dag.graph.GraphFingerprint;
import io.tickwork.dag.graph.PublishedOutput;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.journal.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.agrona.DirectBuffer;

/**
 * Makes the manifests of a run: what is the same all along, and what events have defined or changed so far.
 *
 * <p>Threading: {@link #onEvent} belongs to the thread that runs the events, {@link #manifest} may be called by any. An
 * event that changed something allocates; others are only looked at.
 */
final class RunManifest {
    private final GraphProcessor processor;
    private final String graphFingerprint;
    private final List<Manifest.GraphSource> graphSources;
    private final SortedMap<String, String> settings = new TreeMap<>();
    private final SortedMap<String, String> calendars = new TreeMap<>();
    private final List<String> outputs;
    private final List<String> nodes;
    private final String startTime = Instant.now().toString();
    private final ConcurrentSkipListMap<Integer, Manifest.Symbol> symbols = new ConcurrentSkipListMap<>();

    private volatile SortedMap<String, String> parameters = new TreeMap<>();
    private volatile long generation = 1;

    RunManifest(EngineContext context, GraphProcessor processor) {
        this.processor = processor;
        graphFingerprint = GraphFingerprint.of(context.graph());
        graphSources = context.graphSources().stream()
                .map(source -> new Manifest.GraphSource(source.name(), source.text()))
                .toList();
        settings.put(ManifestSettings.CHECKPOINT_INTERVAL, Integer.toString(context.checkpointInterval()));
        settings.put(ManifestSettings.BATCH_LIMIT, Integer.toString(context.batchLimit()));
        settings.put(ManifestSettings.WAIT_MODE, context.waitMode().name());
        settings.put(ManifestSettings.DURABILITY, context.journal().durability().name());
        // As instants: the time-zone data of whoever replays may differ.
        context.graph().calendars().forEach((name, calendar) -> calendars.put(name, calendar.toText()));
        outputs = context.graph().outputs().stream().map(PublishedOutput::name).toList();
        nodes = context.graph().nodeIds();
    }

    /** {@return the fingerprint of the graph} */
    String graphFingerprint() {
        return graphFingerprint;
    }

    /** {@return whether a manifest describes the very graph, so that the events under it gave what they give now} */
    boolean isOfSameGraph(Manifest other) {
        return other.graphFingerprint().equals(graphFingerprint);
    }

    void generation(long value) {
        generation = value;
    }

    /** {@return the generation of the run} */
    long generation() {
        return generation;
    }

    /** {@return the symbols defined so far, in the order of their ids} */
    List<Manifest.Symbol> symbols() {
        return List.copyOf(symbols.values());
    }

    /** Looks at everything, where events have been run without being shown to this. */
    void refresh() {
        for (int id = 0; id < processor.symbolCount(); id++) {
            noteSymbol(id);
        }
        parameters = processor.changedParameters();
    }

    /**
     * Looks at an event that has been run.
     *
     * @param buffer holds its SBE message.
     * @param offset where the message begins.
     * @return whether manifests differ from here on.
     */
    boolean onEvent(DirectBuffer buffer, int offset) {
        int template = InboundEvents.templateId(buffer, offset);
        if (template == SymbolDefinitionDecoder.TEMPLATE_ID) {
            return noteSymbol(InboundEvents.symbolId(buffer, offset));
        }
        if (template == ParameterChangeDecoder.TEMPLATE_ID) {
            parameters = processor.changedParameters();
            return true;
        }
        return false;
    }

    private boolean noteSymbol(int id) {
        if (id < 0 || id >= processor.symbolCount() || processor.symbolName(id) == null) {
            return false;
        }
        Manifest.Symbol symbol = new Manifest.Symbol(
                id, processor.symbolName(id), processor.priceExponent(id), processor.sizeExponent(id));
        return symbols.putIfAbsent(id, symbol) == null;
    }

    /** {@return the manifest as of now} */
    Manifest manifest() {
        return new Manifest(
                BuildVersion.current(),
                System.getProperty("java.vendor"),
                System.getProperty("java.version"),
                MessageHeaderEncoder.SCHEMA_ID,
                MessageHeaderEncoder.SCHEMA_VERSION,
                graphSources,
                graphFingerprint,
                settings,
                calendars,
                outputs,
                nodes,
                startTime,
                generation,
                HostBoot.id(),
                symbols(),
                parameters);
    }
}
