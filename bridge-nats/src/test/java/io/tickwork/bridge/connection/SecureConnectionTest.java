// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.NKey;
import io.nats.client.support.JwtUtils;
import io.tickwork.bridge.BridgeException;
import io.tickwork.bridge.support.Await;
import io.tickwork.bridge.support.NatsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS both ways, NKeys and credentials against a server that asks for them; all keys are made here. */
class SecureConnectionTest {
    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(10);
    private static final Base64.Encoder URL_BASE64 = Base64.getUrlEncoder().withoutPadding();

    @TempDir
    private Path directory;

    @Test
    void shouldConnectByTlsToTheNamedServerOnly() throws Exception {
        SelfSignedCertificate own = SelfSignedCertificate.make(directory.resolve("own"), "ip:127.0.0.1");
        SelfSignedCertificate other = SelfSignedCertificate.make(directory.resolve("other"), "dns:other.example");
        try (NatsServer server = server(own.configuration())) {
            try (NatsConnection connection = NatsConnection.connect(
                    new NatsContext().url("tls://127.0.0.1:" + server.port()).trustedCertificates(own.certificate()))) {
                assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
            }
            // Not the one that is trusted.
            assertRefused(
                    new NatsContext().url("tls://127.0.0.1:" + server.port()).trustedCertificates(other.certificate()));
            // Not without TLS.
            assertRefused(new NatsContext().url("nats://127.0.0.1:" + server.port()));
        }
        try (NatsServer server = server(other.configuration())) {
            // Trusted, but for another name.
            assertRefused(
                    new NatsContext().url("tls://127.0.0.1:" + server.port()).trustedCertificates(other.certificate()));
        }
    }

    @Test
    void shouldShowItsOwnCertificateWheneverItConnects() throws Exception {
        SelfSignedCertificate own = SelfSignedCertificate.make(directory.resolve("own"), "ip:127.0.0.1");
        SelfSignedCertificate client = SelfSignedCertificate.make(directory.resolve("client"), "dns:engine.example");
        SelfSignedCertificate other = SelfSignedCertificate.make(directory.resolve("other"), "dns:engine.example");
        try (NatsServer server = server(own.configuration(client))) {
            String url = "tls://127.0.0.1:" + server.port();
            try (NatsConnection connection = NatsConnection.connect(new NatsContext()
                    .url(url)
                    .trustedCertificates(own.certificate())
                    .clientCertificate(client.certificate(), client.key()))) {
                connection.client().flush(FLUSH_LIMIT);
                server.kill();
                server.start();
                Await.until("connected again", 20_000, () -> connection.count(ConnectionCounter.RECONNECTS) > 0);
                connection.client().flush(FLUSH_LIMIT);
            }
            // Without one.
            assertRefused(new NatsContext().url(url).trustedCertificates(own.certificate()));
            // With one that the server does not trust, though it is of the same name.
            assertRefused(new NatsContext()
                    .url(url)
                    .trustedCertificates(own.certificate())
                    .clientCertificate(other.certificate(), other.key()));
        }
    }

    @Test
    void shouldSayWhatIsWrongWithItsOwnCertificate() throws Exception {
        SelfSignedCertificate own = SelfSignedCertificate.make(directory.resolve("own"), "dns:engine.example");
        SelfSignedCertificate other = SelfSignedCertificate.make(directory.resolve("other"), "dns:engine.example");

        assertUnusable(own.certificate(), other.key(), "is not that of the certificate in " + own.certificate());
        assertUnusable(own.certificate(), null, "Give both");
        assertUnusable(null, own.key(), "Give both");
        assertUnusable(own.certificate(), directory.resolve("none"), "cannot be read");
        assertUnusable(directory.resolve("none"), own.key(), "The certificate in ");
        String encrypted = Files.readString(own.key()).replace("PRIVATE", "ENCRYPTED PRIVATE");
        assertUnusable(own.certificate(), secret("encrypted.pem", encrypted), "openssl pkcs8 -topk8");
        Files.setPosixFilePermissions(own.key(), PosixFilePermissions.fromString("rw-r-----"));
        assertUnusable(own.certificate(), own.key(), "chmod 600 " + own.key());
    }

    private static void assertUnusable(Path certificate, Path key, String reason) {
        assertThatThrownBy(() ->
                        new NatsContext().clientCertificate(certificate, key).conclude())
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining(reason);
    }

    private static void assertRefused(NatsContext context) {
        assertThatThrownBy(() -> NatsConnection.connect(context)).isInstanceOf(BridgeException.class);
    }

    @Test
    void shouldConnectWithTheNkeyThatTheServerKnows() throws Exception {
        NKey known = NKey.createUser(null);
        Path file = secret("user.nk", new String(known.getSeed()) + "\n");
        Path unknown = secret("unknown.nk", new String(NKey.createUser(null).getSeed()));
        try (NatsServer server =
                server("authorization { users: [ { nkey: " + new String(known.getPublicKey()) + " } ] }")) {
            try (NatsConnection connection =
                    NatsConnection.connect(new NatsContext().url(server.url()).nkey(file))) {
                assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
            }
            assertThatThrownBy(() -> NatsConnection.connect(
                            new NatsContext().url(server.url()).nkey(unknown)))
                    .isInstanceOfSatisfying(
                            BridgeException.class, e -> assertThat(e.isInput()).isTrue())
                    .hasMessageContaining("refuses us");
        }
    }

    @Test
    void shouldConnectWithCredentials() throws Exception {
        NKey operator = NKey.createOperator(null);
        NKey account = NKey.createAccount(null);
        NKey user = NKey.createUser(null);
        String accountId = new String(account.getPublicKey());
        String userJwt = JwtUtils.issueUserJWT(account, accountId, new String(user.getPublicKey()));
        Path file =
                secret("user.creds", String.format(JwtUtils.NATS_USER_JWT_FORMAT, userJwt, new String(user.getSeed())));
        try (NatsServer server = server("trusted_keys: [ " + new String(operator.getPublicKey())
                + " ]\nresolver: MEMORY\nresolver_preload: { " + accountId + ": " + accountJwt(operator, accountId)
                + " }")) {
            try (NatsConnection connection =
                    NatsConnection.connect(new NatsContext().url(server.url()).credentials(file))) {
                assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
            }
            assertRefused(new NatsContext().url(server.url()));
        }
    }

    private static String accountJwt(NKey operator, String accountId) throws GeneralSecurityException, IOException {
        String head = base64("{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey\"}") + "."
                + base64(
                        "{\"jti\":\"test\",\"iat\":1,\"name\":\"test\",\"iss\":\"" + new String(operator.getPublicKey())
                                + "\",\"sub\":\"" + accountId
                                + "\",\"nats\":{\"type\":\"account\",\"version\":2,\"limits\":{\"subs\":-1,\"data\":-1,"
                                + "\"payload\":-1,\"imports\":-1,\"exports\":-1,\"wildcards\":true,\"conn\":-1,\"leaf\":-1}}}");
        return head + "." + URL_BASE64.encodeToString(operator.sign(head.getBytes(UTF_8)));
    }

    private static String base64(String text) {
        return URL_BASE64.encodeToString(text.getBytes(UTF_8));
    }

    private NatsServer server(String configuration) throws IOException {
        Path home = Files.createTempDirectory(directory, "server");
        Path file = Files.writeString(home.resolve("server.conf"), configuration);
        return NatsServer.start(home, "-c", file.toString());
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.createFile(
                directory.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }
}
