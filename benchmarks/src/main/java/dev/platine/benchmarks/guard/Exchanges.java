package dev.platine.benchmarks.guard;

import dev.platine.benchmarks.contender.Contender;
import dev.platine.benchmarks.contender.Reach;
import dev.platine.benchmarks.floor.EchoFloor;
import dev.platine.benchmarks.floor.EchoServer;
import dev.platine.benchmarks.peer.GrpcPeer;
import dev.platine.benchmarks.peer.ModbusPeer;
import dev.platine.benchmarks.peer.NettyFuturePeer;
import dev.platine.benchmarks.rig.Rig;
import java.io.IOException;

/**
 * Runs a number of exchanges of one kind, both ends in this process, and ends: what {@code benchmarks/syscalls} counts the
 * system calls of.
 */
public final class Exchanges {
    private Exchanges() {}

    /**
     * Runs them and ends the JVM.
     *
     * @param args the kind, and how many
     * @throws IOException when it cannot start
     */
    public static void main(String[] args) throws IOException {
        int count = Integer.parseInt(args[1]);
        try (Rig rig = Rig.start();
                EchoServer echo = EchoServer.start(Reach.TCP, Reach.address("0"), rig.frameSizes());
                Contender contender = open(args[0], rig, echo)) {
            for (int i = 0; i < count; i++) {
                contender.exchange();
            }
        }
        System.exit(0);
    }

    private static Contender open(String kind, Rig rig, EchoServer echo) throws IOException {
        return switch (kind) {
            case "raw-nio" -> EchoFloor.connect(Reach.TCP, echo.address(), rig.frameSizes());
            case "platine-tcp" -> rig.tcp();
            case "platine-unix" -> rig.unix();
            case "grpc-unary" -> GrpcPeer.start(GrpcPeer.Style.UNARY_DIRECT);
            case "grpc-stream" -> GrpcPeer.start(GrpcPeer.Style.STREAM);
            case "modbus" -> ModbusPeer.start();
            case "netty-future" -> NettyFuturePeer.start();
            default -> throw new IllegalArgumentException("unknown kind: " + kind);
        };
    }
}
