/** Compares what two graphs, or a graph and an earlier run, put out over the events of one journal. */
package io.tickwork.engine.diff;
