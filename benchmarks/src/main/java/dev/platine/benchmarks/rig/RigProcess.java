package dev.platine.benchmarks.rig;

import dev.platine.benchmarks.contender.Contender;
import dev.platine.benchmarks.contender.Reach;
import dev.platine.benchmarks.floor.EchoServer;
import dev.platine.benchmarks.floor.FrameSizes;
import dev.platine.hal.Boards;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A {@link Rig} and the floor's far ends in a process of their own. One thread. */
public final class RigProcess implements AutoCloseable {
    private final Child child;
    private final List<String> places;

    private RigProcess(Child child, List<String> places) {
        this.child = child;
        this.places = places;
    }

    /**
     * Starts the process and waits until it listens.
     *
     * @param folder for its Unix sockets; made and removed by the process
     * @param sizes of the floor's messages
     * @return the running process
     * @throws IOException when it does not start
     */
    public static RigProcess start(Path folder, FrameSizes sizes) throws IOException {
        Child child = Child.start(
                List.of(
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-Dio.netty.leakDetection.level=disabled",
                        "-Dslf4j.internal.verbosity=ERROR"),
                RigProcess.class,
                folder.toString(),
                Integer.toString(sizes.requestBytes()),
                Integer.toString(sizes.replyBytes()));
        try {
            return new RigProcess(child, List.of(child.line().split(" ", -1)));
        } catch (IOException e) {
            child.close();
            throw e;
        }
    }

    /**
     * The process itself.
     *
     * @param args folder, request bytes, reply bytes
     * @throws IOException when it cannot bind
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        FrameSizes sizes = new FrameSizes(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        SocketAddress floorFile = Reach.address(folder.resolve("floor.sock").toString());
        try (Rig rig = Rig.startIn(folder);
                EchoServer tcp = EchoServer.start(Reach.TCP, Reach.address("0"), sizes);
                EchoServer unix = EchoServer.start(Reach.UNIX, floorFile, sizes);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(String.join(
                    " ", rig.tcpUri(), rig.unixUri(), Reach.text(tcp.address()), Reach.text(unix.address())));
            while (in.readLine() != null) {
                System.out.println("ends with its input");
            }
        }
        System.exit(0);
    }

    /**
     * The process' number.
     *
     * @return the number
     */
    public long pid() {
        return child.pid();
    }

    /**
     * Our exchange with its board over TCP.
     *
     * @return the exchange; the caller closes it
     */
    public Contender tcp() {
        return BoardExchange.prepare("Platine, TCP, two processes", Boards.open(places.get(0)));
    }

    /**
     * Our exchange with its board over a Unix socket.
     *
     * @return the exchange; the caller closes it
     */
    public Contender unix() {
        return BoardExchange.prepare("Platine, Unix socket, two processes", Boards.open(places.get(1)));
    }

    /**
     * Where its TCP floor listens.
     *
     * @return the address
     */
    public SocketAddress tcpFloor() {
        return Reach.address(places.get(2));
    }

    /**
     * Where its Unix socket floor listens.
     *
     * @return the address
     */
    public SocketAddress unixFloor() {
        return Reach.address(places.get(3));
    }

    @Override
    public void close() {
        child.close();
    }
}
