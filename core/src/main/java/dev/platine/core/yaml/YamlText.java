package dev.platine.core.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** From bytes to text: size, encoding, and characters that YAML does not take. */
public final class YamlText {
    /** Largest file, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    private static final int MAX_TABS_TOLD = 20;

    private YamlText() {}

    /**
     * Decodes a file.
     *
     * @param bytes what was read, one byte more than {@link #MAX_BYTES} at most
     * @param mistakes gets what is wrong
     * @return the text, or null when it is none
     */
    public static @Nullable String decode(byte[] bytes, Mistakes mistakes) {
        if (bytes.length > MAX_BYTES) {
            mistakes.add(
                    Place.START,
                    "too large, must be at most " + MAX_BYTES + " bytes, has " + bytes.length
                            + "; leave out what does not describe the board");
            return null;
        }
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            mistakes.add(Place.START, "is UTF-16, must be UTF-8; save it as UTF-8");
            return null;
        }
        int from = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        CharBuffer out = CharBuffer.allocate(bytes.length);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            mistakes.add(
                    placeAfter(text),
                    String.format(
                            "byte 0x%02x is not UTF-8, must be UTF-8; save it as UTF-8", bytes[in.position()] & 0xFF));
            return null;
        }
        return plain(text, mistakes) ? text : null;
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static Place placeAfter(String text) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Place(line, text.codePointCount(lineStart, text.length()) + 1);
    }

    /** Tells of tabs before the first word of a line, and of control characters. */
    private static boolean plain(String text, Mistakes mistakes) {
        int told = 0;
        int line = 1;
        int column = 0;
        boolean indent = true;
        for (int i = 0; i < text.length() && told < MAX_TABS_TOLD; i++) {
            char c = text.charAt(i);
            column++;
            if (c == '\n') {
                line++;
                column = 0;
                indent = true;
            } else if (c == '\t' && indent) {
                mistakes.add(new Place(line, column), "tab in the indentation, must be spaces; replace it by spaces");
                told++;
                indent = false;
            } else if ((c < ' ' && c != '\t' && c != '\r') || c == 0x7F) {
                mistakes.add(
                        new Place(line, column),
                        String.format("control character 0x%02x, must be text; remove it", (int) c));
                told++;
            } else {
                indent &= c == ' ';
            }
        }
        return told == 0;
    }
}
