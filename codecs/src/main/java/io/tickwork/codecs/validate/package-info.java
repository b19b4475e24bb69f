/** Decides at an edge, before anything is journaled, whether a message may enter the engine. */
package io.tickwork.codecs.validate;
