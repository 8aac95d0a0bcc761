package dev.platine.core.frame;

/** Gets the frames that a {@link FrameDecoder} finds, on the thread that feeds it, in the order of the stream. */
@FunctionalInterface
public interface FrameSink {
    /**
     * A whole frame with a good checksum and a known kind.
     *
     * @param kind one of the constants of {@link FrameKind}
     * @param sequence the frame's sequence number, an unsigned 32-bit count
     * @param array holds the message, is the decoder's own and valid during this call only; may be changed by the sink
     * @param offset index of the message's first byte
     * @param length bytes of the message, 0 or more
     */
    void frame(int kind, int sequence, byte[] array, int offset, int length);
}
