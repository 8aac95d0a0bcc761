package dev.platine.boards.conformance;

import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardUnderTest;
import dev.platine.conformance.RawConnection;
import dev.platine.hal.Board;
import dev.platine.hal.Boards;
import dev.platine.hal.OpenOptions;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.server.RackServer;
import dev.platine.sim.spec.BoardSpec;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A board in a rack that runs in real time, behind one endpoint of a server. */
final class ServedBoard implements BoardUnderTest {
    /** How a host gets to the endpoint. */
    interface Way {
        /** Where the server listens. */
        String listen();

        /** What the host opens, when the server says where it listens. */
        String host(String endpoint);

        /** The host's URI for another board there. */
        String other(String endpoint, String board);

        /** A connection of plain bytes. */
        RawConnection raw(String endpoint) throws IOException;
    }

    private final String kind;
    private final Way way;
    private final Set<Ability> abilities;
    private final Rack rack;
    private final String endpoint;
    private final ExecutorService insider = Executors.newSingleThreadExecutor();
    private RackServer server;

    ServedBoard(String kind, BoardSpec spec, Way way, Set<Ability> lacks) {
        this.kind = kind;
        this.way = way;
        this.abilities = EnumSet.complementOf(EnumSet.copyOf(lacks));
        this.rack = Rack.builder().board("tried", spec).build();
        rack.run(1);
        this.server = RackServer.builder(rack).listen(way.listen()).start();
        this.endpoint = server.endpoints().get(0).uri();
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Set<Ability> abilities() {
        return abilities;
    }

    @Override
    public Board open(OpenOptions options) {
        return Boards.open(way.host(endpoint), options);
    }

    @Override
    public Board openOther(String name, OpenOptions options) {
        return Boards.open(way.other(endpoint, name), options);
    }

    @Override
    public void breakLinks() {
        present(false);
        present(true);
    }

    /** Somebody stays inside the rack, so that no request is answered and time stands. */
    @Override
    public void freeze(boolean frozen) {
        Future<?> done = insider.submit(frozen ? rack::enter : rack::exit);
        try {
            done.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void present(boolean present) {
        if (present) {
            server = RackServer.builder(rack).listen(listenAgain()).start();
        } else {
            server.close();
        }
    }

    private String listenAgain() {
        String listen = way.listen();
        int port = listen.indexOf(":0", listen.indexOf("//"));
        return port < 0 ? listen : endpoint.replaceFirst("\\?.*", "") + listen.substring(port + 2);
    }

    @Override
    public RawConnection openRaw() throws IOException {
        return way.raw(endpoint);
    }

    @Override
    public void close() {
        server.close();
        rack.close();
        insider.shutdown();
    }
}
