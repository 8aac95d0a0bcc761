package dev.platine.device;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardProcess;
import dev.platine.conformance.BoardUnderTest;
import dev.platine.conformance.RawConnection;
import dev.platine.conformance.SocketConnection;
import dev.platine.core.frame.FrameDecoder;
import dev.platine.core.frame.FrameEncoder;
import dev.platine.core.frame.FrameKind;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.Hello;
import dev.platine.core.protocol.proto.HelloReply;
import dev.platine.hal.Board;
import dev.platine.hal.Boards;
import dev.platine.hal.OpenOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The trial board in C: a process that has every kind of channel, and the device library between them and the host. */
final class TrialBoard implements BoardUnderTest {
    private static final long ANSWER_S = 10;

    private final BoardProcess process;
    private final String uri;
    private final Set<Ability> abilities;

    /** Starts it where it is to listen, such as {@code tcp:0}. */
    TrialBoard(String where, Set<Ability> lacks) {
        abilities = EnumSet.complementOf(EnumSet.copyOf(lacks));
        process = BoardProcess.start(List.of(DeviceBuild.program("trial_board").toString(), where));
        uri = process.answer();
    }

    @Override
    public String kind() {
        return "firmware";
    }

    @Override
    public Set<Ability> abilities() {
        return abilities;
    }

    @Override
    public Board open(OpenOptions options) {
        return Boards.open(uri, options);
    }

    @Override
    public Board openOther(String name, OpenOptions options) {
        boolean socket = uri.startsWith("tcp:");
        return Boards.open(uri + (socket ? "/" : "?board=") + name, options);
    }

    @Override
    public void breakLinks() {
        present(false);
        present(true);
    }

    @Override
    public void present(boolean present) {
        process.obey(present ? "back" : "away");
    }

    /** Spoils the next frames that come from the host. */
    void lose(int frames) {
        process.obey("lose " + frames);
    }

    /** Stops the process as a debugger does, or lets it go on. */
    @Override
    public void freeze(boolean frozen) {
        process.freeze(frozen);
    }

    @Override
    public RawConnection openRaw() throws IOException {
        URI address = URI.create(uri);
        return SocketConnection.connect(new InetSocketAddress(address.getHost(), address.getPort()));
    }

    /** Says hello by hand on a connection of its own and returns the answer. */
    HelloReply hello(Hello hello) throws IOException {
        FrameEncoder encoder = new FrameEncoder(256);
        byte[] message = BoardRequest.newBuilder().setHello(hello).build().toByteArray();
        System.arraycopy(message, 0, encoder.array(), encoder.messageOffset(), message.length);
        int bytes = encoder.finish(FrameKind.BOARD_REQUEST, 1, message.length);
        AtomicReference<HelloReply> answer = new AtomicReference<>();
        FrameDecoder decoder = new FrameDecoder(256);
        byte[] received = new byte[512];
        long giveUpNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_S);
        try (RawConnection line = openRaw()) {
            line.send(Arrays.copyOfRange(encoder.array(), encoder.frameOffset(), encoder.frameOffset() + bytes));
            while (answer.get() == null && System.nanoTime() < giveUpNs) {
                int count = line.receive(received, Duration.ofMillis(50));
                decoder.feed(received, 0, Math.max(0, count), (kind, sequence, array, offset, length) -> {
                    try {
                        answer.set(BoardReply.parser()
                                .parseFrom(array, offset, length)
                                .getHello());
                    } catch (InvalidProtocolBufferException e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
        }
        HelloReply reply = answer.get();
        if (reply == null) {
            throw new IllegalStateException("no answer to hello within " + ANSWER_S + " s");
        }
        return reply;
    }

    /** Ends it by the end of its orders; a sanitizer's complaint is then a failure. */
    @Override
    public void close() {
        process.end();
    }
}
