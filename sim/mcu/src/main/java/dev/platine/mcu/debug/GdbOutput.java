package dev.platine.mcu.debug;

import java.nio.charset.StandardCharsets;

/** Packets to the client. */
final class GdbOutput {
    private static final int MOST_TEXT = 1000;

    private final GdbFrames frames;

    GdbOutput(GdbFrames frames) {
        this.frames = frames;
    }

    void send(String packet) {
        frames.send(packet);
    }

    /** Text for the user's console; allowed only while the client waits for a stop or for a command of {@code monitor}. */
    void print(String text) {
        for (int from = 0; from < text.length(); from += MOST_TEXT) {
            String part = text.substring(from, Math.min(from + MOST_TEXT, text.length()));
            frames.send("O" + GdbText.hex(part.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
