package dev.platine.hal.link;

import java.io.IOException;

class NioTcpLinkTest extends TcpContract {
    @Override
    Peers.Pair connect() throws IOException {
        return Peers.tcp("?transport=nio");
    }

    @Override
    long bestLatenessNs() {
        return 5_000_000;
    }
}
