package dev.platine.mcu.debug;

/** A few bytes to read. */
final class SemihostingBytes implements SemihostingFile {
    private final byte[] bytes;
    private int at;

    SemihostingBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(byte[] into, int most) {
        int count = Math.min(most, bytes.length - at);
        System.arraycopy(bytes, at, into, 0, count);
        at += count;
        return count;
    }

    @Override
    public int write(byte[] from, int count) {
        return -1;
    }

    @Override
    public boolean seek(long position) {
        boolean within = position <= bytes.length;
        at = within ? (int) position : at;
        return within;
    }

    @Override
    public long lengthBytes() {
        return bytes.length;
    }

    @Override
    public void close() {}
}
