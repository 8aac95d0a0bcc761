package dev.platine.sim.server;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.platine.core.channel.BoardDescription;
import dev.platine.core.frame.FrameDecoder;
import dev.platine.core.frame.FrameEncoder;
import dev.platine.core.frame.FrameFormat;
import dev.platine.core.frame.FrameKind;
import dev.platine.core.frame.FrameSink;
import dev.platine.core.protocol.ExchangeCodec;
import dev.platine.core.protocol.ProtocolLimits;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.Error;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.core.protocol.proto.Feature;
import dev.platine.core.protocol.proto.Hello;
import dev.platine.hal.BoardException.Kind;
import dev.platine.sim.service.BoardService;
import dev.platine.sim.service.ServiceException;
import dev.platine.sim.service.Session;
import dev.platine.sim.service.SessionEvent;
import dev.platine.sim.service.SessionListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection's talk with a board, and beside it with the board's bench: bytes in, bytes out. It knows no socket.
 *
 * <p>On the outlet's thread only, but {@link #hangUp} and the listener's methods. An exchange allocates nothing.
 */
final class Conversation implements FrameSink, SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    /** Events that are sent in one stay inside the rack. */
    private static final int EVENTS_PER_ENTRY = 32;

    /** Numbers of the rack's own events begin here, so that none is taken for a repeated one of the firmware. */
    private static final int NOT_THE_FIRMWARES = 0x4000_0000;

    private final Hub hub;
    private final ServedRack rack;
    private final Outlet outlet;
    private final FrameWriter writer;
    private final FrameDecoder decoder;
    private final ExchangeTalk exchanges;
    private final SessionEvent event = new SessionEvent();
    private final BenchTalk bench;
    private final Runnable sendEvents = this::sendEvents;
    private int toHostBytes = ProtocolLimits.HELLO_FRAME_BYTES;
    private long unparsed;
    private boolean closed;
    private volatile boolean greeted;
    private @Nullable String fullReason;
    private @Nullable Greeting greeting;
    private @Nullable Session session;
    private @Nullable BoardCalls calls;
    private @Nullable FaultyWays faulty;
    private @Nullable LineTalk line;

    Conversation(Hub hub, Outlet outlet, FrameWriter writer) {
        this.hub = hub;
        this.rack = hub.rack();
        this.outlet = outlet;
        this.writer = writer;
        this.decoder = new FrameDecoder(hub.limits().maxFrameBytes());
        this.exchanges = new ExchangeTalk(rack);
        this.bench = new BenchTalk(hub, this, outlet);
    }

    /** From now on the first request is answered by saying that the server is full, and hung up. */
    void refuseBecauseFull(String reason) {
        fullReason = reason;
    }

    /** Whether a hello was answered. Any thread. */
    boolean greeted() {
        return greeted;
    }

    void receive(byte[] bytes, int offset, int length) {
        decoder.feed(bytes, offset, length, this);
    }

    @Override
    public void frame(int kind, int sequence, byte[] array, int offset, int length) {
        if (closed) {
            return;
        }
        if (fullReason != null) {
            Error busy = ErrorKinds.error(ErrorKind.BUSY, fullReason);
            if (kind == FrameKind.BENCH_REQUEST) {
                send(FrameKind.BENCH_REPLY, sequence, BenchTalk.reply(busy));
            } else {
                send(FrameKind.BOARD_REPLY, sequence, reply(busy));
            }
            outlet.hangUp("full");
            return;
        }
        FaultyWays ways = faulty;
        if (kind == FrameKind.BOARD_REQUEST && ways != null && ways.inUse()) {
            ways.toBoard(kind, sequence, array, offset, length);
        } else {
            handle(kind, sequence, array, offset, length);
        }
    }

    /** A frame that has got through. Nothing that it holds may harm the rack or another connection. */
    void handle(int kind, int sequence, byte[] array, int offset, int length) {
        if (closed) {
            return;
        }
        try {
            if (kind == FrameKind.BOARD_REQUEST) {
                LineTalk talk = line;
                if (talk != null && ExchangeCodec.isExchange(array, offset, length)) {
                    talk.request(sequence, array, offset, length);
                } else if (ExchangeCodec.isExchange(array, offset, length)) {
                    exchange(sequence, array, offset, length);
                } else {
                    request(sequence, array, offset, length);
                }
            } else if (kind == FrameKind.BENCH_REQUEST) {
                bench.request(sequence, array, offset, length);
            } else {
                unparsed++; // a host has nothing else to say
            }
        } catch (RuntimeException e) {
            LOG.error("a request failed inside the server; the connection goes on", e);
            refuse(sequence, ErrorKinds.error(ErrorKind.BOARD_FAILURE, "the server failed: " + e));
        }
    }

    private void exchange(int sequence, byte[] array, int offset, int length) {
        Session now = session;
        if (now == null) {
            refuse(sequence, helloFirst());
            return;
        }
        Error refused = exchanges.run(now, array, offset, length);
        if (refused != null) {
            refuse(sequence, refused);
            return;
        }
        FrameEncoder encoder = writer.encoder();
        encoder.limit(toHostBytes);
        sendEncoded(encoder, encoder.finish(FrameKind.BOARD_REPLY, sequence, exchanges.encode(encoder)));
    }

    private void request(int sequence, byte[] array, int offset, int length) {
        BoardRequest request;
        LineTalk talk = line;
        try {
            request = BoardRequest.parser().parseFrom(array, offset, length);
        } catch (InvalidProtocolBufferException e) {
            if (talk != null) {
                talk.request(sequence, array, offset, length); // it says so itself
                return;
            }
            unparsed++;
            refuse(sequence, ErrorKinds.error(ErrorKind.MALFORMED, "not a BoardRequest: " + e.getMessage()));
            return;
        }
        if (talk != null && !request.hasHello()) {
            talk.request(sequence, array, offset, length);
            return;
        }
        switch (request.getBodyCase()) {
            case HELLO -> hello(sequence, request.getHello());
            case EXCHANGE -> exchange(sequence, array, offset, length);
            default -> call(sequence, request);
        }
    }

    private void call(int sequence, BoardRequest request) {
        BoardCalls now = calls;
        if (now == null) {
            refuse(sequence, helloFirst());
            return;
        }
        BoardReply reply;
        rack.enter();
        try {
            reply = now.answer(request);
        } catch (ServiceException e) {
            reply = reply(ErrorKinds.error(e));
        } finally {
            rack.exit();
        }
        send(FrameKind.BOARD_REPLY, sequence, reply);
    }

    /** Hello begins a session; a second one begins it anew, because on a serial line nothing else tells a new host. */
    private void hello(int sequence, Hello hello) {
        closeSession();
        toHostBytes = ProtocolLimits.HELLO_FRAME_BYTES;
        BoardReply reply;
        Greeting agreed = null;
        rack.enter();
        try {
            agreed = Greeting.agree(hello, rack.boards(), hub.limits().maxFrameBytes());
            reply = open(agreed);
        } catch (ServiceException e) {
            agreed = null;
            reply = reply(ErrorKinds.error(e));
        } finally {
            rack.exit();
        }
        LineTalk talk = line;
        if (talk == null) {
            send(FrameKind.BOARD_REPLY, sequence, reply);
        }
        if (agreed != null) {
            agreedOn(agreed);
        }
        if (talk != null) {
            talk.hello(sequence, hello);
        }
    }

    private BoardReply open(Greeting agreed) {
        BoardService service = rack.service(agreed.board());
        if (service == null) {
            throw new ServiceException(Kind.NOT_FOUND, "no board named " + agreed.board());
        }
        BoardDescription description = service.description();
        Session opened = service.open(this, agreed.client());
        try {
            line = LineTalk.take(hub, agreed.board(), this, outlet, writer);
        } catch (ServiceException busy) {
            opened.close();
            throw busy;
        }
        session = opened;
        calls = new BoardCalls(opened, agreed, description);
        greeting = agreed;
        hub.joined(agreed.board(), this);
        faulty = new FaultyWays(hub.faults(agreed.board()), hub.limits().maxFrameBytes(), this, outlet);
        return BoardReply.newBuilder()
                .setHello(agreed.reply(description.schemaHash(), service.bootId()))
                .build();
    }

    /** The frames from here on are as long as agreed; the last hello decides, of board or bench. */
    void agreedOn(Greeting agreed) {
        toHostBytes = agreed.toHostBytes();
        decoder.limit(agreed.toBoardBytes());
        greeted = true;
    }

    int maxMessageBytes() {
        return toHostBytes - FrameFormat.OVERHEAD_BYTES;
    }

    static Error helloFirst() {
        return ErrorKinds.error(ErrorKind.NOT_READY, "say hello first");
    }

    void refuse(int sequence, Error error) {
        send(FrameKind.BOARD_REPLY, sequence, reply(error));
    }

    private static BoardReply reply(Error error) {
        return BoardReply.newBuilder().setError(error).build();
    }

    void countUnparsed() {
        unparsed++;
    }

    /** Sends a message, or when it does not fit the agreed frame, nothing. */
    void send(int kind, int sequence, MessageLite reply) {
        int bytes = writer.frame(kind, sequence, reply, toHostBytes);
        if (bytes < 0) {
            LOG.warn("a message of {} bytes does not fit the agreed frame and was not sent", reply.getSerializedSize());
            return;
        }
        if (kind == FrameKind.BOARD_REPLY || kind == FrameKind.BOARD_EVENT) {
            sendEncoded(writer.encoder(), bytes);
        } else {
            outlet.write(writer.encoder().array(), writer.encoder().frameOffset(), bytes);
        }
    }

    private void sendEncoded(FrameEncoder encoder, int bytes) {
        sendFrame(encoder.array(), encoder.frameOffset(), bytes);
    }

    /** Sends a frame of the board as it is on the wire. */
    void sendFrame(byte[] array, int offset, int bytes) {
        FaultyWays ways = faulty;
        if (ways != null && ways.inUse()) {
            ways.toHost(array, offset, bytes);
        } else {
            outlet.write(array, offset, bytes);
        }
    }

    @Override
    public void eventsReady() {
        outlet.later(sendEvents);
    }

    /** Sends the events that wait, as long as there is room; goes on when there is room again. */
    void sendEvents() {
        Session now = session;
        boolean more = now != null;
        while (more && now != null && outlet.roomy() && !closed) {
            rack.enter();
            try {
                for (int i = 0; i < EVENTS_PER_ENTRY && more; i++) {
                    more = now.nextEvent(event);
                    if (more) {
                        sendEvent();
                    }
                }
            } finally {
                rack.exit();
            }
            outlet.flush();
        }
        LineTalk talk = line;
        if (talk != null && !closed && outlet.roomy()) {
            talk.resume();
        }
    }

    private void sendEvent() {
        Greeting now = greeting;
        boolean understood = event.type() != SessionEvent.Type.SAFE_STATE
                || (now != null && now.understands(Feature.FEATURE_LIFETIME));
        if (understood) {
            int sequence = line == null ? event.ordinal() : event.ordinal() | NOT_THE_FIRMWARES;
            send(FrameKind.BOARD_EVENT, sequence, EventMessages.of(event));
        }
    }

    @Override
    public void rebooted() {
        outlet.hangUp("the board restarted");
    }

    /** Closes the connection after what was written. Any thread. */
    void hangUp(String reason) {
        outlet.hangUp(reason);
    }

    /** The connection is gone. */
    void closed() {
        if (!closed) {
            closed = true;
            closeSession();
            bench.close();
            hub.counters().badFrames.add(badFrames());
        }
    }

    private long badFrames() {
        var counts = decoder.counters();
        return counts.badCrc() + counts.malformed() + counts.overlong() + unparsed + exchanges.unparsed();
    }

    private void closeSession() {
        Session before = session;
        Greeting with = greeting;
        if (before == null || with == null) {
            return;
        }
        LineTalk talk = line;
        line = null;
        session = null;
        calls = null;
        faulty = null;
        greeting = null;
        hub.left(with.board(), this);
        try {
            rack.enter();
        } catch (IllegalStateException e) {
            return; // the rack was closed before its server
        }
        try {
            before.close();
            if (talk != null) {
                talk.end();
            }
        } finally {
            rack.exit();
        }
        hub.counters().lostEvents.add(before.lostEvents());
    }
}
