package com.example.nodes;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.NodeTypeProvider;
import java.util.List;

/** The types of this jar; named in META-INF/services, where the engine looks for it. */
public final class OwnNodeTypes implements NodeTypeProvider {
    @Override
    public List<NodeType> types() {
        return List.of(RelativeVolume.TYPE);
    }
}
