/**
 * Trading sessions: rules in the local time of a venue, and the calendar of UTC instants they are expanded to, which is
 * what bars align to and what a journal records. Uses nothing of the graph.
 */
package io.tickwork.dag.session;
