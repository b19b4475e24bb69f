// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.journal.Manifest;
import io.tickwork.journal.SourcePositions;
import java.util.List;

/**
 * Where an engine goes on.
 *
 * @param lastSequence of the last event in the journal, 0 when there is none.
 * @param sources how far each has come: it goes on with the event behind that.
 * @param symbols defined so far, in the order of their ids.
 * @param generation of the run that begins.
 * @param snapshotSequence of the last event in the snapshot that was loaded, 0 when there was none.
 * @param processor has run all of this; to be looked at until the engine starts, and not to be run.
 */
public record ResumePoint(
        long lastSequence,
        SourcePositions sources,
        List<Manifest.Symbol> symbols,
        long generation,
        long snapshotSequence,
        GraphProcessor processor) {}
