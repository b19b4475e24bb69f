// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.util.UUID;

/**
 * What the newest segment of a journal begins with.
 *
 * @param journalId of the journal.
 * @param segment its number.
 * @param manifest of that segment.
 */
public record JournalHead(UUID journalId, long segment, Manifest manifest) {}
