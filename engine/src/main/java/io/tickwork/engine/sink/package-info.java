/**
 * Takes what the engine emits out of the outbound ring and hands it to sinks: files, and a summary.
 *
 * <p>What always holds: everything here runs on the thread that polls the outbound ring; a sink sees every output once,
 * in the order of emission; no file bears its name before it is complete.
 */
package io.tickwork.engine.sink;
