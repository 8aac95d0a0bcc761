package dev.platine.benchmarks.peer;

import dev.platine.benchmarks.peer.proto.PeerReply;
import dev.platine.benchmarks.peer.proto.PeerRequest;

/**
 * What a peer's two ends do with values, equal for all peers: the near end sends 4 changing ones, the far end answers 16
 * without computing anything, so a peer is never slower than it must be.
 */
final class PeerValues {
    static final int WRITES = 4;
    static final int READS = 16;
    private static final long FIRST_NS = 1_000_000_000L;

    private int step;

    PeerRequest nextRequest() {
        step++;
        PeerRequest.Builder request = PeerRequest.newBuilder().setPlan(1);
        for (int i = 0; i < WRITES; i++) {
            request.addValues(Float.floatToRawIntBits(step + i));
        }
        return request.build();
    }

    static PeerReply answer(PeerRequest request) {
        PeerReply.Builder reply = PeerReply.newBuilder().setBoardTimeNs(FIRST_NS);
        int written = request.getValues(0);
        for (int i = 0; i < READS; i++) {
            reply.addValues(written + i);
        }
        return reply.build();
    }

    void check(PeerReply reply) {
        if (reply.getValuesCount() != READS || reply.getValues(0) != Float.floatToRawIntBits(step)) {
            throw new IllegalStateException("a peer answered something else than it was asked");
        }
    }
}
