/** Measures what a graph costs over events that are held in memory. */
package io.tickwork.engine.bench;
