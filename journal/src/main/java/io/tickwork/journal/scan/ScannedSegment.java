// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.scan;

import java.nio.file.Path;

/**
 * What a scan found in one segment.
 *
 * @param number of the segment.
 * @param file its data file, or the archive of it; null when it is missing.
 * @param bytes length of the data file.
 * @param frames sound frames that count.
 * @param firstSequence of the events in them, {@link ScanDamage#NONE} when there is none.
 * @param lastSequence of the events in them, {@link ScanDamage#NONE} when there is none.
 * @param framesGivenUp sound frames that no longer count, since a later segment goes on before them: recovery from
 *     damage, or from an end that was not orderly, gave them up.
 * @param firstGivenUp first sequence of the events in those, {@link ScanDamage#NONE} when there is none.
 * @param lastGivenUp last sequence of the events in those, {@link ScanDamage#NONE} when there is none.
 * @param firstTime when the run of its first sound manifest began, ISO-8601; null without one.
 * @param lastTime the same of its last sound manifest.
 * @param sound whether nothing in it is damaged, as far as it counts.
 */
public record ScannedSegment(
        long number,
        Path file,
        long bytes,
        long frames,
        long firstSequence,
        long lastSequence,
        long framesGivenUp,
        long firstGivenUp,
        long lastGivenUp,
        String firstTime,
        String lastTime,
        boolean sound) {}
