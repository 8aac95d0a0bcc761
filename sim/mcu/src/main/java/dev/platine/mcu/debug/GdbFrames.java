package dev.platine.mcu.debug;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The packets of GDB's remote protocol as bytes: marks, check sums, acknowledgements, escapes. */
final class GdbFrames {
    /** The longest packet that is taken, in bytes without its frame. */
    static final int MOST_BYTES = 0x4000;

    /** Who gets what came. */
    interface Receiver {
        /** A whole packet; its bytes as characters, escapes untouched. */
        void packet(String payload);

        /** The client wants to halt the program. */
        void interrupted();
    }

    private static final int INTERRUPT = 0x03;

    private enum Part {
        OUTSIDE,
        PAYLOAD,
        FIRST_DIGIT,
        SECOND_DIGIT
    }

    private final Receiver receiver;
    private final StringBuilder payload = new StringBuilder();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private byte[] last = {};
    private Part part = Part.OUTSIDE;
    private boolean tooLong;
    private boolean acknowledges = true;
    private int digit;

    GdbFrames(Receiver receiver) {
        this.receiver = receiver;
    }

    /** From now on the line is taken for a good one: no acknowledgements, no check sums. */
    void withoutAcknowledgements() {
        acknowledges = false;
    }

    void receive(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            receive(bytes[i] & 0xFF);
        }
    }

    private void receive(int next) {
        switch (part) {
            case OUTSIDE -> outside(next);
            case PAYLOAD -> inside(next);
            case FIRST_DIGIT -> {
                digit = Character.digit(next, 16);
                part = Part.SECOND_DIGIT;
            }
            default -> {
                part = Part.OUTSIDE;
                end(digit < 0 || Character.digit(next, 16) < 0 ? -1 : digit << 4 | Character.digit(next, 16));
            }
        }
    }

    private void outside(int next) {
        if (next == '$') {
            begin();
        } else if (next == INTERRUPT) {
            receiver.interrupted();
        } else if (next == '-' && acknowledges) {
            out.writeBytes(last);
        }
    }

    private void begin() {
        payload.setLength(0);
        tooLong = false;
        part = Part.PAYLOAD;
    }

    private void inside(int next) {
        if (next == '#') {
            part = Part.FIRST_DIGIT;
        } else if (next == '$') { // escaped where it is data: the packet before lost its end
            begin();
        } else if (payload.length() < MOST_BYTES) {
            payload.append((char) next);
        } else {
            tooLong = true;
        }
    }

    private void end(int sum) {
        if (acknowledges) {
            boolean good = !tooLong && sum == sum(payload);
            out.write(good ? '+' : '-');
            if (!good) {
                return;
            }
        }
        if (!tooLong) {
            receiver.packet(payload.toString());
        }
    }

    private static int sum(CharSequence text) {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += text.charAt(i);
        }
        return sum & 0xFF;
    }

    /** Sends a packet, whose bytes are characters; those with a meaning of their own are escaped. */
    void send(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 4);
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '#' || next == '$' || next == '}' || next == '*') {
                escaped.append('}').append((char) (next ^ 0x20));
            } else {
                escaped.append(next);
            }
        }
        int sum = sum(escaped);
        String framed = "$" + escaped + "#" + Character.forDigit(sum >> 4, 16) + Character.forDigit(sum & 15, 16);
        last = framed.getBytes(StandardCharsets.ISO_8859_1);
        out.writeBytes(last);
    }

    /** Takes what is to be sent. */
    byte[] take() {
        byte[] taken = out.toByteArray();
        out.reset();
        return taken;
    }

    /** The data behind escapes. */
    static byte[] unescaped(String data) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(data.length());
        for (int i = 0; i < data.length(); i++) {
            boolean escape = data.charAt(i) == '}' && i + 1 < data.length();
            plain.write(escape ? data.charAt(++i) ^ 0x20 : data.charAt(i));
        }
        return plain.toByteArray();
    }
}
