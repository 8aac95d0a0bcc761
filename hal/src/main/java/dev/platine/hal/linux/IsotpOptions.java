package dev.platine.hal.linux;

/**
 * One ISO-TP channel on a CAN bus.
 *
 * @param name interface, such as {@code can0}
 * @param txId identifier of sent frames: 11 bits, or 29 together with {@link CanNumbers#CAN_EFF_FLAG}
 * @param rxId identifier of received frames, another one
 * @param txAddress address that each sent frame begins with (extended addressing), 0 to 255; -1 for none
 * @param rxAddress the same of received frames; -1 when and only when txAddress is
 * @param padding byte that fills short frames up to 8 bytes, 0 to 255; -1: short frames stay short
 * @param blockSize frames that the far end may send between two flow controls, 0 to 255; 0: all
 * @param stMin pause that the far end has to keep between two frames: 0 to 127 ms, 0xF1 to 0xF9 for 100 to 900 us
 * @param frameBytes longest frame to send: 8, or with CAN FD 12, 16, 20, 24, 32, 48 or 64
 */
public record IsotpOptions(
        String name,
        int txId,
        int rxId,
        int txAddress,
        int rxAddress,
        int padding,
        int blockSize,
        int stMin,
        int frameBytes) {
    /**
     * A channel of classic frames without extras.
     *
     * @param name interface
     * @param txId identifier of sent frames
     * @param rxId identifier of received frames
     * @return the options
     */
    public static IsotpOptions of(String name, int txId, int rxId) {
        return new IsotpOptions(name, txId, rxId, -1, -1, -1, 0, 0, CanNumbers.CAN_MAX_DLEN);
    }

    NativeBlock options() {
        NativeBlock block = new NativeBlock(CanNumbers.ISOTP_OPTIONS_BYTES);
        int flags = padding >= 0 ? CanNumbers.CAN_ISOTP_TX_PADDING : 0;
        if (txAddress >= 0) {
            flags |= CanNumbers.CAN_ISOTP_EXTEND_ADDR;
            flags |= rxAddress != txAddress ? CanNumbers.CAN_ISOTP_RX_EXT_ADDR : 0;
        }
        block.bytes()
                .putInt(0, flags)
                .put(CanNumbers.ISOTP_OPTIONS_EXT_ADDRESS, (byte) txAddress)
                .put(CanNumbers.ISOTP_OPTIONS_RX_EXT_ADDRESS, (byte) rxAddress)
                .put(CanNumbers.ISOTP_OPTIONS_TXPAD, (byte) padding);
        return block;
    }

    NativeBlock flowControl() {
        NativeBlock block = new NativeBlock(CanNumbers.ISOTP_FC_OPTIONS_BYTES);
        block.bytes().put(0, (byte) blockSize).put(CanNumbers.ISOTP_FC_OPTIONS_STMIN, (byte) stMin);
        return block;
    }

    NativeBlock link() {
        boolean fd = frameBytes > CanNumbers.CAN_MAX_DLEN;
        NativeBlock block = new NativeBlock(CanNumbers.ISOTP_LL_OPTIONS_BYTES);
        block.bytes()
                .put(0, (byte) (fd ? CanNumbers.CANFD_MTU : CanNumbers.CAN_MTU))
                .put(CanNumbers.ISOTP_LL_OPTIONS_TX_DL, (byte) frameBytes);
        return block;
    }
}
