// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.testing.NodeRules;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every type of the module promises, whatever it computes, in an ordinary market. */
class IndicatorTypesTest {
    static List<NodeType> types() {
        return Stream.concat(catalogue().stream(), OddTypes.ALL.stream()).toList();
    }

    static List<NodeType> catalogue() {
        return new IndicatorTypes().types();
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void shouldBeFoundByName(NodeType type) {
        assertThat(Catalogue.load().find(type.name())).containsSame(type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldExplainItself(NodeType type) {
        TypeChecks.explainsItself(type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldHoldEveryValueWhenWarmedUpAndNotBefore(NodeType type) {
        TypeChecks.holdsEveryValueWhenWarmedUpAndNotBefore(type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldGiveTheSameFromTheSameInputs(NodeType type) {
        TypeChecks.givesTheSameFromTheSameInput(type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldBeAsNewAfterAReset(NodeType type) {
        TypeChecks.isAsNewAfterReset(type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldObeyParametersThatChange(NodeType type) {
        TypeChecks.obeysMutableParameters(type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldRunWithExtremeParameters(NodeType type) {
        TypeChecks.runsWithExtremeParameters(type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldAllocateNothing(NodeType type) {
        TypeChecks.allocatesNothing(type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldSeeNothingButItsInputs(NodeType type) {
        NodeRules.check(type);
    }
}
