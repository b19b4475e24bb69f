// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectPatternTest {
    @ParameterizedTest
    @CsvSource({
        "indicators.>, indicators.ES.fast, true",
        "indicators.>, indicators, false",
        "indicators.>, indicators2.ES, false",
        "indicators.*.fast, indicators.ES.fast, true",
        "indicators.*.fast, indicators.ES.slow, false",
        "indicators.*.fast, indicators.ES.fast.x, false",
        "indicators.*.fast, indicators.ES, false",
        ">, a, true",
        "a.b, a.b, true",
        "*, a.b, false"
    })
    void shouldMatchAsNatsDoes(String pattern, String subject, boolean matches) {
        assertThat(SubjectPattern.of(pattern).matches(subject)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..b", ".a", "a.", "a.>.b", "a b"})
    void shouldRefuseWhatNatsDoesNotTake(String pattern) {
        assertThatThrownBy(() -> SubjectPattern.of(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + pattern + "'");
    }

    @Test
    void shouldChooseByTheFirstRuleThatMatches() {
        SubjectRules<String> rules =
                SubjectRules.always("other").with("a.b", "first").with("a.*", "second");
        assertThat(rules.choice("a.b")).isEqualTo("first");
        assertThat(rules.choice("a.c")).isEqualTo("second");
        assertThat(rules.choice("b")).isEqualTo("other");
    }
}
