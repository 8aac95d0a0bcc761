package dev.platine.hal.link;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** Makes the engine of a mutual TLS 1.3 client from PEM files, and says in one line what a handshake failed of. */
final class TlsContexts {
    private static final char[] NO_PASSWORD = {};

    private TlsContexts() {}

    static SSLEngine engine(LinkUri uri) {
        PemFiles files = new PemFiles(uri);
        List<X509Certificate> chain = files.validCertificates("cert");
        PrivateKey key = files.privateKey("key", chain.get(0));
        List<X509Certificate> trusted = files.validCertificates("ca");
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys(chain, key).getKeyManagers(), trust(trusted).getTrustManagers(), null);
            SSLEngine engine = context.createSSLEngine(uri.get("name", uri.host()), uri.port());
            engine.setUseClientMode(true);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3"});
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
            return engine;
        } catch (GeneralSecurityException | IOException e) {
            throw uri.failure(Kind.UNSUPPORTED, "this JDK cannot do TLS 1.3 with these files: " + e.getMessage(), e);
        }
    }

    private static KeyManagerFactory keys(List<X509Certificate> chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(new X509Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory;
    }

    private static TrustManagerFactory trust(List<X509Certificate> trusted)
            throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("ca" + i, trusted.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    /** What a failed handshake means for the caller. */
    static BoardException failure(LinkUri uri, SSLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            boolean expired = cause instanceof CertificateExpiredException
                    || (cause instanceof CertPathValidatorException path && path.getReason() == BasicReason.EXPIRED);
            if (expired) {
                return uri.failure(Kind.PERMISSION, "the certificate of " + uri.place() + " has expired", e);
            }
            if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
                String rule = "the certificate of " + uri.place() + " is not from an authority in " + uri.get("ca");
                return uri.failure(Kind.PERMISSION, rule, e);
            }
        }
        String text = Objects.requireNonNullElse(e.getMessage(), e.toString());
        if (text.contains("No subject alternative") || text.contains("No name matching")) {
            String name = uri.get("name", uri.host());
            String rule = "the certificate of " + uri.place() + " is not for " + name + " (name=NAME says another)";
            return uri.failure(Kind.PERMISSION, rule, e);
        }
        if (text.contains("fatal alert")) {
            return uri.failure(Kind.PERMISSION, refusal(e), e);
        }
        return uri.failure(Kind.PROTOCOL, uri.place() + " does not speak TLS 1.3: " + text, e);
    }

    /** A line for an alert that came, also after the handshake. */
    static String refusal(SSLException e) {
        String text = Objects.requireNonNullElse(e.getMessage(), e.toString());
        int alert = text.indexOf("fatal alert: ");
        if (alert < 0) {
            return "TLS failed: " + text;
        }
        String name = text.substring(alert + "fatal alert: ".length());
        boolean ours = name.contains("certificate") || name.contains("unknown_ca");
        return "refused by the far end: " + name + (ours ? " - is cert=FILE from an authority that it trusts?" : "");
    }
}
