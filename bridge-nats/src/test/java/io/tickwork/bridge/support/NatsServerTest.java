// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NatsServerTest {
    @TempDir
    private Path directory;

    @Test
    void shouldKeepItsPortAndItsStreamsWhenKilledAndStartedAgain()
            throws IOException, InterruptedException, JetStreamApiException {
        try (NatsServer server = NatsServer.start(directory, "-js")) {
            String url = server.url();
            Connection before = Nats.connect(url);
            before.jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name("kept")
                            .subjects("kept.>")
                            .build());
            before.jetStream().publish("kept.one", "first".getBytes(UTF_8));
            before.close();

            server.kill();
            server.start();

            assertThat(server.url()).isEqualTo(url);
            Connection after = Nats.connect(url);
            assertThat(after.jetStreamManagement()
                            .getStreamInfo("kept")
                            .getStreamState()
                            .getMsgCount())
                    .isEqualTo(1);
            after.close();
        }
    }
}
