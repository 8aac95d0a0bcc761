package dev.platine.sim.hosted;

import dev.platine.core.protocol.ProtocolLimits;
import java.util.function.Consumer;

/** Makes lines of bytes: one a line end, cut at the protocol's longest text. What is not printable becomes a question mark. */
final class ConsoleLines {
    private final Consumer<String> out;
    private final StringBuilder line = new StringBuilder();

    ConsoleLines(Consumer<String> out) {
        this.out = out;
    }

    void bytes(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            int octet = bytes[i] & 0xff;
            if (octet == '\n') {
                end();
            } else if (octet != '\r') {
                line.append(octet == '\t' ? ' ' : octet >= ' ' && octet < 0x7f ? (char) octet : '?');
                if (line.length() == ProtocolLimits.MAX_TEXT_BYTES) {
                    end();
                }
            }
        }
    }

    private void end() {
        String whole = line.toString();
        line.setLength(0);
        out.accept(whole);
    }
}
