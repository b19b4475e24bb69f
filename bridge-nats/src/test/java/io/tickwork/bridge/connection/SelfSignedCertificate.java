// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.connection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A self-signed certificate and its key, made by the JDK's keytool. */
record SelfSignedCertificate(Path certificate, Path key) {
    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "own";

    /** Makes one in a new directory, for a name such as {@code ip:127.0.0.1}. */
    static SelfSignedCertificate make(Path directory, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        Files.createDirectories(directory);
        Path storeFile = directory.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "SAN=" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        storeFile.toString())
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(storeFile)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return new SelfSignedCertificate(
                pem(
                        directory.resolve("cert.pem"),
                        "CERTIFICATE",
                        store.getCertificate(ALIAS).getEncoded()),
                pem(
                        directory.resolve("key.pem"),
                        "PRIVATE KEY",
                        store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
    }

    private static Path pem(Path file, String kind, byte[] content) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + kind + "-----\n");
    }

    /** {@return what a server's configuration says of it} */
    String configuration() {
        return "tls { " + files() + " }";
    }

    /** {@return what a server's configuration says of it, and that clients have to show another one} */
    String configuration(SelfSignedCertificate client) {
        return "tls { " + files() + ", ca_file: \"" + client.certificate() + "\", verify: true }";
    }

    private String files() {
        return "cert_file: \"" + certificate + "\", key_file: \"" + key + "\"";
    }
}
