// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SymbolTest {
    @Test
    void shouldDefaultToNineDecimals() {
        assertThat(Symbol.named("BTCUSD")).isEqualTo(new Symbol(0, "BTCUSD", -9, -9));
    }

    @Test
    void shouldRefuseWhatNoDefinitionCanSay() {
        assertThatThrownBy(() -> new Symbol(-1, "A", 0, 0)).hasMessage("symbol id=-1 is negative");
        assertThatThrownBy(() -> Symbol.named(" ")).hasMessage("symbol name ' ' is blank, or longer than 64 bytes");
        assertThatThrownBy(() -> Symbol.named("é".repeat(33))).hasMessageContaining("longer than 64 bytes");
        assertThatThrownBy(() -> new Symbol(0, "A", -19, 0)).hasMessage("price exponent=-19 is not from -18 to 9");
        assertThatThrownBy(() -> new Symbol(0, "A", 0, 10)).hasMessage("size exponent=10 is not from -18 to 9");
    }
}
