package dev.platine.sim.hosted;

/** Numbers of {@code platine_firmware.h}; a test compares each with a compiled probe. */
final class BlockLayout {
    static final int ABI = 1;
    static final int FIRMWARE_MAGIC = 0x57464C50;
    static final int BLOCK_MAGIC = 0x4B424C50;
    static final int PINS = 64;
    static final int STREAMS = 4;
    static final int RING_BYTES = 8_192;
    static final int HOST_STREAM = 0;
    static final int CONSOLE_STREAM = 1;
    static final long SLEEP = Long.MAX_VALUE;
    static final long RESET = -1;

    // struct platine_firmware
    static final int FIRMWARE_BYTES = 4_224;
    static final int FIRMWARE_ABI = 4;
    static final int FIRMWARE_SIZE = 8;
    static final int FIRMWARE_BLOCK_SIZE = 12;
    static final int FIRMWARE_NAME = 16;
    static final int FIRMWARE_VERSION = 48;
    static final int FIRMWARE_PINS = 128;
    static final int NAME_BYTES = 32;

    // struct platine_pin_spec
    static final int SPEC_BYTES = 64;
    static final int SPEC_KIND = 32;
    static final int SPEC_FLAGS = 34;
    static final int SPEC_BITS = 36;
    static final int SPEC_LOW_V = 40;
    static final int SPEC_HIGH_V = 48;
    static final int SPEC_OHMS = 56;

    // struct platine_block
    static final int BLOCK_BYTES = 79_104;
    static final int BLOCK_ABI = 4;
    static final int BLOCK_SIZE = 8;
    static final int BOOT_ID = 12;
    static final int NOW_NS = 16;
    static final int SEED = 24;
    static final int STEPS = 32;
    static final int BOARD = 40;
    static final int SERIAL = 72;
    static final int ERROR = 104;
    static final int ERROR_BYTES = 128;
    static final int PARAMETERS = 256;
    static final int PARAMETERS_BYTES = 3_840;
    static final int IN = 4_096;
    static final int OUT = 8_192;
    static final int STREAM = 12_288;

    // struct platine_pin_in
    static final int IN_BYTES = 64;
    static final int IN_VOLTS = 0;
    static final int IN_AVERAGE_V = 8;
    static final int IN_HIGH_V = 16;
    static final int IN_LOW_V = 24;
    static final int IN_HZ = 32;
    static final int IN_DUTY = 40;
    static final int IN_LEVEL = 48;
    static final int IN_EDGES = 52;
    static final int IN_EDGE_NS = 56;

    // struct platine_pin_out
    static final int OUT_BYTES = 32;
    static final int OUT_MODE = 0;
    static final int OUT_LEVEL = 4;
    static final int OUT_VOLTS = 8;
    static final int OUT_HZ = 16;
    static final int OUT_DUTY = 24;

    // struct platine_stream and struct platine_ring
    static final int STREAM_BYTES = 16_704;
    static final int CONNECTED = 0;
    static final int CONNECTIONS = 4;
    static final int RING_IN = 64;
    static final int RING_OUT = 8_384;
    static final int RING_WRITTEN = 0;
    static final int RING_READ = 64;
    static final int RING_DATA = 128;

    private BlockLayout() {}
}
