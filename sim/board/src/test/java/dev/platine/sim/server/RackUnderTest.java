package dev.platine.sim.server;

import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardUnderTest;
import dev.platine.conformance.RawConnection;
import dev.platine.hal.Bench;
import dev.platine.hal.Board;
import dev.platine.hal.Boards;
import dev.platine.hal.OpenOptions;
import dev.platine.sim.rack.Rack;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rack's board behind an endpoint of one kind, in real time. */
final class RackUnderTest implements BoardUnderTest {
    private static final String BOARD = "exchanger";

    private final String kind;
    private final String clientQuery;
    private final Rack rack = TestBoards.rack(BOARD);
    private String listen;
    private String uri;
    private @Nullable RackServer server;

    /**
     * Starts a rack and its server.
     *
     * @param listen where the server listens, or empty for none: the board is opened in this JVM
     * @param clientQuery what a client adds to the URI
     */
    RackUnderTest(String kind, String listen, String clientQuery) {
        this.kind = kind;
        this.listen = listen;
        this.clientQuery = clientQuery;
        this.uri = "";
        rack.run(1);
        present(true);
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Set<Ability> abilities() {
        Set<Ability> all =
                EnumSet.of(Ability.RESET, Ability.REAL_TIME, Ability.BENCH, Ability.ANSWERS_HELD, Ability.MANY_CLIENTS);
        if (!listen.isEmpty()) {
            all.addAll(EnumSet.of(Ability.BREAK_LINK, Ability.FREEZE, Ability.ABSENCE, Ability.OTHER_BOARD));
        }
        if (kind.equals("tcp")) {
            all.add(Ability.RAW_BYTES);
            all.add(Ability.CONNECTIONS);
        }
        if (kind.equals("serial")) {
            all.removeAll(EnumSet.of(
                    Ability.MANY_CLIENTS,
                    Ability.BENCH,
                    Ability.BREAK_LINK,
                    Ability.FREEZE,
                    Ability.ABSENCE,
                    Ability.OTHER_BOARD));
        }
        return all;
    }

    @Override
    public Board open(OpenOptions options) {
        return listen.isEmpty() ? SimBoards.open(rack, BOARD, options) : Boards.open(uri + clientQuery, options);
    }

    @Override
    public Board openOther(String name, OpenOptions options) {
        return Boards.open(uri + (kind.equals("unix") ? "?board=" : "/") + name + clientQuery, options);
    }

    private Bench.LinkFault fault(double drop, boolean disconnect) {
        return new Bench.LinkFault(Duration.ZERO, Duration.ZERO, drop, 0, 0, disconnect, 0);
    }

    private void setFault(Bench.LinkFault fault) {
        RackServer now = server;
        if (now != null) {
            now.faults(BOARD).set(fault);
        }
    }

    @Override
    public void breakLinks() {
        setFault(fault(0, true));
    }

    @Override
    public void freeze(boolean frozen) {
        setFault(fault(frozen ? 1 : 0, false));
    }

    @Override
    public void present(boolean present) {
        RackServer now = server;
        if (now != null) {
            now.close();
            server = null;
        }
        if (present && !listen.isEmpty()) {
            RackServer started = RackServer.builder(rack).listen(listen).start();
            server = started;
            uri = started.endpoints().get(0).uri();
            listen = listen.replace(
                    "127.0.0.1:0", uri.substring(uri.indexOf("//") + 2)); // it must come back where it was
        }
    }

    @Override
    public RawConnection openRaw() throws IOException {
        RackServer now = server;
        if (now == null) {
            throw new IOException("the server is away");
        }
        return dev.platine.conformance.SocketConnection.over(RawClient.socket(now));
    }

    @Override
    public void close() {
        present(false);
        rack.close();
    }
}
