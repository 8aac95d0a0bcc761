package dev.platine.benchmarks.floor;

import dev.platine.benchmarks.contender.Contender;
import dev.platine.benchmarks.contender.Reach;
import dev.platine.benchmarks.floor.EchoServer.Sockets;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The near end of the floor: a blocking {@link SocketChannel} that writes a request's bytes and reads a reply's. Nothing
 * that speaks over this kind of socket in Java is faster without spinning.
 */
public final class EchoFloor implements Contender {
    private final Reach reach;
    private final SocketChannel channel;
    private final ByteBuffer request;
    private final ByteBuffer reply;

    private EchoFloor(Reach reach, SocketChannel channel, FrameSizes sizes) {
        this.reach = reach;
        this.channel = channel;
        this.request = ByteBuffer.allocateDirect(sizes.requestBytes());
        this.reply = ByteBuffer.allocateDirect(sizes.replyBytes());
    }

    /**
     * Connects to an {@link EchoServer}.
     *
     * @param reach which kind of socket
     * @param address of the server
     * @param sizes how many bytes go each way, the same as the server's
     * @return the connected floor
     * @throws IOException when nobody listens there
     */
    public static EchoFloor connect(Reach reach, SocketAddress address, FrameSizes sizes) throws IOException {
        SocketChannel channel = SocketChannel.open(reach.family());
        channel.connect(address);
        Sockets.prepare(channel);
        return new EchoFloor(reach, channel, sizes);
    }

    @Override
    public String name() {
        return "raw NIO echo, " + reach;
    }

    @Override
    public void exchange() {
        try {
            Sockets.writeFully(channel, request);
            if (!Sockets.readFully(channel, reply)) {
                throw new IllegalStateException("the floor's server closed the connection");
            }
        } catch (IOException e) {
            throw new IllegalStateException("the floor's connection broke", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("the floor's connection does not close", e);
        }
    }
}
