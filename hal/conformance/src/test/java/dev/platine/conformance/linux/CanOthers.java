package dev.platine.conformance.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.platine.conformance.CanBus;
import dev.platine.hal.linux.CanFrame;
import dev.platine.hal.linux.CanSocket;
import dev.platine.hal.linux.IsotpOptions;
import dev.platine.hal.linux.IsotpSocket;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Programs that are not ours at the other end: can-utils, and Scapy with an ISO-TP of its own on raw frames. */
class CanOthers {
    private static final long ANSWER_S = 30;

    private final CanBus bus = CanBus.here();

    private static void need(String tool, String debian) {
        boolean there = List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
                .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, tool)));
        assumeTrue(there, "no " + tool + " (Debian: " + debian + ")");
    }

    private static long in(long ms) {
        return System.nanoTime() + ms * 1_000_000;
    }

    private static Process start(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String line(Process process) throws Exception {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return String.valueOf(reader.readLine());
                    } catch (java.io.IOException e) {
                        return e.toString();
                    }
                })
                .get(ANSWER_S, TimeUnit.SECONDS);
    }

    @Test
    void shouldSendMessagesThatIsotprecvUnderstands() throws Exception {
        need("isotprecv", "can-utils");
        byte[] message = new byte[200];
        new Random(1).nextBytes(message);
        IsotpSocket socket = IsotpSocket.open(IsotpOptions.of(bus.name(), 0x721, 0x720));
        Process peer = start("isotprecv", "-s", "720", "-d", "721", bus.name());
        try {
            // until it is there, nobody grants what is sent
            CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> {
                try {
                    return line(peer);
                } catch (Exception e) {
                    return e.toString();
                }
            });
            byte[] got = new byte[10];
            IsotpSocket sending = socket;
            Bench.until("it has a message", () -> {
                try (CanSocket raw = CanSocket.open(bus.name(), List.of(CanSocket.Filter.only(0x720)), 0, false)) {
                    sending.writeSome(message, 0, message.length, in(2_000));
                    return raw.receive(new CanFrame(), in(1_500)) == CanSocket.OK;
                }
            });
            assertThat(socket.read(got, 0, 10, in(10))).isIn(0, CanSocket.LOST);
            assertThat(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(message))
                    .isEqualTo(said.get(ANSWER_S, TimeUnit.SECONDS).trim());
        } finally {
            peer.destroy();
            socket.close();
        }
    }

    @Test
    void shouldUnderstandWhatIsotpsendSends() throws Exception {
        need("isotpsend", "can-utils");
        byte[] message = new byte[300];
        new Random(2).nextBytes(message);
        IsotpSocket socket = IsotpSocket.open(IsotpOptions.of(bus.name(), 0x731, 0x730));
        Process peer = start("isotpsend", "-s", "730", "-d", "731", bus.name());
        try (BufferedWriter out = peer.outputWriter(StandardCharsets.UTF_8)) {
            out.write(HexFormat.ofDelimiter(" ").formatHex(message) + "\n");
            out.close();
            byte[] got = new byte[1_000];
            assertThat(socket.read(got, 0, got.length, in(ANSWER_S * 1_000))).isEqualTo(300);
            assertThat(got).startsWith(message);
        } finally {
            peer.destroy();
            socket.close();
        }
    }

    /** Scapy's ISO-TP: what it is sent, it sends back, so both directions are cut and joined by both. */
    @Test
    void shouldAgreeWithScapy() throws Exception {
        need("python3", "python3");
        Process check = start("/usr/bin/python3", "-c", "import scapy.contrib.isotp, scapy.contrib.cansocket_native");
        assumeTrue(
                check.waitFor(ANSWER_S, TimeUnit.SECONDS) && check.exitValue() == 0,
                "no Scapy (Debian: python3-scapy)");
        Path script = Files.createTempFile("echo", ".py");
        Files.writeString(script, """
                import sys
                from scapy.contrib.cansocket_native import NativeCANSocket
                from scapy.contrib.isotp import ISOTPSoftSocket, ISOTP
                with ISOTPSoftSocket(NativeCANSocket(sys.argv[1]), tx_id=0x740, rx_id=0x741, bs=int(sys.argv[2]),
                                     stmin=int(sys.argv[3]), padding=sys.argv[4] == "1") as s:
                    print("ready", flush=True)
                    while True:
                        message = s.recv()
                        if message is not None:
                            s.send(ISOTP(message.data))
                """);
        for (String[] options : new String[][] {{"0", "0", "0"}, {"4", "1", "1"}}) {
            Process peer = start("/usr/bin/python3", script.toString(), bus.name(), options[0], options[1], options[2]);
            IsotpSocket socket = IsotpSocket.open(
                    new IsotpOptions(bus.name(), 0x741, 0x740, -1, -1, options[2].equals("1") ? 0x55 : -1, 3, 0, 8));
            try {
                assertThat(line(peer)).isEqualTo("ready");
                byte[] got = new byte[5_000];
                for (int length : new int[] {1, 6, 7, 8, 13, 14, 100, 500, 4_095}) {
                    byte[] message = new byte[length];
                    new Random(length).nextBytes(message);
                    assertThat(socket.writeSome(message, 0, length, in(20_000))).isEqualTo(length);
                    int count = socket.read(got, 0, got.length, in(ANSWER_S * 1_000));
                    assertThat(count)
                            .as("%s bytes: %s", length, socket.lossReason())
                            .isEqualTo(length);
                    assertThat(got).startsWith(message);
                }
            } finally {
                peer.destroyForcibly();
                socket.close();
            }
        }
        Files.delete(script);
    }
}
