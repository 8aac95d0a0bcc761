package dev.platine.sim.server;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.link.PemFiles;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** TLS 1.3 with certificates on both sides. */
final class ServerTls {
    private ServerTls() {}

    /**
     * Reads the files that a {@code tls:} URI names.
     *
     * @throws BoardException of kind NOT_FOUND when a file is not there, PERMISSION when it may not be read or a certificate is
     *     not valid today, MALFORMED when it does not hold what it should
     */
    static SslContext context(ListenUri uri) {
        PemFiles files = new PemFiles(uri.text(), "listen", key -> uri.query().getOrDefault(key, ""));
        List<X509Certificate> chain = files.validCertificates("cert");
        PrivateKey key = files.privateKey("key", chain.get(0));
        List<X509Certificate> trusted = files.validCertificates("ca");
        try {
            return SslContextBuilder.forServer(key, chain)
                    .sslProvider(SslProvider.JDK)
                    .trustManager(trusted)
                    .clientAuth(ClientAuth.REQUIRE)
                    .protocols("TLSv1.3")
                    .build();
        } catch (IOException | IllegalArgumentException e) {
            String rule = "this JDK cannot do TLS 1.3 with these files: " + e.getMessage();
            throw new BoardException(Kind.UNSUPPORTED, 0, uri.text(), null, "listen", rule, e);
        }
    }
}
