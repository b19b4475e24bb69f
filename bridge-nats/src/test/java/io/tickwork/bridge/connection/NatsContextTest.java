// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.NKey;
import io.tickwork.bridge.BridgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NatsContextTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "opentls://127.0.0.1:4222|trusts every certificate",
                "nats://user:secret@127.0.0.1:4222|must not hold a password",
                "token@127.0.0.1:4222|must not hold a password",
                "http://127.0.0.1:4222|is no URL of a NATS server",
                "nats://|is no URL of a NATS server",
                "nats://127.0.0.1:4222,|is no URL of a NATS server",
                "nats://192.0.2.1:4222|is not on this machine",
                "nats://127.0.0.1:4222,nats://192.0.2.1:4222|is not on this machine",
                "tls://192.0.2.1:4222,nats://127.0.0.1:4222|Write tls:// before all",
            })
    void shouldRefuseUrl(String url, String reason) {
        assertThatThrownBy(() -> new NatsContext().url(url).conclude())
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("token@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:4222", "nats://localhost:4222", "nats://[::1]:4222", "tls://192.0.2.1:4222"})
    void shouldTakeUrl(String url) {
        new NatsContext().url(url).conclude();
    }

    @Test
    void shouldGoOverTheNetworkWithoutTlsOnlyWhereThatIsSaid() {
        new NatsContext()
                .url("nats://192.0.2.1:4222")
                .unencryptedOverTheNetwork(true)
                .conclude();
    }

    @Test
    void shouldRefuseSecretsThatOthersMayRead() throws IOException, GeneralSecurityException {
        Path file = Files.writeString(
                directory.resolve("user.nk"), new String(NKey.createUser(null).getSeed()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> new NatsContext().nkey(file).conclude())
                .hasMessageContaining("rw-r-----")
                .hasMessageContaining("chmod 600 " + file);
        assertThatThrownBy(() -> new NatsContext().credentials(file).conclude())
                .hasMessageContaining("chmod 600 " + file);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(new NatsContext().nkey(file).conclude().options().build().getAuthHandler())
                .isNotNull();
    }

    @Test
    void shouldSayWhatIsWrongWithFiles() throws IOException {
        Path file = Files.createFile(
                directory.resolve("empty"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

        assertThatThrownBy(() -> new NatsContext().nkey(file).conclude())
                .hasMessageContaining("does not hold the seed of one user's NKey");
        assertThatThrownBy(() -> new NatsContext().nkey(file).credentials(file).conclude())
                .hasMessageContaining("Give one of them");
        assertThatThrownBy(
                        () -> new NatsContext().nkey(directory.resolve("none")).conclude())
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> new NatsContext().trustedCertificates(file).conclude())
                .hasMessageContaining("it holds no certificate");
    }

    @Test
    void shouldNotBeChangedOnceConcluded() {
        NatsContext context = new NatsContext().conclude();

        assertThatThrownBy(() -> context.url("nats://127.0.0.1:1")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new NatsContext().pingIntervalMs(0).conclude())
                .hasMessageContaining("pingIntervalMs=0");
    }
}
