package dev.platine.hal.linux.spi;

import dev.platine.hal.linux.NativeBlock;
import dev.platine.hal.linux.value.DeviceFile;
import java.nio.ByteBuffer;
import java.util.List;

/** Transfers that are made once and sent together in one call; between two of them the device is deselected. One thread at a time. */
final class SpiTransfers {
    private static final int DATA_BYTES = 32;

    private final SpiSettings settings;
    private final NativeBlock block;
    private final int data;
    private int count;

    SpiTransfers(SpiSettings settings, int most) {
        this.settings = settings;
        data = most * SpiAbi.SPI_TRANSFER_BYTES;
        block = new NativeBlock(data + Math.max(1, most) * 2 * DATA_BYTES);
    }

    /** Adds a transfer and returns where its bytes to be sent are; {@link #received} has the others. */
    int add(List<Long> send) {
        int transfer = count * SpiAbi.SPI_TRANSFER_BYTES;
        int sent = data + count * 2 * DATA_BYTES;
        if (count > 0) {
            block.bytes().put(transfer - SpiAbi.SPI_TRANSFER_BYTES + SpiAbi.SPI_TRANSFER_CS_CHANGE, (byte) 1);
        }
        block.bytes()
                .putLong(transfer, block.address() + sent)
                .putLong(transfer + SpiAbi.SPI_TRANSFER_RX_BUF, block.address() + received(sent))
                .putInt(transfer + SpiAbi.SPI_TRANSFER_LEN, send.size())
                .putInt(transfer + SpiAbi.SPI_TRANSFER_SPEED_HZ, settings.speedHz())
                .putShort(transfer + SpiAbi.SPI_TRANSFER_DELAY_USECS, (short) settings.delayUs())
                .put(transfer + SpiAbi.SPI_TRANSFER_BITS_PER_WORD, (byte) settings.bits());
        for (int i = 0; i < send.size(); i++) {
            block.bytes().put(sent + i, send.get(i).byteValue());
        }
        count++;
        return sent;
    }

    static int received(int sent) {
        return sent + DATA_BYTES;
    }

    ByteBuffer bytes() {
        return block.bytes();
    }

    int count() {
        return count;
    }

    /** Sends all; returns 0 or the error number. */
    int send(DeviceFile file) {
        return count == 0
                ? 0
                : file.control(SpiAbi.SPI_IOC_MESSAGE_1 + (count - 1) * SpiAbi.SPI_IOC_MESSAGE_STEP, block.address());
    }
}
