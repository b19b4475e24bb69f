// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import java.util.List;
import java.util.stream.Collectors;

/** A graph was refused. Carries everything that is wrong with it, not only the first thing. */
public final class GraphException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<GraphError> errors;

    /** @param errors at least one, in the order of their locations. */
    public GraphException(List<GraphError> errors) {
        super(errors.stream().map(GraphError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** {@return what is wrong, at least one error} */
    public List<GraphError> errors() {
        return errors;
    }
}
