// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.bridge.connection.NatsContext;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How to connect to NATS, but for where it is. Secrets stand in files, never on the command line. */
final class NatsOptions {
    @Option(
            names = "--nats-ca",
            paramLabel = "FILE",
            description = "Trusts the certificates in this PEM file, and requires TLS.")
    private Path trustedCertificates;

    @Option(
            names = "--nats-cert",
            paramLabel = "FILE",
            description = "Shows the certificate in this PEM file to servers that ask for one, and requires TLS; with"
                    + " --nats-key.")
    private Path clientCertificate;

    @Option(
            names = "--nats-key",
            paramLabel = "FILE",
            description = "The key of that certificate, in PEM without a password, which only its owner may be able to"
                    + " read.")
    private Path clientKey;

    @Option(
            names = "--nats-creds",
            paramLabel = "FILE",
            description = "Connects with this file of credentials, which only its owner may be able to read.")
    private Path credentials;

    @Option(
            names = "--nats-nkey",
            paramLabel = "FILE",
            description =
                    "Connects with the NKey whose seed is in this file, which only its owner may be able to read.")
    private Path nkey;

    @Option(
            names = "--nats-unencrypted-over-the-network",
            description = "Connects to another machine without TLS: anybody on the way can read and change what is"
                    + " sent.")
    private boolean isUnencryptedOverTheNetwork;

    /**
     * {@return the settings of a connection}
     *
     * @param url where the servers are.
     */
    NatsContext context(String url) {
        return new NatsContext()
                .url(url)
                .trustedCertificates(trustedCertificates)
                .clientCertificate(clientCertificate, clientKey)
                .credentials(credentials)
                .nkey(nkey)
                .unencryptedOverTheNetwork(isUnencryptedOverTheNetwork);
    }
}
