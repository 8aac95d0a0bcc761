package dev.platine.hal.link;

import java.io.IOException;

class NioUnixLinkTest extends SocketLinkContract {
    @Override
    Peers.Pair connect() throws IOException {
        return Peers.unix("?transport=nio");
    }

    @Override
    long bestLatenessNs() {
        return 5_000_000;
    }
}
