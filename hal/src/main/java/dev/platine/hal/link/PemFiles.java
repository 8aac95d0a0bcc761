package dev.platine.hal.link;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads certificates and keys from PEM files, for either end; each mistake is one line that names the file. Reads a file at each
 * call; safe for any thread.
 */
public final class PemFiles {
    private static final int MAX_BYTES = 1_000_000;
    private static final List<String> KEY_KINDS = List.of("RSA", "EC", "EdDSA");

    private final String uri;
    private final String operation;
    private final UnaryOperator<String> files;

    /**
     * The files that a URI names.
     *
     * @param uri for messages
     * @param operation what is under way, for messages
     * @param files which file a key such as {@code cert} names; throws when none does
     */
    public PemFiles(String uri, String operation, UnaryOperator<String> files) {
        this.uri = uri;
        this.operation = operation;
        this.files = files;
    }

    PemFiles(LinkUri uri) {
        this(uri.uri().toString(), "open", key -> {
            String file = uri.get(key);
            if (file == null) {
                throw uri.malformed("needs " + key + "=FILE");
            }
            return file;
        });
    }

    private BoardException failure(Kind kind, String reason, @Nullable Throwable cause) {
        return new BoardException(kind, 0, uri, null, operation, reason, cause);
    }

    /** All certificates of a file, in its order; at least one. */
    List<X509Certificate> certificates(String key) {
        String file = file(key);
        String text = text(file);
        if (!text.contains("-----BEGIN CERTIFICATE-----")) {
            throw malformed("holds no PEM certificate: " + file);
        }
        try {
            List<X509Certificate> list = new ArrayList<>();
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            byte[] raw = text.getBytes(StandardCharsets.ISO_8859_1);
            for (Certificate one : factory.generateCertificates(new ByteArrayInputStream(raw))) {
                list.add((X509Certificate) one);
            }
            return list;
        } catch (CertificateException e) {
            throw failure(Kind.MALFORMED, "garbled certificate in " + file, e);
        }
    }

    /**
     * A chain that must be valid today.
     *
     * @param key names the file
     * @return at least one, in the file's order
     * @throws BoardException of kind NOT_FOUND, PERMISSION or MALFORMED when the file cannot be read or holds none; of kind
     *     PERMISSION when one has expired or is not valid yet
     */
    public List<X509Certificate> validCertificates(String key) {
        List<X509Certificate> list = certificates(key);
        for (X509Certificate one : list) {
            try {
                one.checkValidity();
            } catch (CertificateExpiredException e) {
                throw failure(
                        Kind.PERMISSION,
                        "certificate in " + file(key) + " expired on "
                                + one.getNotAfter().toInstant(),
                        e);
            } catch (CertificateNotYetValidException e) {
                throw failure(
                        Kind.PERMISSION,
                        "certificate in " + file(key) + " is not valid before "
                                + one.getNotBefore().toInstant(),
                        e);
            }
        }
        return list;
    }

    /**
     * The private key of a file, which must belong to the certificate.
     *
     * @param key names the file
     * @param owner the certificate
     * @return an RSA, EC or Ed25519 key
     * @throws BoardException of kind NOT_FOUND, PERMISSION or MALFORMED when the file cannot be read, holds no such key in PKCS#8
     *     without a password, or the key of another certificate
     */
    public PrivateKey privateKey(String key, X509Certificate owner) {
        String file = file(key);
        String text = text(file);
        PrivateKey found = decode(file, body(file, text));
        if (!belongs(found, owner.getPublicKey())) {
            throw malformed("key in " + file + " does not belong to the certificate in " + file("cert"));
        }
        return found;
    }

    private byte[] body(String file, String text) {
        String begin = "-----BEGIN PRIVATE KEY-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END PRIVATE KEY-----");
        if (from < 0 || to < from) {
            String hint = text.contains("PRIVATE KEY-----")
                    ? "must be PKCS#8 without a password (openssl pkcs8 -topk8 -nocrypt -in KEY): "
                    : "holds no PEM private key: ";
            throw malformed(hint + file);
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        } catch (IllegalArgumentException e) {
            throw failure(Kind.MALFORMED, "garbled private key in " + file, e);
        }
    }

    private PrivateKey decode(String file, byte[] der) {
        for (String kind : KEY_KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                // Of another kind.
            } catch (GeneralSecurityException e) {
                throw failure(Kind.UNSUPPORTED, "this JDK knows no " + kind + " keys", e);
            }
        }
        throw malformed("garbled private key, or not RSA, EC or Ed25519: " + file);
    }

    private static boolean belongs(PrivateKey secret, PublicKey open) {
        String algorithm = switch (secret.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> secret.getAlgorithm();
        };
        byte[] sample = "platine".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(secret);
            signature.update(sample);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(sample);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private String file(String key) {
        return files.apply(key);
    }

    private String text(String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MAX_BYTES) {
                throw malformed("must be at most " + MAX_BYTES + " bytes: " + file);
            }
            return Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException | InvalidPathException e) {
            throw failure(Kind.NOT_FOUND, "no such file: " + file, e);
        } catch (AccessDeniedException e) {
            throw failure(Kind.PERMISSION, "may not read " + file, e);
        } catch (IOException e) {
            throw failure(Kind.NOT_FOUND, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private BoardException malformed(String reason) {
        return failure(Kind.MALFORMED, reason, null);
    }
}
