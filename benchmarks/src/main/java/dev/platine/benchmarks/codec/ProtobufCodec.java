package dev.platine.benchmarks.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.platine.benchmarks.contender.Contender;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.Exchange;
import dev.platine.core.protocol.proto.ExchangeReply;

/**
 * protobuf-java alone, with no link at all: builds, writes, parses and reads the request and the reply of an exchange, by its
 * plain methods {@code toByteArray} and {@code parseFrom}. One thread.
 */
public final class ProtobufCodec implements Contender {
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
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("protobuf-java does not read what it wrote", e);
        }
    }

    private void request() throws InvalidProtocolBufferException {
        ExchangeValues.fillWrites(step, writes);
        Exchange.Builder exchange = Exchange.newBuilder().setPlan(1);
        for (int value : writes) {
            exchange.addValues(value);
        }
        byte[] wire = BoardRequest.newBuilder().setExchange(exchange).build().toByteArray();
        Exchange read = BoardRequest.parseFrom(wire).getExchange();
        for (int i = 0; i < writes.length; i++) {
            writes[i] = read.getValues(i);
        }
    }

    private void reply() throws InvalidProtocolBufferException {
        ExchangeValues.fillReads(step, reads);
        ExchangeReply.Builder exchange = ExchangeReply.newBuilder().setBoardTimeNs(1_000_000_000L + step);
        for (int value : reads) {
            exchange.addValues(value);
        }
        byte[] wire = BoardReply.newBuilder().setExchange(exchange).build().toByteArray();
        ExchangeReply read = BoardReply.parseFrom(wire).getExchange();
        for (int i = 0; i < reads.length; i++) {
            reads[i] = read.getValues(i);
        }
        sum += reads[step & 15];
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
