package dev.platine.hal.link;

import java.io.IOException;

class TcpLinkTest extends TcpContract {
    @Override
    Peers.Pair connect() throws IOException {
        return Peers.tcp("");
    }
}
