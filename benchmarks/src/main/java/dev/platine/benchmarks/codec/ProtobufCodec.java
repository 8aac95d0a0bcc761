package dev.platine.benchmarks.codec;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.platine.benchmarks.contender.Contender;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.Exchange;
import dev.platine.core.protocol.proto.ExchangeReply;
import java.io.IOException;

/**
 * protobuf-java alone, with no link at all: builds, writes, parses and reads the request and the reply of an exchange, into
 * arrays that are reused. One thread.
 */
public final class ProtobufCodec implements Contender {
    private static final int MOST_BYTES = 256;

    private final byte[] wire = new byte[MOST_BYTES];
    private final int[] writes = new int[ExchangeValues.WRITES];
    private final int[] reads = new int[ExchangeValues.READS];
    private int step;
    private int sum;

    @Override
    public String name() {
        return "protobuf-java, both messages there and back";
    }

    @Override
    public void exchange() {
        step++;
        try {
            request();
            reply();
        } catch (IOException e) {
            throw new IllegalStateException("protobuf-java does not read what it wrote", e);
        }
    }

    private void request() throws IOException {
        ExchangeValues.fillWrites(step, writes);
        Exchange.Builder exchange = Exchange.newBuilder().setPlan(1);
        for (int value : writes) {
            exchange.addValues(value);
        }
        int bytes = write(BoardRequest.newBuilder().setExchange(exchange).build());
        Exchange read = BoardRequest.parser().parseFrom(wire, 0, bytes).getExchange();
        for (int i = 0; i < writes.length; i++) {
            writes[i] = read.getValues(i);
        }
    }

    private void reply() throws IOException {
        ExchangeValues.fillReads(step, reads);
        ExchangeReply.Builder exchange = ExchangeReply.newBuilder().setBoardTimeNs(1_000_000_000L + step);
        for (int value : reads) {
            exchange.addValues(value);
        }
        int bytes = write(BoardReply.newBuilder().setExchange(exchange).build());
        ExchangeReply read = parseReply(bytes);
        for (int i = 0; i < reads.length; i++) {
            reads[i] = read.getValues(i);
        }
        sum += reads[step & 15];
    }

    private ExchangeReply parseReply(int bytes) throws InvalidProtocolBufferException {
        return BoardReply.parser().parseFrom(wire, 0, bytes).getExchange();
    }

    private int write(com.google.protobuf.MessageLite message) throws IOException {
        CodedOutputStream out = CodedOutputStream.newInstance(wire);
        message.writeTo(out);
        return out.getTotalBytesWritten();
    }

    /**
     * Depends on every value read, so that nothing is optimised away.
     *
     * @return a number without meaning
     */
    public int sum() {
        return sum;
    }

    @Override
    public void close() {
        // owns nothing
    }
}
