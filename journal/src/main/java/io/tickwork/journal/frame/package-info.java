/** The bytes of a frame: one excerpt of the queue, laid out by {@link io.tickwork.journal.frame.FrameDescriptor}. */
package io.tickwork.journal.frame;
