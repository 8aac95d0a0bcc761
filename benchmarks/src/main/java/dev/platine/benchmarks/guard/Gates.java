package dev.platine.benchmarks.guard;

import dev.platine.benchmarks.peer.GrpcPeer;
import java.util.Set;

/** The ids of all figures that the guard gates; the file of limits names each once. */
public final class Gates {
    static final String TCP_P50 = "tcp.p50";
    static final String TCP_P99 = "tcp.p99";
    static final String UNIX_P50 = "unix.p50";
    static final String ALLOC_TCP_CLIENT = "alloc.tcp.client";
    static final String ALLOC_TCP_SERVER = "alloc.tcp.server";
    static final String ALLOC_UNIX_CLIENT = "alloc.unix.client";
    static final String ALLOC_UNIX_SERVER = "alloc.unix.server";
    static final String ALLOC_SIM = "alloc.sim";
    static final String SIM_P50_US = "sim.p50-us";
    static final String SIM_CODEC = "sim.codec";
    static final String GRPC_UNARY_DIRECT = "peer.grpc-unary-direct";
    static final String GRPC_UNARY_DEFAULT = "peer.grpc-unary-default";
    static final String GRPC_STREAM = "peer.grpc-stream";
    static final String MODBUS = "peer.modbus";
    static final String NETTY_FUTURE = "peer.netty-future";

    /** All of them. */
    public static final Set<String> ALL = Set.of(
            TCP_P50,
            TCP_P99,
            UNIX_P50,
            ALLOC_TCP_CLIENT,
            ALLOC_TCP_SERVER,
            ALLOC_UNIX_CLIENT,
            ALLOC_UNIX_SERVER,
            ALLOC_SIM,
            SIM_P50_US,
            SIM_CODEC,
            GRPC_UNARY_DIRECT,
            GRPC_UNARY_DEFAULT,
            GRPC_STREAM,
            MODBUS,
            NETTY_FUTURE);

    private Gates() {}

    static String grpc(GrpcPeer.Style style) {
        return switch (style) {
            case UNARY_DIRECT -> GRPC_UNARY_DIRECT;
            case UNARY_DEFAULT -> GRPC_UNARY_DEFAULT;
            case STREAM -> GRPC_STREAM;
        };
    }
}
