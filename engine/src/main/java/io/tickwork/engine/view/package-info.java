// SPDX-License-Identifier: Apache-2.0
/**
 * A graph as people look at it: text, pictures, and data for scripts.
 *
 * <p>What always holds: only {@link io.tickwork.engine.view.GraphViewBuilder} knows the graphs that run; what writes a
 * format knows the {@link io.tickwork.engine.view.GraphView} alone, and the same view gives the same text everywhere.
 * The library that lays out pictures is used by one class.
 *
 * <p>Nothing here is for the engine thread; all of it allocates.
 */
package io.tickwork.engine.view;
