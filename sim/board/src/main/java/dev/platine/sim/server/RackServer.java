package dev.platine.sim.server;

import dev.platine.hal.BoardException;
import dev.platine.sim.rack.Rack;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the boards of a rack, and their benches, over TCP, TLS, Unix sockets and pseudo terminals, to many clients at once.
 *
 * <p>Any thread. Requests are answered on event loops inside the rack. A client that breaks the protocol, or does not read,
 * is answered or closed; neither the rack nor another client notices. The server does not own the rack: close the server
 * first, then the rack.
 */
public final class RackServer implements AutoCloseable {
    private final Hub hub;
    private final SocketEndpoints sockets;
    private final ExecutorService benchExecutor;
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<PtyEndpoint> lines = new ArrayList<>();

    private RackServer(Builder builder) {
        benchExecutor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "platine-bench");
            thread.setDaemon(true);
            return thread;
        });
        hub = new Hub(builder.rack, builder.limits, benchExecutor);
        sockets = new SocketEndpoints(hub, builder.transport, builder.eventLoops);
    }

    /**
     * Begins to say what is served.
     *
     * @param rack its boards are served; it stays the caller's
     * @return a builder without endpoints
     */
    public static Builder builder(Rack rack) {
        return new Builder(new RackAccess(rack));
    }

    /**
     * Loads what every server needs, so that the first one starts at once when the rack is there. Changes nothing else; any thread, some tens of
     * milliseconds.
     */
    public static void rehearse() {
        SocketEndpoints.rehearse(Transport.best());
    }

    static Builder builder(ServedRack rack) {
        return new Builder(rack);
    }

    /**
     * Where this server listens.
     *
     * @return one for each {@link Builder#listen}, in the same order
     */
    public List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    /**
     * What this server has seen.
     *
     * @return a copy of the counters
     */
    public ServerStatistics statistics() {
        return hub.counters().snapshot();
    }

    /** Stops listening and closes all connections; returns when all threads have ended, at the latest after 15 s. */
    @Override
    public void close() {
        benchExecutor.shutdown();
        lines.forEach(PtyEndpoint::close);
        sockets.close();
    }

    LinkFaults faults(String board) {
        return hub.faults(board);
    }

    private void listen(ListenUri uri) {
        if (uri.scheme().equals("pty")) {
            PtyEndpoint line = PtyEndpoint.open(hub, uri);
            lines.add(line);
            endpoints.add(line.endpoint());
        } else {
            endpoints.add(sockets.listen(uri));
        }
    }

    /** Says what a server serves and where. One thread. */
    public static final class Builder {
        private final ServedRack rack;
        private final List<ListenUri> uris = new ArrayList<>();
        private ServerLimits limits = ServerLimits.DEFAULT;
        private Transport transport = Transport.best();
        private int eventLoops = 1;

        private Builder(ServedRack rack) {
            this.rack = rack;
        }

        /**
         * Adds an endpoint: {@code tcp://HOST:PORT} (port 0 for any free one, no host for loopback),
         * {@code tls://HOST:PORT?cert=FILE&key=FILE&ca=FILE}, {@code unix:///PATH}, or {@code pty:[/LINK]}.
         *
         * @param uri where to listen
         * @return this
         * @throws BoardException of kind MALFORMED when the URI has another form
         */
        public Builder listen(String uri) {
            uris.add(ListenUri.parse(uri));
            return this;
        }

        /**
         * Sets how much the server gives to its clients.
         *
         * @param limits the limits
         * @return this
         */
        public Builder limits(ServerLimits limits) {
            this.limits = limits;
            return this;
        }

        /**
         * Sets how many threads answer requests. All of them enter the same rack, one at a time, so more than one pays only
         * with many TLS connections.
         *
         * @param count 1 to 64; 1 when not set
         * @return this
         * @throws IllegalArgumentException when outside that range
         */
        public Builder eventLoops(int count) {
            if (count < 1 || count > 64) {
                throw new IllegalArgumentException("must be 1 to 64: eventLoops=" + count);
            }
            this.eventLoops = count;
            return this;
        }

        Builder transport(Transport transport) {
            this.transport = transport;
            return this;
        }

        /**
         * Begins to listen on all endpoints, or on none.
         *
         * @return the server; the caller closes it
         * @throws BoardException of kind BUSY when a place is taken, PERMISSION, NOT_FOUND or UNREACHABLE when it cannot be
         *     had; the message says which
         */
        public RackServer start() {
            RackServer server = new RackServer(this);
            try {
                uris.forEach(server::listen);
                return server;
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        }
    }
}
