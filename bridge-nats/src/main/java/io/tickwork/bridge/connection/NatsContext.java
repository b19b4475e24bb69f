// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.connection;

import io.nats.client.AuthHandler;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.tickwork.bridge.BridgeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/**
 * How to connect to NATS. Set what differs from the defaults, then {@link #conclude()}, after which nothing can be set.
 *
 * <p>Secrets are read from files of which nobody else may even read, never from a URL: command lines are for all to
 * see. Off the own machine TLS is required, unless {@link #unencryptedOverTheNetwork} says otherwise. A server has to
 * prove the name it was connected by.
 */
public final class NatsContext {
    /** Where a server is by default. */
    public static final String URL_DEFAULT = "nats://127.0.0.1:4222";
    /** How often the server is asked whether it is there, by default; its silence shows after about five of these. */
    public static final long PING_INTERVAL_MS_DEFAULT = 1_000;
    /** The pause before another attempt to connect, by default; up to as much again comes on top by chance. */
    public static final long RECONNECT_WAIT_MS_DEFAULT = 250;
    /** How long an attempt to connect may take, by default. */
    public static final long CONNECT_TIMEOUT_MS_DEFAULT = 2_000;
    /** What is kept for a broker that is away, by default: little, as what must arrive goes to the spool. */
    public static final long RECONNECT_BUFFER_BYTES_DEFAULT = 1 << 20;
    /** Messages that wait in a subscription before some are dropped, by default. */
    public static final long PENDING_MESSAGES_DEFAULT = 1 << 20;
    /** Bytes that wait in a subscription before some are dropped, by default. */
    public static final long PENDING_BYTES_DEFAULT = 256L << 20;

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private String url = URL_DEFAULT;
    private String name = "tickwork";
    private Path trustedCertificates;
    private Path clientCertificate;
    private Path clientKey;
    private Path credentials;
    private Path nkey;
    private boolean isUnencryptedOverTheNetwork;
    private long pingIntervalMs = PING_INTERVAL_MS_DEFAULT;
    private long reconnectWaitMs = RECONNECT_WAIT_MS_DEFAULT;
    private long connectTimeoutMs = CONNECT_TIMEOUT_MS_DEFAULT;
    private long reconnectBufferBytes = RECONNECT_BUFFER_BYTES_DEFAULT;
    private long pendingMessages = PENDING_MESSAGES_DEFAULT;
    private long pendingBytes = PENDING_BYTES_DEFAULT;
    private List<String> servers;
    private boolean isEncrypted;
    private SSLContext sslContext;
    private AuthHandler authHandler;

    /** A context with all defaults. */
    public NatsContext() {}

    /**
     * Checks everything, reads the files, and freezes it.
     *
     * @return this.
     * @throws BridgeException naming the setting that cannot be, and what to do.
     */
    public NatsContext conclude() {
        if (servers != null) {
            return this;
        }
        requirePositive("pingIntervalMs", pingIntervalMs);
        requirePositive("reconnectWaitMs", reconnectWaitMs);
        requirePositive("connectTimeoutMs", connectTimeoutMs);
        requirePositive("reconnectBufferBytes", reconnectBufferBytes);
        requirePositive("pendingMessages", pendingMessages);
        requirePositive("pendingBytes", pendingBytes);
        List<String> checked = new ArrayList<>();
        for (String server : url.split(",", -1)) {
            checked.add(checkServer(server.strip()));
        }
        if ((clientCertificate == null) != (clientKey == null)) {
            throw BridgeException.input("Of the certificate to show to the server and its key, only "
                    + (clientKey == null ? clientCertificate : clientKey) + " is given. Give both, or neither.");
        }
        isEncrypted = trustedCertificates != null
                || clientCertificate != null
                || checked.stream().allMatch(server -> server.startsWith("tls:"));
        if (!isEncrypted && checked.stream().anyMatch(server -> server.startsWith("tls:"))) {
            throw BridgeException.input("Some of the servers " + url
                    + " are asked for TLS and others are not. Write tls://" + " before all of them, or before none.");
        }
        if (!isEncrypted && !isUnencryptedOverTheNetwork) {
            checked.forEach(NatsContext::requireLoopback);
        }
        sslContext = isEncrypted ? TlsContexts.trusting(trustedCertificates, ownCertificate()) : null;
        authHandler = authHandler();
        servers = checked;
        return this;
    }

