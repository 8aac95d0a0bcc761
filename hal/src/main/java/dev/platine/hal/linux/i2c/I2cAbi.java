package dev.platine.hal.linux.i2c;

/** Numbers and layouts of {@code linux/i2c-dev.h} and {@code linux/i2c.h}. */
public final class I2cAbi {
    /** Says which device is meant; refused when a driver of the kernel has it. */
    public static final long I2C_SLAVE = 0x0703;
    /** Reads what the bus can, a long. */
    public static final long I2C_FUNCS = 0x0705;
    /** Sends messages by an i2c_rdwr_ioctl_data. */
    public static final long I2C_RDWR = 0x0707;
    /** Flag of a message: reads. */
    public static final int I2C_M_RD = 1;
    /** The bus takes messages. */
    public static final int I2C_FUNC_I2C = 1;
    /** Most messages of a call. */
    public static final int I2C_RDWR_IOCTL_MAX_MSGS = 42;

    /** Size of an i2c_msg; its address, a short, is at 0. */
    public static final int I2C_MSG_BYTES = 16;
    /** Offset of the flags, a short. */
    public static final int I2C_MSG_FLAGS = 2;
    /** Offset of the length, a short. */
    public static final int I2C_MSG_LEN = 4;
    /** Offset of the address of the bytes. */
    public static final int I2C_MSG_BUF = 8;
    /** Size of an i2c_rdwr_ioctl_data; the address of the messages is at 0. */
    public static final int I2C_RDWR_BYTES = 16;
    /** Offset of how many, an int. */
    public static final int I2C_RDWR_NMSGS = 8;

    private I2cAbi() {}
}
