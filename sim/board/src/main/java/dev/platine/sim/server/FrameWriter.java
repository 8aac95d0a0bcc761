package dev.platine.sim.server;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import dev.platine.core.frame.FrameEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Puts messages into frames, in the array of an encoder that the conversations of one thread share. */
final class FrameWriter {
    private final FrameEncoder encoder;

    FrameWriter(int capacityBytes) {
        this.encoder = new FrameEncoder(capacityBytes);
    }

    FrameEncoder encoder() {
        return encoder;
    }

    /**
     * Makes a frame in the encoder's array.
     *
     * @return its length, or {@link FrameEncoder#TOO_LARGE}
     */
    int frame(int kind, int sequence, MessageLite message, int limitBytes) {
        encoder.limit(limitBytes);
        int bytes = message.getSerializedSize();
        if (bytes > encoder.maxMessageBytes()) {
            return FrameEncoder.TOO_LARGE;
        }
        CodedOutputStream out = CodedOutputStream.newInstance(encoder.array(), encoder.messageOffset(), bytes);
        try {
            message.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("the message grew while it was written", e);
        }
        return encoder.finish(kind, sequence, bytes);
    }
}
