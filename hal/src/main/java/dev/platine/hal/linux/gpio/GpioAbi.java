package dev.platine.hal.linux.gpio;

/** Every number of {@code linux/gpio.h} that Platine uses: version 2 of the character device. */
public final class GpioAbi {
    /** Size of a name, with the zero byte at its end. */
    public static final int GPIO_MAX_NAME_SIZE = 32;
    /** Most lines of a request. */
    public static final int GPIO_V2_LINES_MAX = 64;
    /** Most attributes of a request. */
    public static final int GPIO_V2_LINE_NUM_ATTRS_MAX = 10;
    /** Reads a gpiochip_info. */
    public static final long GPIO_GET_CHIPINFO_IOCTL = 0x8044b401L;
    /** Reads a gpio_v2_line_info. */
    public static final long GPIO_V2_GET_LINEINFO_IOCTL = 0xc100b405L;
    /** Requests lines by a gpio_v2_line_request. */
    public static final long GPIO_V2_GET_LINE_IOCTL = 0xc250b407L;
    /** Reads lines by a gpio_v2_line_values. */
    public static final long GPIO_V2_LINE_GET_VALUES_IOCTL = 0xc010b40eL;
    /** Sets lines by a gpio_v2_line_values. */
    public static final long GPIO_V2_LINE_SET_VALUES_IOCTL = 0xc010b40fL;
    /** Somebody has the line. */
    public static final long GPIO_V2_LINE_FLAG_USED = 1L << 0;
    /** Low is 1. */
    public static final long GPIO_V2_LINE_FLAG_ACTIVE_LOW = 1L << 1;
    /** An input. */
    public static final long GPIO_V2_LINE_FLAG_INPUT = 1L << 2;
    /** An output. */
    public static final long GPIO_V2_LINE_FLAG_OUTPUT = 1L << 3;
    /** Events when it becomes 1. */
    public static final long GPIO_V2_LINE_FLAG_EDGE_RISING = 1L << 4;
    /** Events when it becomes 0. */
    public static final long GPIO_V2_LINE_FLAG_EDGE_FALLING = 1L << 5;
    /** Drives low only. */
    public static final long GPIO_V2_LINE_FLAG_OPEN_DRAIN = 1L << 6;
    /** Drives high only. */
    public static final long GPIO_V2_LINE_FLAG_OPEN_SOURCE = 1L << 7;
    /** Pulled up. */
    public static final long GPIO_V2_LINE_FLAG_BIAS_PULL_UP = 1L << 8;
    /** Pulled down. */
    public static final long GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN = 1L << 9;
    /** Not pulled. */
    public static final long GPIO_V2_LINE_FLAG_BIAS_DISABLED = 1L << 10;
    /** The attribute holds flags. */
    public static final int GPIO_V2_LINE_ATTR_ID_FLAGS = 1;
    /** The attribute holds first values of outputs. */
    public static final int GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES = 2;
    /** The attribute holds a debounce period. */
    public static final int GPIO_V2_LINE_ATTR_ID_DEBOUNCE = 3;
    /** It became 1. */
    public static final int GPIO_V2_LINE_EVENT_RISING_EDGE = 1;
    /** It became 0. */
    public static final int GPIO_V2_LINE_EVENT_FALLING_EDGE = 2;
    /** Size of a gpiochip_info. */
    public static final int CHIP_BYTES = 68;
    /** Offset of the name. */
    public static final int CHIP_NAME = 0;
    /** Offset of the label. */
    public static final int CHIP_LABEL = 32;
    /** Offset of the number of lines. */
    public static final int CHIP_LINES = 64;
    /** Size of a gpio_v2_line_info. */
    public static final int LINE_BYTES = 256;
    /** Offset of the name. */
    public static final int LINE_NAME = 0;
    /** Offset of who has it. */
    public static final int LINE_CONSUMER = 32;
    /** Offset of the line's number. */
    public static final int LINE_OFFSET = 64;
    /** Offset of its flags. */
    public static final int LINE_FLAGS = 72;
    /** Size of a gpio_v2_line_request. */
    public static final int REQUEST_BYTES = 592;
    /** Offset of the numbers of the lines. */
    public static final int REQUEST_OFFSETS = 0;
    /** Offset of who asks. */
    public static final int REQUEST_CONSUMER = 256;
    /** Offset of the flags of all lines. */
    public static final int REQUEST_FLAGS = 288;
    /** Offset of the number of attributes. */
    public static final int REQUEST_ATTRS_COUNT = 296;
    /** Offset of the attributes. */
    public static final int REQUEST_ATTRS = 320;
    /** Offset of the number of lines. */
    public static final int REQUEST_LINES_COUNT = 560;
    /** Offset of how many events to keep. */
    public static final int REQUEST_BUFFER_SIZE = 564;
    /** Offset of the descriptor that comes back. */
    public static final int REQUEST_FD = 588;
    /** Size of a gpio_v2_line_config_attribute. */
    public static final int ATTR_BYTES = 24;
    /** Offset of what it holds. */
    public static final int ATTR_ID = 0;
    /** Offset of flags. */
    public static final int ATTR_FLAGS = 8;
    /** Offset of values. */
    public static final int ATTR_VALUES = 8;
    /** Offset of a debounce period, 32 bits. */
    public static final int ATTR_DEBOUNCE_US = 8;
    /** Offset of which lines it is for. */
    public static final int ATTR_MASK = 16;
    /** Size of a gpio_v2_line_values. */
    public static final int VALUES_BYTES = 16;
    /** Offset of the values. */
    public static final int VALUES_BITS = 0;
    /** Offset of which lines. */
    public static final int VALUES_MASK = 8;
    /** Size of a gpio_v2_line_event. */
    public static final int EVENT_BYTES = 48;
    /** Offset of its time. */
    public static final int EVENT_TIME_NS = 0;
    /** Offset of what happened. */
    public static final int EVENT_ID = 8;
    /** Offset of the line's number on its chip. */
    public static final int EVENT_LINE = 12;
    /** Offset of its number among the events of the request. */
    public static final int EVENT_SEQNO = 16;
    /** Offset of its number among the events of the line. */
    public static final int EVENT_LINE_SEQNO = 20;

    private GpioAbi() {}
}
