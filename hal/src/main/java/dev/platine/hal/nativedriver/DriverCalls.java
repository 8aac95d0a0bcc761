package dev.platine.hal.nativedriver;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * The whole boundary to a maker's driver, both directions: the functions of {@code platine_driver.h}, and the layout of what
 * is passed. There are no callbacks: what a driver has to say, it writes into blocks or is asked for.
 *
 * <p>Direct mapping binds functions to a class, so this class is defined once more, as a hidden one, for every library. A
 * test compares every number here with the header.
 */
final class DriverCalls implements DriverLibrary {
    static final int MAJOR = 1;
    static final int MINOR = 0;
    static final int MAX_CHANNELS = 4_096;
    static final int MAX_TEXT = 191;

    static final int OK = 0;
    static final int UNSUPPORTED = -1;
    static final int MALFORMED = -2;
    static final int NOT_FOUND = -3;
    static final int BUSY = -4;
    static final int PERMISSION = -5;
    static final int LOST = -6;
    static final int FAILURE = -7;
    static final int VERSION = -8;

    static final int KEEPS_LIFETIMES = 1;
    static final int RESETS = 2;
    static final int FAULT = 1;
    static final int TELLS_CHANGES = 1;
    static final int EVENT_CHANGE = 1;
    static final int EVENT_LINE = 2;
    static final int EVENT_NOTICE = 3;

    static final int HELLO_BYTES = 32;
    static final int HELLO_HOST_MAJOR = 0;
    static final int HELLO_HOST_MINOR = 4;
    static final int HELLO_DRIVER_MAJOR = 8;
    static final int HELLO_DRIVER_MINOR = 12;
    static final int HELLO_BOARD_BYTES = 16;
    static final int HELLO_CHANNEL_BYTES = 20;
    static final int HELLO_STEP_BYTES = 24;
    static final int HELLO_EVENT_BYTES = 28;

    static final int ERROR_BYTES = 200;
    static final int ERROR_CODE = 0;
    static final int ERROR_REASON = 4;

    static final int BOARD_BYTES = 240;
    static final int BOARD_CHANNEL_COUNT = 0;
    static final int BOARD_ABILITIES = 4;
    static final int BOARD_SCAN_US = 8;
    static final int BOARD_NAME = 16;
    static final int BOARD_TEXT_BYTES = 32;

    static final int CHANNEL_BYTES = 120;
    static final int CHANNEL_NAME = 0;
    static final int CHANNEL_NAME_BYTES = 32;
    static final int CHANNEL_UNIT = 32;
    static final int CHANNEL_UNIT_BYTES = 16;
    static final int CHANNEL_LABEL = 48;
    static final int CHANNEL_LABEL_BYTES = 48;
    static final int CHANNEL_KIND = 96;
    static final int CHANNEL_DIRECTION = 97;
    static final int CHANNEL_FLAGS = 98;
    static final int CHANNEL_MINIMUM = 104;
    static final int CHANNEL_MAXIMUM = 108;
    static final int CHANNEL_RESOLUTION = 112;
    static final int CHANNEL_SAFE = 116;

    static final int STEP_BYTES = 24;
    static final int STEP_NOW_NS = 0;
    static final int STEP_TIME_NS = 8;
    static final int STEP_FLAGS = 16;

    static final int BLOCKS_BYTES = 40;
    static final int BLOCKS_STEP = 0;
    static final int BLOCKS_INPUTS = 8;
    static final int BLOCKS_OUTPUTS = 16;
    static final int BLOCKS_UNTIL_NS = 24;
    static final int BLOCKS_INPUT_COUNT = 32;
    static final int BLOCKS_OUTPUT_COUNT = 36;

    static final int EVENT_BYTES = 216;
    static final int EVENT_KIND = 0;
    static final int EVENT_CHANNEL = 4;
    static final int EVENT_VALUE = 8;
    static final int EVENT_LOST = 12;
    static final int EVENT_TIME_NS = 16;
    static final int EVENT_TEXT = 24;
    static final int EVENT_TEXT_BYTES = 192;

    /** What a library has to export. */
    static final List<String> SYMBOLS = List.of(
            "platine_driver_hello",
            "platine_driver_open",
            "platine_driver_describe",
            "platine_driver_bind",
            "platine_driver_exchange",
            "platine_driver_poll",
            "platine_driver_write_text",
            "platine_driver_reset",
            "platine_driver_close");

    DriverCalls() {}

    /**
     * The calls of a library.
     *
     * @throws UnsatisfiedLinkError when a function is missing
     */
    static DriverLibrary of(NativeLibrary library) {
        try (InputStream code = DriverCalls.class.getResourceAsStream("DriverCalls.class")) {
            if (code == null) {
                throw new IllegalStateException("cannot read the code of " + DriverCalls.class);
            }
            Class<?> own = MethodHandles.lookup()
                    .defineHiddenClass(code.readAllBytes(), true)
                    .lookupClass();
            Native.register(own, library);
            return (DriverLibrary) own.getDeclaredConstructor().newInstance();
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException("cannot define the calls of " + library.getName(), e);
        }
    }

    private static native int platine_driver_hello(long hello);

    private static native int platine_driver_open(long config, long error, long driver);

    private static native int platine_driver_describe(long driver, long board, long channels, int capacity);

    private static native int platine_driver_bind(long driver, long blocks);

    private static native int platine_driver_exchange(long driver);

    private static native int platine_driver_poll(long driver, long events, int capacity);

    private static native int platine_driver_write_text(long driver, int channel, long text);

    private static native int platine_driver_reset(long driver);

    private static native void platine_driver_close(long driver);

    @Override
    public int hello(long hello) {
        return platine_driver_hello(hello);
    }

    @Override
    public int open(long config, long error, long driver) {
        return platine_driver_open(config, error, driver);
    }

    @Override
    public int describe(long driver, long board, long channels, int capacity) {
        return platine_driver_describe(driver, board, channels, capacity);
    }

    @Override
    public int bind(long driver, long blocks) {
        return platine_driver_bind(driver, blocks);
    }

    @Override
    public int exchange(long driver) {
        return platine_driver_exchange(driver);
    }

    @Override
    public int poll(long driver, long events, int capacity) {
        return platine_driver_poll(driver, events, capacity);
    }

    @Override
    public int writeText(long driver, int channel, long text) {
        return platine_driver_write_text(driver, channel, text);
    }

    @Override
    public int reset(long driver) {
        return platine_driver_reset(driver);
    }

    @Override
    public void close(long driver) {
        platine_driver_close(driver);
    }
}
