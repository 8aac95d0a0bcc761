package dev.platine.mcu.debug;

/** The documents that GDB reads piece by piece. */
final class GdbTransfers {
    private static final String FEATURES = "qXfer:features:read:target.xml:";
    private static final String MAP = "qXfer:memory-map:read::";
    private static final String THREADS = "qXfer:threads:read::";

    private final GdbMemory memory;
    private final GdbThreads threads;
    private String document = "";

    GdbTransfers(GdbMemory memory, GdbThreads threads) {
        this.memory = memory;
        this.threads = threads;
    }

    /** The answer to {@code qXfer}; empty for an object that there is not. */
    String answer(String packet) {
        String text;
        String rest;
        if (packet.startsWith(FEATURES)) {
            text = GdbRegisters.description();
            rest = packet.substring(FEATURES.length());
        } else if (packet.startsWith(MAP)) {
            text = memory.map();
            rest = packet.substring(MAP.length());
        } else if (packet.startsWith(THREADS)) {
            rest = packet.substring(THREADS.length());
            document = rest.startsWith("0,") ? threads.document() : document; // one list, in how many pieces it is read
            text = document;
        } else {
            return packet.startsWith("qXfer:features:read:") ? "E00" : "";
        }
        GdbText numbers = new GdbText(rest, 0);
        long offset = numbers.number();
        boolean whole = numbers.passed(',');
        long length = numbers.number();
        if (!whole || offset < 0 || length < 0) {
            return GdbSession.BAD;
        }
        int from = (int) Math.min(offset, text.length());
        int to = (int) Math.min(from + Math.min(length, GdbMemory.MOST_READ_BYTES), text.length());
        return (to == text.length() ? "l" : "m") + text.substring(from, to);
    }
}
