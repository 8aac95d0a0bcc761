package dev.platine.sim.server;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.platine.core.frame.FrameKind;
import dev.platine.core.protocol.proto.AdvanceTime;
import dev.platine.core.protocol.proto.BenchReply;
import dev.platine.core.protocol.proto.BenchRequest;
import dev.platine.core.protocol.proto.Error;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.core.protocol.proto.Hello;
import dev.platine.hal.BoardException;
import dev.platine.sim.service.ServiceException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bench's side of a conversation. Its frames never suffer link faults, so that faults can be mended over the link that
 * has them. On the outlet's thread only.
 */
final class BenchTalk {
    private static final Logger LOG = LoggerFactory.getLogger(BenchTalk.class);

    private final Hub hub;
    private final Conversation conversation;
    private final Outlet outlet;
    private @Nullable BenchCalls calls;
    private boolean advancing;

    BenchTalk(Hub hub, Conversation conversation, Outlet outlet) {
        this.hub = hub;
        this.conversation = conversation;
        this.outlet = outlet;
    }

    void request(int sequence, byte[] array, int offset, int length) {
        BenchRequest request;
        try {
            request = BenchRequest.parser().parseFrom(array, offset, length);
        } catch (InvalidProtocolBufferException e) {
            conversation.countUnparsed();
            send(sequence, reply(ErrorKinds.error(ErrorKind.MALFORMED, "not a BenchRequest: " + e.getMessage())));
            return;
        }
        if (request.getBodyCase() == BenchRequest.BodyCase.HELLO) {
            hello(sequence, request.getHello());
            return;
        }
        BenchCalls now = calls;
        if (now == null) {
            send(sequence, reply(Conversation.helloFirst()));
        } else if (advancing) {
            send(sequence, reply(ErrorKinds.error(ErrorKind.BUSY, "time is being advanced; wait for the answer")));
        } else if (request.getBodyCase() == BenchRequest.BodyCase.ADVANCE_TIME) {
            advance(sequence, now, request.getAdvanceTime());
        } else {
            send(sequence, guarded(() -> now.answer(request)));
        }
    }

    private void hello(int sequence, Hello hello) {
        close();
        try {
            Greeting agreed =
                    Greeting.agree(hello, hub.rack().boards(), hub.limits().maxFrameBytes());
            BenchReply answer = open(agreed);
            send(sequence, answer);
            conversation.agreedOn(agreed);
            calls = new BenchCalls(
                    hub.rack().bench(agreed.board(), hub.faults(agreed.board())), conversation.maxMessageBytes());
        } catch (ServiceException e) {
            send(sequence, reply(ErrorKinds.error(e)));
        }
    }

    private BenchReply open(Greeting agreed) {
        ServedRack rack = hub.rack();
        rack.enter();
        try {
            var service = rack.service(agreed.board());
            int hash = service == null ? 0 : service.description().schemaHash();
            int bootId = service == null ? 0 : service.bootId();
            return BenchReply.newBuilder().setHello(agreed.reply(hash, bootId)).build();
        } finally {
            rack.exit();
        }
    }

    /** Runs on the bench's thread, so that this connection's neighbours are served meanwhile. */
    private void advance(int sequence, BenchCalls now, AdvanceTime request) {
        advancing = true;
        try {
            hub.benchExecutor().execute(() -> {
                BenchReply answer = guarded(() -> now.advance(request));
                outlet.later(() -> advanced(sequence, now, answer));
            });
        } catch (RejectedExecutionException e) {
            advanced(sequence, now, reply(ErrorKinds.error(ErrorKind.BUSY, "the server is closing")));
        }
    }

    private void advanced(int sequence, BenchCalls then, BenchReply answer) {
        if (then == calls) {
            advancing = false;
            send(sequence, answer);
            outlet.flush();
        }
    }

    private static BenchReply guarded(Supplier<BenchReply> call) {
        try {
            return call.get();
        } catch (ServiceException e) {
            return reply(ErrorKinds.error(e));
        } catch (BoardException e) {
            return reply(ErrorKinds.error(ErrorKinds.of(e.kind()), ErrorKinds.reason(e)));
        } catch (RuntimeException e) {
            LOG.error("a bench request failed inside the server; the connection goes on", e);
            return reply(ErrorKinds.error(ErrorKind.BOARD_FAILURE, "the server failed: " + e));
        }
    }

    private void send(int sequence, BenchReply answer) {
        conversation.send(FrameKind.BENCH_REPLY, sequence, answer);
    }

    static BenchReply reply(Error error) {
        return BenchReply.newBuilder().setError(error).build();
    }

    /** The connection is gone, or another hello comes: ends what is under way. */
    void close() {
        BenchCalls before = calls;
        if (before != null) {
            calls = null;
            advancing = false;
            before.close();
        }
    }
}
