/**
 * Keeps what an engine puts out in a journal of its own, so that it can be compared with what a later run puts out.
 *
 * <p>Invariants: an output stands in it once as far as a reader sees; what is missing behind its end is what a replay
 * of the events gives again.
 */
package io.tickwork.engine.record;