    private static void requirePositive(String setting, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(setting + "=" + value + " is not positive");
        }
    }

    private static String checkServer(String server) {
        URI uri;
        try {
            uri = new URI(server.contains("://") ? server : "nats://" + server);
        } catch (URISyntaxException e) {
            throw BridgeException.input("'" + server + "' is no URL of a NATS server: " + e.getReason()
                    + ". Write nats://HOST:PORT or tls://HOST:PORT.");
        }
        if (uri.getRawUserInfo() != null || server.indexOf('@') >= 0) {
            // Without the URL: it would put the secret into a log as well.
            throw BridgeException.input(
                    "The URL of a NATS server must not hold a password or a token, since command lines"
                            + " are for all to see. Give a file of credentials or of an NKey instead.");
        }
        if ("opentls".equals(uri.getScheme())) {
            throw BridgeException.input(
                    "'" + server + "': opentls trusts every certificate, so anybody can be the server."
                            + " Write tls:// and name the certificates to trust.");
        }
        if (!"nats".equals(uri.getScheme()) && !"tls".equals(uri.getScheme()) || uri.getHost() == null) {
            throw BridgeException.input(
                    "'" + server + "' is no URL of a NATS server. Write nats://HOST:PORT or tls://HOST:PORT.");
        }
        return uri.toString();
    }

    private static void requireLoopback(String server) {
        String host = URI.create(server).getHost();
        boolean isLoopback;
        try {
            isLoopback = InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            isLoopback = false;
        }
        if (!isLoopback) {
            throw BridgeException.input(
                    "The NATS server " + server + " is not on this machine, and without TLS anybody on"
                            + " the way can read and change what is sent. Write tls://, or say --nats-unencrypted-over-the-network"
                            + " (unencryptedOverTheNetwork) if that is meant.");
        }
    }

    private KeyManager[] ownCertificate() {
        if (clientCertificate == null) {
            return null;
        }
        requireSecret(clientKey);
        return ClientCertificate.managers(clientCertificate, clientKey);
    }

    private AuthHandler authHandler() {
        if (credentials != null && nkey != null) {
            throw BridgeException.input("Both a file of credentials, " + credentials + ", and one of an NKey, " + nkey
                    + ", are given. Give one of them.");
        }
        if (credentials != null) {
            requireSecret(credentials);
            return Nats.credentials(credentials.toString());
        }
        if (nkey != null) {
            requireSecret(nkey);
            return NkeyFile.read(nkey);
        }
        return null;
    }

    /** Refuses a file that others may read; how a secret got out is hard to find afterwards. */
    private static void requireSecret(Path file) {
        Set<PosixFilePermission> permissions;
        try {
            if (!Files.isReadable(file)) {
                throw BridgeException.input("The file " + file + " cannot be read. Name one that holds the credentials,"
                        + " the NKey or the key of the certificate, and that only its owner may read (chmod 600).");
            }
            permissions = Files.getPosixFilePermissions(file);
        } catch (IOException e) {
            throw BridgeException.environment("The permissions of " + file + " cannot be read: " + e, e);
        } catch (UnsupportedOperationException e) {
            return; // not a file system that has them
        }
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw BridgeException.input("The file " + file + " holds a secret, and its permissions are "
                    + PosixFilePermissions.toString(permissions) + ": others may use it. Run: chmod 600 " + file);
        }
    }

    /** {@return the settings in the words of the client library; once concluded} */
    Options.Builder options() {
        Options.Builder options = new Options.Builder()
                .servers(servers.toArray(new String[0]))
                .connectionName(name)
                .maxReconnects(-1)
                .reconnectWait(Duration.ofMillis(reconnectWaitMs))
                .reconnectJitter(Duration.ofMillis(reconnectWaitMs))
                .reconnectJitterTls(Duration.ofMillis(reconnectWaitMs))
                .connectionTimeout(Duration.ofMillis(connectTimeoutMs))
                .pingInterval(Duration.ofMillis(pingIntervalMs))
                .reconnectBufferSize(reconnectBufferBytes)
                .authHandler(authHandler);
        if (isEncrypted) {
            options.sslContext(sslContext);
        } else {
            options.ignoreDiscoveredServers(); // they were not checked to be on this machine
        }
        return options;
    }

    private void requireOpen() {
        if (servers != null) {
            throw new IllegalStateException("the context is concluded; set it up before");
        }
    }

    /**
     * Sets where the servers are.
     *
     * @param value one URL or several of one cluster, separated by commas: {@code nats://HOST:PORT} or
     *     {@code tls://HOST:PORT}.
     * @return this.
     */
    public NatsContext url(String value) {
        requireOpen();
        url = value;
        return this;
    }

    /** {@return where the servers are} */
    public String url() {
        return url;
    }

    /**
     * Sets how the server's own lists call this connection.
     *
     * @param value {@code tickwork} by default.
     * @return this.
     */
    public NatsContext name(String value) {
        requireOpen();
        name = value;
        return this;
    }

    /** {@return how the server's own lists call this connection} */
    public String name() {
        return name;
    }

    /**
     * Sets which certificates are trusted; TLS is required then.
     *
     * @param value a PEM file of authorities or servers; null for those the JVM trusts.
     * @return this.
     */
    public NatsContext trustedCertificates(Path value) {
        requireOpen();
        trustedCertificates = value;
        return this;
    }

    /** {@return which certificates are trusted, null for those the JVM trusts} */
    public Path trustedCertificates() {
        return trustedCertificates;
    }

    /**
     * Sets the certificate to show to servers that ask for one; TLS is required then. Both files are in PEM, and read
     * once, when this is concluded.
     *
     * @param certificate a file that holds it, and those that vouch for it behind it; null for none.
     * @param key a file that holds its key, PKCS #8 without a password, and that only its owner may read; null for
     *     none.
     * @return this.
     */
    public NatsContext clientCertificate(Path certificate, Path key) {
        requireOpen();
        clientCertificate = certificate;
        clientKey = key;
        return this;
    }

    /** {@return the file of the certificate to show to servers, null for none} */
    public Path clientCertificate() {
        return clientCertificate;
    }

    /** {@return the file of its key, null for none} */
    public Path clientKey() {
        return clientKey;
    }

    /**
     * Sets with which credentials to connect.
     *
     * @param value a file of credentials ({@code .creds}) that only its owner may read; null for none.
     * @return this.
     */
    public NatsContext credentials(Path value) {
        requireOpen();
        credentials = value;
        return this;
    }

    /** {@return the file of credentials to connect with, null for none} */
    public Path credentials() {
        return credentials;
    }

    /**
     * Sets with which NKey to connect.
     *
     * @param value a file that holds the seed of a user and that only its owner may read; null for none.
     * @return this.
     */
    public NatsContext nkey(Path value) {
        requireOpen();
        nkey = value;
        return this;
    }

    /** {@return the file of the NKey to connect with, null for none} */
    public Path nkey() {
        return nkey;
    }

    /**
     * Sets whether to connect to another machine without TLS. Anybody on the way can then read and change what is sent,
     * prices and signals included.
     *
     * @param value false by default.
     * @return this.
     */
    public NatsContext unencryptedOverTheNetwork(boolean value) {
        requireOpen();
        isUnencryptedOverTheNetwork = value;
        return this;
    }

    /** {@return whether to connect to another machine without TLS} */
    public boolean unencryptedOverTheNetwork() {
        return isUnencryptedOverTheNetwork;
    }

    /**
     * Sets how often the server is asked whether it is there.
     *
     * @param value milliseconds, positive.
     * @return this.
     */
    public NatsContext pingIntervalMs(long value) {
        requireOpen();
        pingIntervalMs = value;
        return this;
    }

    /** {@return how often the server is asked whether it is there, in milliseconds} */
    public long pingIntervalMs() {
        return pingIntervalMs;
    }

    /**
     * Sets the pause before another attempt to connect; up to as much again comes on top by chance, so that not all
     * clients of a broker come back at once.
     *
     * @param value milliseconds, positive.
     * @return this.
     */
    public NatsContext reconnectWaitMs(long value) {
        requireOpen();
        reconnectWaitMs = value;
        return this;
    }

    /** {@return the pause before another attempt to connect, in milliseconds} */
    public long reconnectWaitMs() {
        return reconnectWaitMs;
    }

    /**
     * Sets how long an attempt to connect may take.
     *
     * @param value milliseconds, positive.
     * @return this.
     */
    public NatsContext connectTimeoutMs(long value) {
        requireOpen();
        connectTimeoutMs = value;
        return this;
    }

    /** {@return how long an attempt to connect may take, in milliseconds} */
    public long connectTimeoutMs() {
        return connectTimeoutMs;
    }

    /**
     * Sets how much of what is published while the broker is away is kept by the client library; more is refused.
     *
     * @param value bytes, positive.
     * @return this.
     */
    public NatsContext reconnectBufferBytes(long value) {
        requireOpen();
        reconnectBufferBytes = value;
        return this;
    }

    /** {@return how much is kept for a broker that is away, in bytes} */
    public long reconnectBufferBytes() {
        return reconnectBufferBytes;
    }

    /**
     * Sets how many messages may wait in a subscription; more are dropped, and counted.
     *
     * @param value messages, positive.
     * @return this.
     */
    public NatsContext pendingMessages(long value) {
        requireOpen();
        pendingMessages = value;
        return this;
    }

    /** {@return how many messages may wait in a subscription} */
    public long pendingMessages() {
        return pendingMessages;
    }

    /**
     * Sets how many bytes may wait in a subscription; more are dropped, and counted.
     *
     * @param value bytes, positive.
     * @return this.
     */
    public NatsContext pendingBytes(long value) {
        requireOpen();
        pendingBytes = value;
        return this;
    }

    /** {@return how many bytes may wait in a subscription} */
    public long pendingBytes() {
        return pendingBytes;
    }
}
