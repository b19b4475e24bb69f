/** Puts threads on cores. The only one that knows the library that does it. */
package io.tickwork.engine.thread;
