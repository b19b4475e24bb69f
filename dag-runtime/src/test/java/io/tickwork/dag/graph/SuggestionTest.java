// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    private static final List<String> TYPES =
            List.of("sma", "ema", "macd", "rsi", "ma-cross", "donchian-breakout", "bollinger", "vwap", "percent-b");

    @ParameterizedTest
    @CsvSource({
        "emaa, ema", // one too many
        "em, ema", // one missing
        "emq, ema", // one wrong
        "mcad, macd", // two swapped
        "EMA, ema",
        "bolinger, bollinger",
        "percentB, percent-b",
        "ma_cross, ma-cross",
        "cross, ma-cross", // a part
        "breakout, donchian-breakout",
        "vwap-of-trades, vwap"
    })
    void shouldNameTheNearest(String written, String meant) {
        assertThat(Suggestion.of(written, TYPES).names()).containsExactly(meant);
    }

    @ParameterizedTest
    @CsvSource({"momentum", "xyz", "a", "''", "hawkes"})
    void shouldNameNoneThatIsFar(String written) {
        assertThat(Suggestion.of(written, TYPES).names()).isEmpty();
    }

    @Test
    void shouldNameAllThatAreEquallyNearUpToThreeWhateverTheirOrder() {
        List<String> candidates = new ArrayList<>(List.of("ema", "sma", "wma", "hma", "lma"));
        for (int seed = 1; seed <= 20; seed++) {
            Collections.shuffle(candidates, new Random(seed));
            assertThat(Suggestion.of("xma", candidates).names())
                    .as("seed %d", seed)
                    .containsExactly("ema", "hma", "lma");
        }
    }

    @Test
    void shouldEndASentence() {
        assertThat(Suggestion.of("emaa", TYPES)).hasToString("; did you mean ema?");
        assertThat(Suggestion.of("xma", List.of("sma", "ema"))).hasToString("; did you mean ema or sma?");
        assertThat(Suggestion.of("xma", List.of("sma", "ema", "wma"))).hasToString("; did you mean ema, sma or wma?");
        assertThat(Suggestion.of("xyz", TYPES)).hasToString("");
        assertThat(Suggestion.of("emaa", TYPES).or("; none")).isEqualTo("; did you mean ema?");
        assertThat(Suggestion.of("xyz", TYPES).or("; none")).isEqualTo("; none");
    }
}
