/** Instants and durations as whole nanoseconds: UTC since the epoch, leap seconds not counted. */
package io.tickwork.codecs.time;
