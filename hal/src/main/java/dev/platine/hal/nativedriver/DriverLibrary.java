package dev.platine.hal.nativedriver;

/** The calls of one library, as {@code platine_driver.h} has them; {@link DriverCalls} makes them. */
interface DriverLibrary {
    int hello(long hello);

    int open(long config, long error, long driver);

    int describe(long driver, long board, long channels, int capacity);

    int bind(long driver, long blocks);

    int exchange(long driver);

    int poll(long driver, long events, int capacity);

    int writeText(long driver, int channel, long text);

    int reset(long driver);

    void close(long driver);
}
