package dev.platine.sim.regression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.sim.rack.Rack;
import dev.platine.sim.rack.TestBoards.Sketch;
import dev.platine.sim.server.RackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A child that was being started when its server died held the socket for a moment: the next server was refused. */
class LingeringSocketTest {
    @TempDir
    Path directory;

    @Test
    void shouldReplaceASocketWhoseLastHolderLetsGoAfterTheFirstLook() throws IOException {
        Path path = directory.resolve("rack.sock");
        try (ServerSocketChannel held = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            held.bind(UnixDomainSocketAddress.of(path));
            CompletableFuture<Void> letsGo = CompletableFuture.runAsync(() -> acceptOneAndClose(held));
            try (Rack rack = Rack.builder()
                            .board("b", new Sketch().spec(), () -> context -> {})
                            .build();
                    RackServer server =
                            RackServer.builder(rack).listen("unix://" + path).start()) {
                assertThat(server.endpoints()).hasSize(1);
            }
            letsGo.join();
        }
    }

    private static void acceptOneAndClose(ServerSocketChannel held) {
        try {
            held.accept().close();
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
