package dev.platine.hal.link;

import java.io.IOException;

class UnixLinkTest extends SocketLinkContract {
    @Override
    Peers.Pair connect() throws IOException {
        return Peers.unix("");
    }
}
