package dev.platine.benchmarks.peer;

import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.exceptions.ModbusException;
import com.digitalpetri.modbus.exceptions.ModbusExecutionException;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersRequest;
import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.server.ProcessImage;
import com.digitalpetri.modbus.server.ReadWriteModbusServices;
import com.digitalpetri.modbus.tcp.client.NettyTcpClientTransport;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import dev.platine.benchmarks.contender.Contender;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Modbus-TCP by digitalpetri's library, both ends in this process: one request writes 4 registers, a second reads 16. A
 * register has 16 bits, so it carries half of what the others carry. The library fixes the NIO transport; its server answers
 * on the event loop here, which is faster than its default; its client cannot connect with such an executor and keeps its own.
 */
public final class ModbusPeer implements Contender {
    private static final int UNIT = 1;
    private static final int REGISTERS = 64;
    private static final int WRITES_AT = 32;

    private final ModbusTcpServer server;
    private final ModbusTcpClient client;
    private final byte[] writes = new byte[2 * PeerValues.WRITES];
    private boolean closed;

    private ModbusPeer(ModbusTcpServer server, ModbusTcpClient client) {
        this.server = server;
        this.client = client;
    }

    /**
     * Starts both ends.
     *
     * @return the running peer
     * @throws IOException when it cannot bind or connect
     */
    public static ModbusPeer start() throws IOException {
        int port = freePort();
        ModbusTcpServer server = ModbusTcpServer.create(
                NettyTcpServerTransport.create(c -> {
                    c.setBindAddress("127.0.0.1");
                    c.setPort(port);
                    c.setExecutor(new DirectExecutor());
                    c.setBootstrapCustomizer(b -> b.childOption(ChannelOption.TCP_NODELAY, true));
                }),
                new Registers());
        ModbusTcpClient client = ModbusTcpClient.create(NettyTcpClientTransport.create(c -> {
            c.setHostname("127.0.0.1");
            c.setPort(port);
            c.setBootstrapCustomizer(b -> b.option(ChannelOption.TCP_NODELAY, true));
        }));
        try {
            server.start();
            client.connect();
        } catch (ExecutionException | InterruptedException | ModbusExecutionException e) {
            throw new IOException("the Modbus peer does not start on port " + port, e);
        }
        return new ModbusPeer(server, client);
    }

    @Override
    public String name() {
        return "Modbus-TCP, write 4 then read 16";
    }

    @Override
    public void exchange() {
        try {
            writes[1]++;
            client.writeMultipleRegisters(
                    UNIT, new WriteMultipleRegistersRequest(WRITES_AT, PeerValues.WRITES, writes));
            ReadHoldingRegistersResponse reply =
                    client.readHoldingRegisters(UNIT, new ReadHoldingRegistersRequest(0, PeerValues.READS));
            if (reply.registers().length != 2 * PeerValues.READS) {
                throw new IllegalStateException("the Modbus peer answered something else than it was asked");
            }
        } catch (ModbusException e) {
            throw new IllegalStateException("the Modbus peer did not answer", e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            client.disconnect();
            server.stop();
        } catch (ModbusException | ExecutionException | InterruptedException e) {
            throw new IllegalStateException("the Modbus peer does not close", e);
        }
    }

    /** Its transport takes a port number only and does not tell which it bound. */
    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static final class Registers extends ReadWriteModbusServices {
        private final ProcessImage image = new ProcessImage();

        Registers() {
            image.with(tx -> tx.writeHoldingRegisters(registers -> {
                for (int i = 0; i < REGISTERS; i++) {
                    registers.put(i, new byte[] {0, (byte) i});
                }
            }));
        }

        @Override
        protected Optional<ProcessImage> getProcessImage(int unit) {
            return unit == UNIT ? Optional.of(image) : Optional.empty();
        }
    }
}
