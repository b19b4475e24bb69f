// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.bridge.connection.ConnectionCounter;
import io.tickwork.bridge.inbound.ControlKind;
import io.tickwork.bridge.inbound.InboundCounter;
import io.tickwork.bridge.inbound.MarketKind;
import io.tickwork.bridge.outbound.OutboundCounter;
import io.tickwork.codecs.validate.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page about NATS tells of what there is. */
class NatsPageTest {
    private String page;

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(Path.of(System.getProperty("tickwork.root"), "docs/nats.md"));
    }

    @ParameterizedTest
    @ValueSource(classes = {ConnectionCounter.class, InboundCounter.class, OutboundCounter.class})
    void shouldExplainEachCounter(Class<? extends BridgeCounter> kind) {
        assertThat(kind.getEnumConstants())
                .allSatisfy(
                        counter -> assertThat(page).contains("| " + counter.label() + " | " + counter.meaning() + " |"))
                .extracting(BridgeCounter::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldNameEachReasonOfARefusal() {
        String reasons = page.substring(page.indexOf("| reason |"), page.indexOf("### What is guaranteed"));
        for (Refusal refusal : Refusal.values()) {
            assertThat(reasons).contains("`" + refusal + "`");
        }
    }

    @Test
    void shouldNameTheSubjectsOfEachKind() {
        for (MarketKind kind : MarketKind.values()) {
            requireRow(kind.defaultPattern());
        }
        for (ControlKind kind : ControlKind.values()) {
            requireRow(kind.defaultPattern());
        }
    }

    private void requireRow(String pattern) {
        assertThat(page).contains("| `" + pattern.replace('{', '<').replace('}', '>') + "` |");
    }
}
