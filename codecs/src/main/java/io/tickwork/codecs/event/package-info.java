/** The part of a message that is the same whatever its template. */
package io.tickwork.codecs.event;
