package dev.platine.hal.linux.i2c;

import dev.platine.hal.linux.NativeBlock;
import dev.platine.hal.linux.value.DeviceFile;
import java.nio.ByteBuffer;

/**
 * Messages to one device that are made once and sent again and again, many of them in one call: between them the bus is not
 * given up. One thread at a time.
 */
final class I2cMessages {
    private static final int DATA_BYTES = 8;
    private static final int MESSAGES = I2cAbi.I2C_RDWR_BYTES;

    private final NativeBlock block;
    private final int address;
    private final int data;
    private int count;

    I2cMessages(int address, int most) {
        this.address = address;
        data = MESSAGES + most * I2cAbi.I2C_MSG_BYTES;
        block = new NativeBlock(data + Math.max(1, most) * DATA_BYTES);
    }

    /** Adds a message and returns where its bytes are. */
    int add(boolean reads, int bytes) {
        int at = data + count * DATA_BYTES;
        int message = MESSAGES + count * I2cAbi.I2C_MSG_BYTES;
        block.bytes()
                .putShort(message, (short) address)
                .putShort(message + I2cAbi.I2C_MSG_FLAGS, (short) (reads ? I2cAbi.I2C_M_RD : 0))
                .putShort(message + I2cAbi.I2C_MSG_LEN, (short) bytes)
                .putLong(message + I2cAbi.I2C_MSG_BUF, block.address() + at);
        count++;
        return at;
    }

    ByteBuffer bytes() {
        return block.bytes();
    }

    /** Sends messages, in as few calls as the kernel takes; the number in one call is even, so that pairs stay together. */
    int send(DeviceFile file, int first, int many) {
        int errno = 0;
        int done = 0;
        while (errno == 0 && done < many) {
            int part = Math.min(many - done, I2cAbi.I2C_RDWR_IOCTL_MAX_MSGS);
            long from = block.address() + MESSAGES + (long) (first + done) * I2cAbi.I2C_MSG_BYTES;
            block.bytes().putLong(0, from).putInt(I2cAbi.I2C_RDWR_NMSGS, part);
            errno = file.control(I2cAbi.I2C_RDWR, block.address());
            done += part;
        }
        return errno;
    }

    int count() {
        return count;
    }
}
