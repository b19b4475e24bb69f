/** Looks at a host and this JVM for what costs latency. */
package io.tickwork.engine.doctor;
