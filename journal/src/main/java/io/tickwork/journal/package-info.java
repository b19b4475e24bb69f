/**
 * The journal: everything that enters the engine, in order, appended to and read back from one Chronicle Queue.
 *
 * <p>Invariants: event sequences are contiguous; every frame carries the checksum of the frame before it; a manifest
 * stands at the head of every file; a damaged journal is reported and never changed.
 */
package io.tickwork.journal;
