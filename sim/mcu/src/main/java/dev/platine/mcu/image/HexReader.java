package dev.platine.mcu.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads Intel HEX: data (00), end (01), segment and linear addresses (02, 04), start (03, 05). */
final class HexReader {
    private final String name;
    private final List<Image.Segment> segments = new ArrayList<>();
    private final ByteArrayOutputStream run = new ByteArrayOutputStream();
    private int runAddress;
    private int upper;
    private int line;
    private boolean ended;
    private OptionalInt entry = OptionalInt.empty();

    HexReader(String name) {
        this.name = name;
    }

    Image read(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        for (String record : text.lines().toList()) {
            line++;
            if (ended && !record.isBlank()) {
                throw error("follows the end record: two files in one?");
            }
            if (!record.isBlank()) {
                record(record.strip());
            }
        }
        if (!ended) {
            throw error("the end record (:00000001FF) is missing: the file is cut off, build or copy it again");
        }
        flush();
        if (segments.isEmpty()) {
            throw error("holds no data");
        }
        return new Image(name, entry, segments, Symbols.NONE);
    }

    private void record(String text) {
        byte[] bytes = bytes(text);
        int count = bytes[0] & 0xFF;
        if (bytes.length != count + 5) {
            throw error("says " + count + " bytes of data, and has " + (bytes.length - 5)
                    + ": the line is damaged, build or copy the file again");
        }
        int sum = 0;
        for (byte b : bytes) {
            sum += b;
        }
        if ((sum & 0xFF) != 0) {
            int is = bytes[bytes.length - 1] & 0xFF;
            throw error(String.format(
                    java.util.Locale.ROOT,
                    "its checksum is %02X and must be %02X: the line is damaged, build or copy the file again",
                    is,
                    is - sum & 0xFF));
        }
        record(ByteBuffer.wrap(bytes), count);
    }

    private void record(ByteBuffer bytes, int count) {
        int type = bytes.get(3) & 0xFF;
        switch (type) {
            case 0 -> data(bytes, count, upper + (bytes.getShort(1) & 0xFFFF));
            case 1 -> ended = true;
            case 2 -> upper = (sized(count, 2, bytes).getShort(4) & 0xFFFF) << 4;
            case 3 -> sized(count, 4, bytes);
            case 4 -> upper = sized(count, 2, bytes).getShort(4) << 16;
            case 5 -> entry = OptionalInt.of(sized(count, 4, bytes).getInt(4));
            default -> throw error("has the unknown record type " + type + ": not Intel HEX with records 00 to 05");
        }
    }

    private ByteBuffer sized(int count, int wanted, ByteBuffer bytes) {
        if (count != wanted) {
            throw error("a record of type " + bytes.get(3) + " must hold " + wanted + " bytes: " + count);
        }
        return bytes;
    }

    private void data(ByteBuffer bytes, int count, int address) {
        if (run.size() > 0 && address != runAddress + run.size()) {
            flush();
        }
        if (run.size() == 0) {
            runAddress = address;
        }
        for (int i = 0; i < count; i++) {
            run.write(bytes.get(4 + i));
        }
    }

    private void flush() {
        if (run.size() > 0) {
            segments.add(new Image.Segment(
                    runAddress, ByteBuffer.wrap(run.toByteArray()).asReadOnlyBuffer()));
            run.reset();
        }
    }

    private byte[] bytes(String text) {
        if (text.charAt(0) != ':' || text.length() < 11 || text.length() % 2 == 0) {
            throw error("is no record: it must be ':' and pairs of hexadecimal digits");
        }
        byte[] bytes = new byte[text.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = Character.digit(text.charAt(1 + 2 * i), 16);
            int low = Character.digit(text.charAt(2 + 2 * i), 16);
            if (high < 0 || low < 0) {
                throw error("is no record: column " + (2 + 2 * i) + " holds no hexadecimal digits");
            }
            bytes[i] = (byte) (high << 4 | low);
        }
        return bytes;
    }

    private ImageException error(String what) {
        return new ImageException(name + ":" + line + ": " + what);
    }
}
