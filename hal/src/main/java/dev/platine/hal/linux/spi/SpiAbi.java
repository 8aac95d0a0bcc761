package dev.platine.hal.linux.spi;

/** Numbers and layouts of {@code linux/spi/spidev.h}. */
public final class SpiAbi {
    /** Samples on the second edge. */
    public static final int SPI_CPHA = 0x1;
    /** The clock rests high. */
    public static final int SPI_CPOL = 0x2;
    /** The device is selected by a high level. */
    public static final int SPI_CS_HIGH = 0x4;
    /** The lowest bit goes first. */
    public static final int SPI_LSB_FIRST = 0x8;
    /** One line for both directions. */
    public static final int SPI_3WIRE = 0x10;
    /** Nothing selects the device. */
    public static final int SPI_NO_CS = 0x40;
    /** Sets the mode, an int. */
    public static final long SPI_IOC_WR_MODE32 = 0x40046b05L;
    /** Sets the bits of a word, a byte. */
    public static final long SPI_IOC_WR_BITS_PER_WORD = 0x40016b03L;
    /** Sets the clock, an int. */
    public static final long SPI_IOC_WR_MAX_SPEED_HZ = 0x40046b04L;
    /** SPI_IOC_MESSAGE of one transfer; each more adds {@link #SPI_IOC_MESSAGE_STEP}. */
    public static final long SPI_IOC_MESSAGE_1 = 0x40206b00L;

    /** What each more transfer adds to it. */
    public static final long SPI_IOC_MESSAGE_STEP = 0x00200000L;
    /** Size of a spi_ioc_transfer; the address of what is sent is at 0. */
    public static final int SPI_TRANSFER_BYTES = 32;
    /** Offset of the address of what is received. */
    public static final int SPI_TRANSFER_RX_BUF = 8;
    /** Offset of the length, an int. */
    public static final int SPI_TRANSFER_LEN = 16;
    /** Offset of the clock, an int. */
    public static final int SPI_TRANSFER_SPEED_HZ = 20;
    /** Offset of the pause behind it, a short. */
    public static final int SPI_TRANSFER_DELAY_USECS = 24;
    /** Offset of the bits of a word, a byte. */
    public static final int SPI_TRANSFER_BITS_PER_WORD = 26;
    /** Offset of whether the device is deselected behind it, a byte. */
    public static final int SPI_TRANSFER_CS_CHANGE = 27;

    private SpiAbi() {}
}
