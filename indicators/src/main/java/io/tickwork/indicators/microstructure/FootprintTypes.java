// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.NodeType;
import java.util.List;

/** The node types of volume by price level. */
public final class FootprintTypes {
    /** All of them, in the order of listings. */
    public static final List<NodeType> ALL =
            List.of(Footprint.TYPE, VolumeProfile.TYPE, Absorption.TYPE, DeltaDivergence.TYPE);

    private FootprintTypes() {}
}
