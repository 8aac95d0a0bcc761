package dev.platine.mcu.peripheral.spi;

/** The check sum over SPI frames: 8 or 16 bits as the frame, the first bit of the frame first, nothing reflected (RM0090 section 28.3.6). */
final class SpiCrc {
    private SpiCrc() {}

    static int next(int crc, int frame, int width, int polynomial) {
        int top = 1 << (width - 1);
        int mask = (1 << width) - 1;
        int value = (crc ^ frame) & mask;
        for (int i = 0; i < width; i++) {
            value = (value & top) != 0 ? value << 1 ^ polynomial : value << 1;
        }
        return value & mask;
    }

    static int reverse(int bits, int width) {
        return Integer.reverse(bits) >>> (32 - width);
    }
}
