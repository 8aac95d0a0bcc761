package dev.platine.sim.server;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/** Netty's way of doing input and output: epoll where there is one, NIO elsewhere. */
enum Transport {
    /** Linux, by system calls of its own. */
    EPOLL(EpollServerSocketChannel.class, EpollServerDomainSocketChannel.class),
    /** Any system. */
    NIO(NioServerSocketChannel.class, NioServerDomainSocketChannel.class);

    final Class<? extends ServerChannel> network;
    final Class<? extends ServerChannel> unix;

    Transport(Class<? extends ServerChannel> network, Class<? extends ServerChannel> unix) {
        this.network = network;
        this.unix = unix;
    }

    static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    EventLoopGroup loops(int count) {
        IoHandlerFactory io = this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        return new QuietLoops(count, new DefaultThreadFactory("platine-server", true), io);
    }

    SocketAddress unixAddress(String path) {
        return this == EPOLL ? new DomainSocketAddress(path) : UnixDomainSocketAddress.of(path);
    }
}
