// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

/** Who makes snapshots. Both make the same ones, byte for byte. */
public enum SnapshotMode {
    /** Nobody: a start runs the whole journal. */
    NONE,
    /** The engine thread copies what has changed, a little with each batch; another thread writes it. */
    INLINE,
    /** A thread of its own, which runs the journal a second time behind the engine and costs that nothing. */
    FOLLOWER
}
