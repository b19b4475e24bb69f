// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.scan;

import java.nio.file.Path;

/**
 * What a scan found in one segment.
 *
 * @param number of the segment.
 * @param file its data file, null when it is missing.
 * @param bytes length of the file.
 * @param frames sound frames that count.
 * @param firstSequence of the events in them, {@link ScanDamage#NONE} when there is none.
 * @param lastSequence of the events in them, {@link ScanDamage#NONE} when there is none.
 * @param framesGivenUp sound frames behind the place where a later segment goes on; they are no part of the journal.
 * @param firstTime when the run of its first sound manifest began, ISO-8601; null without one.
 * @param lastTime the same of its last sound manifest.
 * @param sound whether nothing in it is damaged.
 */
public record ScannedSegment(
        long number,
        Path file,
        long bytes,
        long frames,
        long firstSequence,
        long lastSequence,
        long framesGivenUp,
        String firstTime,
        String lastTime,
        boolean sound) {}
