package dev.platine.sim.server;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.io.IOException;

/** TLS 1.3 with certificates on both sides. */
final class ServerTls {
    private ServerTls() {}

    /**
     * Reads the files that a {@code tls:} URI names.
     *
     * @throws BoardException of kind NOT_FOUND when a file is not there, MALFORMED when it does not hold what it should
     */
    static SslContext context(ListenUri uri) {
        File cert = file(uri, "cert");
        File key = file(uri, "key");
        File ca = file(uri, "ca");
        try {
            return SslContextBuilder.forServer(cert, key)
                    .sslProvider(SslProvider.JDK)
                    .trustManager(ca)
                    .clientAuth(ClientAuth.REQUIRE)
                    .protocols("TLSv1.3")
                    .build();
        } catch (IOException | IllegalArgumentException e) {
            throw new BoardException(
                    Kind.MALFORMED,
                    0,
                    uri.text(),
                    null,
                    "listen",
                    "cert and ca must be PEM certificates, key a PKCS#8 key without password: " + e.getMessage(),
                    e);
        }
    }

    private static File file(ListenUri uri, String key) {
        File file = new File(uri.query().getOrDefault(key, ""));
        if (!file.isFile() || !file.canRead()) {
            throw new BoardException(Kind.NOT_FOUND, uri.text(), "listen", "no readable file: " + key + "=" + file);
        }
        return file;
    }
}
