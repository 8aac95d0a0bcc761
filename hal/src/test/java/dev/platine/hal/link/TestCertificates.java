package dev.platine.hal.link;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority of a test's own, and certificates from it. */
final class TestCertificates {
    /** A key with its certificate. */
    record Identity(PrivateKey key, Certificate certificate) {}

    private static final byte[] EC_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] NO_NAMES = {};

    private final KeyPair authorityKey;
    private final Identity authority;
    private final String name;
    private long serial = 1;

    TestCertificates(String name) {
        this.name = name;
        authorityKey = keyPair("EC");
        byte[] isAuthority = extension(Der.oid(2, 5, 29, 19), Der.sequence(Der.tagged(0x01, new byte[] {-1})));
        Instant now = Instant.now();
        authority = issue(name, authorityKey, isAuthority, now.minus(Duration.ofDays(2)), now.plus(Duration.ofDays(1)));
    }

    static KeyPair keyPair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Identity authority() {
        return authority;
    }

    Identity client(String algorithm) {
        Instant now = Instant.now();
        return issue(
                "client", keyPair(algorithm), NO_NAMES, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
    }

    /** A certificate for a host's name, or for 127.0.0.1, which ended some days from now. */
    Identity server(String host, int daysLeft) {
        byte[] san = host.equals("127.0.0.1") ? Der.tagged(0x87, new byte[] {127, 0, 0, 1}) : Der.text(0x82, host);
        Instant end = Instant.now().plus(Duration.ofDays(daysLeft));
        byte[] names = extension(Der.oid(2, 5, 29, 17), Der.sequence(san));
        return issue("server", keyPair("EC"), names, end.minus(Duration.ofDays(30)), end);
    }

    private Identity issue(String subject, KeyPair keys, byte[] extension, Instant from, Instant to) {
        byte[] body = Der.sequence(
                Der.tagged(0xa0, Der.integer(2)),
                Der.integer(serial++),
                EC_SHA256,
                distinguished(name),
                Der.sequence(Der.time(from), Der.time(to)),
                distinguished(subject),
                keys.getPublic().getEncoded(),
                extension.length == 0 ? extension : Der.tagged(0xa3, Der.sequence(extension)));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(authorityKey.getPrivate());
            signature.update(body);
            byte[] all = Der.sequence(body, EC_SHA256, Der.bits(signature.sign()));
            Certificate made =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(all));
            return new Identity(keys.getPrivate(), made);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] distinguished(String commonName) {
        return Der.sequence(Der.tagged(0x31, Der.sequence(Der.oid(2, 5, 4, 3), Der.text(0x0c, commonName))));
    }

    private static byte[] extension(byte[] oid, byte[] value) {
        return Der.sequence(oid, Der.octets(value));
    }

    /** A server's context: this identity, clients from this authority only. */
    SSLContext serverContext(Identity identity) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", identity.key(), new char[0], new Certificate[] {identity.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", authority.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** The query of a URI with the identity's files and this authority, written into a folder. */
    String query(Path folder, Identity identity) {
        Path cert = write(folder.resolve("cert.pem"), pem(identity.certificate()));
        Path key = write(
                folder.resolve("key.pem"), pem("PRIVATE KEY", identity.key().getEncoded()));
        Path ca = write(folder.resolve("ca.pem"), pem(authority.certificate()));
        return "?cert=" + cert + "&key=" + key + "&ca=" + ca;
    }

    static String pem(Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String pem(String kind, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
