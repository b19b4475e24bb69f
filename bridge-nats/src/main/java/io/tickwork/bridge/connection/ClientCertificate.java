// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tickwork.bridge.BridgeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** Reads the certificate that we prove to a server who we are by, and its key, from files in PEM. */
final class ClientCertificate {
    private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String KEY_END = "-----END PRIVATE KEY-----";

    /** Of a key store that is never written. */
    private static final char[] NO_PASSWORD = {};

    private ClientCertificate() {}

    /**
     * {@return what shows the certificate to servers that ask for one}
     *
     * @param certificateFile the certificate and those that vouch for it, in this order.
     * @param keyFile its key, PKCS #8 without a password; that only its owner may read it has been checked.
     * @throws BridgeException if they cannot be used, or are none of each other's.
     */
    static KeyManager[] managers(Path certificateFile, Path keyFile) {
        X509Certificate[] chain = chain(certificateFile);
        PublicKey publicKey = chain[0].getPublicKey();
        try {
            PrivateKey key = KeyFactory.getInstance(publicKey.getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded(keyFile)));
            if (!arePair(key, publicKey)) {
                throw notThePair(certificateFile, keyFile, null);
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setKeyEntry("client", key, NO_PASSWORD, chain);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw notThePair(certificateFile, keyFile, e);
        } catch (IOException e) {
            throw BridgeException.environment("The file " + keyFile + " cannot be read: " + e, e);
        }
    }

    private static BridgeException notThePair(Path certificateFile, Path keyFile, Exception cause) {
        return BridgeException.input(
                "The key in " + keyFile + " is not that of the certificate in " + certificateFile
                        + ". Name the two that were made together, the certificate before those that vouch for it.",
                cause);
    }

    private static X509Certificate[] chain(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            X509Certificate[] chain = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toArray(X509Certificate[]::new);
            if (chain.length == 0) {
                throw new CertificateException("it holds no certificate");
            }
            chain[0].checkValidity(); // else a server just hangs up
            return chain;
        } catch (GeneralSecurityException | IOException e) {
            throw BridgeException.input(
                    "The certificate in " + file + " cannot be used: " + e.getMessage()
                            + ". Name a file that holds, in PEM, one that is valid today, and those that vouch for it.",
                    e);
        }
    }

    /** {@return the key in a file of PEM, in which there may be other things} */
    private static byte[] encoded(Path file) throws IOException {
        String text = Files.readString(file, ISO_8859_1);
        int begin = text.indexOf(KEY_BEGIN);
        int end = text.indexOf(KEY_END);
        if (begin < 0 || end < begin) {
            throw notAKey(file, null);
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(begin + KEY_BEGIN.length(), end));
        } catch (IllegalArgumentException e) {
            throw notAKey(file, e);
        }
    }

    private static BridgeException notAKey(Path file, Exception cause) {
        return BridgeException.input(
                "The file " + file + " does not hold a key that begins with " + KEY_BEGIN + ". To make it of one in"
                        + " another form: openssl pkcs8 -topk8 -nocrypt -in " + file
                        + ", with the permissions of the new file set to 600 before.",
                cause);
    }

    private static boolean arePair(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> key.getAlgorithm();
                });
        byte[] text = {1};
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(text);
        return signature.verify(signed);
    }
}
