package dev.platine.benchmarks.guard;

import dev.platine.benchmarks.contender.Contender;
import dev.platine.benchmarks.contender.Reach;
import dev.platine.benchmarks.floor.EchoFloor;
import dev.platine.benchmarks.floor.EchoServer;
import dev.platine.benchmarks.floor.FrameSizes;
import dev.platine.benchmarks.rig.Rig;
import java.io.IOException;

/** Our exchange over each kind of link, and the floor beneath it; open from the first section of the guard to the last. */
record Ways(
        EchoServer tcpEcho,
        EchoServer unixEcho,
        Contender tcpFloor,
        Contender unixFloor,
        Contender tcp,
        Contender unix,
        Contender sim)
        implements AutoCloseable {
    static Ways open(Rig rig, FrameSizes sizes) throws IOException {
        EchoServer tcpEcho = EchoServer.start(Reach.TCP, Reach.address("0"), sizes);
        EchoServer unixEcho = EchoServer.start(
                Reach.UNIX, Reach.address(rig.folder().resolve("floor.sock").toString()), sizes);
        return new Ways(
                tcpEcho,
                unixEcho,
                EchoFloor.connect(Reach.TCP, tcpEcho.address(), sizes),
                EchoFloor.connect(Reach.UNIX, unixEcho.address(), sizes),
                rig.tcp(),
                rig.unix(),
                rig.sim());
    }

    @Override
    public void close() {
        tcp.close();
        unix.close();
        sim.close();
        tcpFloor.close();
        unixFloor.close();
        tcpEcho.close();
        unixEcho.close();
    }
}
