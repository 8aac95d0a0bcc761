package dev.platine.hal.linux;

/** Numbers and layouts of SocketCAN: {@code linux/can.h}, {@code can/raw.h}, {@code can/error.h}, {@code can/isotp.h}. */
public final class CanNumbers {
    /** Protocol: frames as they are. */
    public static final int CAN_RAW = 1;
    /** Protocol: messages by ISO 15765-2. */
    public static final int CAN_ISOTP = 6;

    /** In an identifier: it has 29 bits. */
    public static final int CAN_EFF_FLAG = 0x8000_0000;
    /** In an identifier: the frame asks for data. */
    public static final int CAN_RTR_FLAG = 0x4000_0000;
    /** In an identifier: the frame tells an error. */
    public static final int CAN_ERR_FLAG = 0x2000_0000;
    /** Bits of a short identifier. */
    public static final int CAN_SFF_MASK = 0x7ff;
    /** Bits of a long identifier. */
    public static final int CAN_EFF_MASK = 0x1fff_ffff;
    /** Most data bytes of a classic frame. */
    public static final int CAN_MAX_DLEN = 8;
    /** Most data bytes of a CAN FD frame. */
    public static final int CANFD_MAX_DLEN = 64;
    /** Size of a classic frame. */
    public static final int CAN_MTU = 16;
    /** Size of a CAN FD frame. */
    public static final int CANFD_MTU = 72;
    /** CAN FD: the data goes at the higher rate. */
    public static final int CANFD_BRS = 1;
    /** CAN FD: the sender is error-passive. */
    public static final int CANFD_ESI = 2;
    /** Offset of the length in a frame, a byte. */
    public static final int CANFD_FRAME_LEN = 4;
    /** Offset of the flags in a CAN FD frame, a byte. */
    public static final int CANFD_FRAME_FLAGS = 5;
    /** Offset of the data in a frame. */
    public static final int CANFD_FRAME_DATA = 8;

    /** Size of a sockaddr_can. */
    public static final int SOCKADDR_CAN_BYTES = 24;
    /** Offset of the interface in it, an int. */
    public static final int SOCKADDR_CAN_IFINDEX = 4;
    /** Offset of the identifier that an ISO-TP socket receives. */
    public static final int SOCKADDR_CAN_RX_ID = 8;
    /** Offset of the identifier that an ISO-TP socket sends. */
    public static final int SOCKADDR_CAN_TX_ID = 12;

    /** Level of options of raw sockets. */
    public static final int SOL_CAN_RAW = 101;
    /** Which frames to receive, an array of can_filter. */
    public static final int CAN_RAW_FILTER = 1;
    /** Which error frames to receive, a mask. */
    public static final int CAN_RAW_ERR_FILTER = 2;
    /** Whether to send and receive CAN FD frames too. */
    public static final int CAN_RAW_FD_FRAMES = 5;
    /** Size of a can_filter: int identifier, int mask. */
    public static final int CAN_FILTER_BYTES = 8;
    /** Offset of the mask in it. */
    public static final int CAN_FILTER_MASK = 4;

    /** Error: nothing could be sent for too long. */
    public static final int CAN_ERR_TX_TIMEOUT = 0x1;
    /** Error: of the controller, see data byte 1. */
    public static final int CAN_ERR_CRTL = 0x4;
    /** Error: nobody acknowledges. */
    public static final int CAN_ERR_ACK = 0x20;
    /** Error: the controller has left the bus. */
    public static final int CAN_ERR_BUSOFF = 0x40;
    /** The controller has joined the bus again. */
    public static final int CAN_ERR_RESTARTED = 0x100;
    /** Data byte 1: frames were lost in the controller. */
    public static final int CAN_ERR_CRTL_RX_OVERFLOW = 0x1;
    /** Data byte 1: many errors while receiving. */
    public static final int CAN_ERR_CRTL_RX_WARNING = 0x4;
    /** Data byte 1: many errors while sending. */
    public static final int CAN_ERR_CRTL_TX_WARNING = 0x8;
    /** Data byte 1: error-passive by receiving. */
    public static final int CAN_ERR_CRTL_RX_PASSIVE = 0x10;
    /** Data byte 1: error-passive by sending. */
    public static final int CAN_ERR_CRTL_TX_PASSIVE = 0x20;

    /** Level of options of ISO-TP sockets. */
    public static final int SOL_CAN_ISOTP = 106;
    /** A can_isotp_options. */
    public static final int CAN_ISOTP_OPTS = 1;
    /** A can_isotp_fc_options. */
    public static final int CAN_ISOTP_RECV_FC = 2;
    /** A can_isotp_ll_options. */
    public static final int CAN_ISOTP_LL_OPTS = 5;
    /** Flag: each frame begins with an address. */
    public static final int CAN_ISOTP_EXTEND_ADDR = 0x2;
    /** Flag: frames are filled up. */
    public static final int CAN_ISOTP_TX_PADDING = 0x4;
    /** Flag: the address of received frames is another. */
    public static final int CAN_ISOTP_RX_EXT_ADDR = 0x200;
    /** Size of a can_isotp_options; its flags, an int, are at 0. */
    public static final int ISOTP_OPTIONS_BYTES = 12;
    /** Offset of the address of sent frames, a byte. */
    public static final int ISOTP_OPTIONS_EXT_ADDRESS = 8;
    /** Offset of the byte that fills up. */
    public static final int ISOTP_OPTIONS_TXPAD = 9;
    /** Offset of the address of received frames, a byte. */
    public static final int ISOTP_OPTIONS_RX_EXT_ADDRESS = 11;
    /** Size of a can_isotp_fc_options: byte block size, byte STmin, byte waits. */
    public static final int ISOTP_FC_OPTIONS_BYTES = 3;
    /** Offset of STmin in it. */
    public static final int ISOTP_FC_OPTIONS_STMIN = 1;
    /** Size of a can_isotp_ll_options: byte MTU, byte data length, byte flags. */
    public static final int ISOTP_LL_OPTIONS_BYTES = 3;
    /** Offset of the data length in it. */
    public static final int ISOTP_LL_OPTIONS_TX_DL = 1;

    /** Time of day, on which frames are stamped. */
    public static final int CLOCK_REALTIME = 0;
    /** Whether to tell when a frame came, a timespec of CLOCK_REALTIME. */
    public static final int SO_TIMESTAMPNS = 35;
    /** Whether to tell how many frames the socket had no room for. */
    public static final int SO_RXQ_OVFL = 40;
    /** Size of a msghdr. */
    public static final int MSGHDR_BYTES = 56;
    /** Offset of the address of the iovecs in a msghdr. */
    public static final int MSGHDR_IOV = 16;
    /** Offset of how many, a long. */
    public static final int MSGHDR_IOVLEN = 24;
    /** Offset of the address of the control messages. */
    public static final int MSGHDR_CONTROL = 32;
    /** Offset of their size, a long. */
    public static final int MSGHDR_CONTROLLEN = 40;
    /** Size of an iovec: address, long. */
    public static final int IOVEC_BYTES = 16;
    /** Offset of the size in an iovec. */
    public static final int IOVEC_LEN = 8;
    /** Size of a cmsghdr: long length, int level, int type; the data follows. */
    public static final int CMSGHDR_BYTES = 16;
    /** Offset of the level in it. */
    public static final int CMSGHDR_LEVEL = 8;
    /** Offset of the type in it. */
    public static final int CMSGHDR_TYPE = 12;

    private CanNumbers() {}
}
