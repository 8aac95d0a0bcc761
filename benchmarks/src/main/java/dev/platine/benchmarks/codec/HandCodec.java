package dev.platine.benchmarks.codec;

import dev.platine.benchmarks.contender.Contender;
import dev.platine.core.protocol.ExchangeCodec;
import dev.platine.core.protocol.ExchangeMessage;

/** The hand-written codec alone, with no link and no frames: does what {@link ProtobufCodec} does. One thread. */
public final class HandCodec implements Contender {
    private final byte[] wire = new byte[ExchangeCodec.maxReplyBytes(ExchangeValues.READS)];
    private final int[] writes = new int[ExchangeValues.WRITES];
    private final int[] reads = new int[ExchangeValues.READS];
    private final ExchangeMessage request = new ExchangeMessage(writes);
    private final ExchangeMessage reply = new ExchangeMessage(reads);
    private int step;
    private int sum;

    @Override
    public String name() {
        return "hand-written codec, both messages there and back";
    }

    @Override
    public void exchange() {
        step++;
        ExchangeValues.fillWrites(step, writes);
        int bytes = ExchangeCodec.encodeRequest(1, writes, writes.length, wire, 0);
        require(ExchangeCodec.decodeRequest(wire, 0, bytes, request), writes.length);
        ExchangeValues.fillReads(step, reads);
        bytes = ExchangeCodec.encodeReply(1_000_000_000L + step, 0, reads, reads.length, wire, 0);
        require(ExchangeCodec.decodeReply(wire, 0, bytes, reply), reads.length);
        sum += reads[step & 15];
    }

    private static void require(int count, int expected) {
        if (count != expected) {
            throw new IllegalStateException("the codec does not read what it wrote: " + count);
        }
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
