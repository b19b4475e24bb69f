// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page about NATS tells of what there is. */
class NatsPageTest {
    @Test
    void shouldExplainEachCounter() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("tickwork.root"), "docs/nats.md"));
        for (OutboundCounter counter : OutboundCounter.values()) {
            assertThat(page).contains("| `" + counter.label() + "` | " + counter.meaning() + " |");
        }
    }
}
