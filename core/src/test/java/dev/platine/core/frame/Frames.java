package dev.platine.core.frame;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/** What the tests of this package share: a frame as a value, and the textbook way to write one. */
final class Frames {
    private static final HexFormat HEX = HexFormat.of();

    private Frames() {}

    record Frame(int kind, int sequence, String messageHex) {}

    /** Keeps every frame. */
    static final class Collector implements FrameSink {
        final List<Frame> frames = new ArrayList<>();

        @Override
        public void frame(int kind, int sequence, byte[] array, int offset, int length) {
            frames.add(new Frame(kind, sequence, HEX.formatHex(array, offset, offset + length)));
        }
    }

    static Frame frame(int kind, int sequence, byte[] message) {
        return new Frame(kind, sequence, HEX.formatHex(message));
    }

    static byte[] hex(String text) {
        return HEX.parseHex(text.replace(" ", ""));
    }

    static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    /** COBS as its paper has it, with the delimiter: byte by byte, nothing clever. */
    static byte[] stuff(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < data.length; i++) {
            boolean zero = data[i] == 0;
            if (!zero) {
                block.write(data[i]);
            }
            if (zero || (block.size() == 254 && i + 1 < data.length)) {
                flush(block, out);
            }
        }
        flush(block, out);
        out.write(0);
        return out.toByteArray();
    }

    private static void flush(ByteArrayOutputStream block, ByteArrayOutputStream out) {
        out.write(block.size() + 1);
        out.writeBytes(block.toByteArray());
        block.reset();
    }

    /** A frame written the textbook way. */
    static byte[] encode(int kind, int sequence, byte[] message) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.write(kind);
        writeInt(data, sequence);
        data.writeBytes(message);
        CRC32C crc = new CRC32C();
        crc.update(data.toByteArray());
        writeInt(data, (int) crc.getValue());
        return stuff(data.toByteArray());
    }

    private static void writeInt(ByteArrayOutputStream out, int value) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(value >>> shift);
        }
    }

    /** A frame written by the encoder under test. */
    static byte[] encode(FrameEncoder encoder, int kind, int sequence, byte[] message) {
        System.arraycopy(message, 0, encoder.array(), encoder.messageOffset(), message.length);
        int bytes = encoder.finish(kind, sequence, message.length);
        int from = encoder.frameOffset();
        return Arrays.copyOfRange(encoder.array(), from, from + bytes);
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static List<Frame> decode(FrameDecoder decoder, byte[] stream) {
        Collector collector = new Collector();
        decoder.feed(stream, 0, stream.length, collector);
        return collector.frames;
    }

    static FrameEncoder largeEncoder() {
        FrameEncoder encoder = new FrameEncoder(FrameFormat.MAX_LIMIT_BYTES);
        encoder.limit(FrameFormat.MAX_LIMIT_BYTES);
        return encoder;
    }

    static FrameDecoder largeDecoder() {
        FrameDecoder decoder = new FrameDecoder(FrameFormat.MAX_LIMIT_BYTES);
        decoder.limit(FrameFormat.MAX_LIMIT_BYTES);
        return decoder;
    }
}
