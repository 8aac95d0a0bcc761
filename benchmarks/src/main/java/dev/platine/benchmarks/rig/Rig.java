package dev.platine.benchmarks.rig;

import dev.platine.benchmarks.contender.Contender;
import dev.platine.benchmarks.floor.FrameSizes;
import dev.platine.hal.Boards;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.server.RackServer;
import dev.platine.sim.server.SimBoards;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A rack with one {@link RigBoard} in real time, and its server over TCP and a Unix socket. Whoever opens contenders closes
 * them before the rig.
 */
public final class Rig implements AutoCloseable {
    private static final long SEED = 1;
    private static final int PROBES = 20;

    private final Path folder;
    private final Rack rack;
    private final RackServer server;

    private Rig(Path folder, Rack rack, RackServer server) {
        this.folder = folder;
        this.rack = rack;
        this.server = server;
    }

    /**
     * Starts it with its socket in a new temporary folder.
     *
     * @return the running rig
     * @throws IOException when the folder cannot be made
     */
    public static Rig start() throws IOException {
        return startIn(Files.createTempDirectory("platine-rig"));
    }

    /**
     * Starts it.
     *
     * @param folder for its Unix socket; removed by {@link #close}
     * @return the running rig
     */
    public static Rig startIn(Path folder) {
        Rack rack =
                Rack.builder().seed(SEED).board(RigBoard.NAME, RigBoard.spec()).build();
        RackServer server = RackServer.builder(rack)
                .listen("tcp://127.0.0.1:0")
                .listen("unix://" + folder.resolve("board.sock"))
                .listen("pty:")
                .start();
        rack.run(1);
        return new Rig(folder, rack, server);
    }

    /**
     * The folder of its Unix socket, for other sockets of the same run.
     *
     * @return a folder that {@link #close} removes with what is in it
     */
    public Path folder() {
        return folder;
    }

    /**
     * Where its board is over TCP.
     *
     * @return a URI to open
     */
    public String tcpUri() {
        return server.endpoints().get(0).uri();
    }

    /**
     * Where its board is over a Unix socket.
     *
     * @return a URI to open
     */
    public String unixUri() {
        return server.endpoints().get(1).uri();
    }

    /**
     * Our exchange over TCP.
     *
     * @return the exchange; the caller closes it
     */
    public Contender tcp() {
        return BoardExchange.prepare("Platine, TCP", Boards.open(tcpUri()));
    }

    /**
     * Our exchange over a Unix socket.
     *
     * @return the exchange; the caller closes it
     */
    public Contender unix() {
        return BoardExchange.prepare("Platine, Unix socket", Boards.open(unixUri()));
    }

    /**
     * Our exchange over a serial line, which is a pseudo terminal here.
     *
     * @return the exchange; the caller closes it
     */
    public Contender serial() {
        return BoardExchange.prepare(
                "Platine, serial", Boards.open(server.endpoints().get(2).uri()));
    }

    /**
     * Our exchange with the same board in this JVM.
     *
     * @return the exchange; the caller closes it
     */
    public Contender sim() {
        return BoardExchange.prepare("Platine, same JVM", SimBoards.open(rack, RigBoard.NAME));
    }

    /**
     * Counts the bytes of an exchange on its way through a relay. Numbers of a different length (a growing sequence, a
     * plan's number) may move it by a byte; the smallest of several exchanges counts, which favours the floor.
     *
     * @return the bytes each way
     * @throws IOException when no port is free
     */
    public FrameSizes frameSizes() throws IOException {
        int port = URI.create(tcpUri()).getPort();
        try (CountingRelay relay = CountingRelay.start(port);
                Contender exchange = BoardExchange.prepare(
                        "Platine, TCP, through a relay", Boards.open("tcp://127.0.0.1:" + relay.port()))) {
            long request = Long.MAX_VALUE;
            long reply = Long.MAX_VALUE;
            for (int i = 0; i < PROBES; i++) {
                long toBoardBefore = relay.toBoardBytes();
                long toHostBefore = relay.toHostBytes();
                exchange.exchange();
                request = Math.min(request, relay.toBoardBytes() - toBoardBefore);
                reply = Math.min(reply, relay.toHostBytes() - toHostBefore);
            }
            return new FrameSizes((int) request, (int) reply);
        }
    }

    @Override
    public void close() {
        server.close();
        rack.close();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new IllegalStateException("the folder of the sockets cannot be removed: " + folder, e);
        }
    }
}
