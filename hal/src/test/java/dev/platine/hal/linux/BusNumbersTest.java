package dev.platine.hal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.hal.linux.i2c.I2cAbi;
import dev.platine.hal.linux.spi.SpiAbi;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks the C headers of this system for every number of CAN, I2C and SPI. */
@Tag("native")
class BusNumbersTest {
    private static final Map<String, String> CAN = Map.ofEntries(
            Map.entry("CANFD_FRAME_LEN", "offsetof(struct canfd_frame, len)"),
            Map.entry("CANFD_FRAME_FLAGS", "offsetof(struct canfd_frame, flags)"),
            Map.entry("CANFD_FRAME_DATA", "offsetof(struct canfd_frame, data)"),
            Map.entry("SOCKADDR_CAN_BYTES", "sizeof(struct sockaddr_can)"),
            Map.entry("SOCKADDR_CAN_IFINDEX", "offsetof(struct sockaddr_can, can_ifindex)"),
            Map.entry("SOCKADDR_CAN_RX_ID", "offsetof(struct sockaddr_can, can_addr.tp.rx_id)"),
            Map.entry("SOCKADDR_CAN_TX_ID", "offsetof(struct sockaddr_can, can_addr.tp.tx_id)"),
            Map.entry("CAN_FILTER_BYTES", "sizeof(struct can_filter)"),
            Map.entry("CAN_FILTER_MASK", "offsetof(struct can_filter, can_mask)"),
            Map.entry("ISOTP_OPTIONS_BYTES", "sizeof(struct can_isotp_options)"),
            Map.entry("ISOTP_OPTIONS_EXT_ADDRESS", "offsetof(struct can_isotp_options, ext_address)"),
            Map.entry("ISOTP_OPTIONS_TXPAD", "offsetof(struct can_isotp_options, txpad_content)"),
            Map.entry("ISOTP_OPTIONS_RX_EXT_ADDRESS", "offsetof(struct can_isotp_options, rx_ext_address)"),
            Map.entry("ISOTP_FC_OPTIONS_BYTES", "sizeof(struct can_isotp_fc_options)"),
            Map.entry("ISOTP_FC_OPTIONS_STMIN", "offsetof(struct can_isotp_fc_options, stmin)"),
            Map.entry("ISOTP_LL_OPTIONS_BYTES", "sizeof(struct can_isotp_ll_options)"),
            Map.entry("ISOTP_LL_OPTIONS_TX_DL", "offsetof(struct can_isotp_ll_options, tx_dl)"),
            Map.entry("MSGHDR_BYTES", "sizeof(struct msghdr)"),
            Map.entry("MSGHDR_IOV", "offsetof(struct msghdr, msg_iov)"),
            Map.entry("MSGHDR_IOVLEN", "offsetof(struct msghdr, msg_iovlen)"),
            Map.entry("MSGHDR_CONTROL", "offsetof(struct msghdr, msg_control)"),
            Map.entry("MSGHDR_CONTROLLEN", "offsetof(struct msghdr, msg_controllen)"),
            Map.entry("IOVEC_BYTES", "sizeof(struct iovec)"),
            Map.entry("IOVEC_LEN", "offsetof(struct iovec, iov_len)"),
            Map.entry("CMSGHDR_BYTES", "sizeof(struct cmsghdr)"),
            Map.entry("CMSGHDR_LEVEL", "offsetof(struct cmsghdr, cmsg_level)"),
            Map.entry("CMSGHDR_TYPE", "offsetof(struct cmsghdr, cmsg_type)"));

    private static final Map<String, String> I2C = Map.of(
            "I2C_MSG_BYTES", "sizeof(struct i2c_msg)",
            "I2C_MSG_FLAGS", "offsetof(struct i2c_msg, flags)",
            "I2C_MSG_LEN", "offsetof(struct i2c_msg, len)",
            "I2C_MSG_BUF", "offsetof(struct i2c_msg, buf)",
            "I2C_RDWR_BYTES", "sizeof(struct i2c_rdwr_ioctl_data)",
            "I2C_RDWR_NMSGS", "offsetof(struct i2c_rdwr_ioctl_data, nmsgs)");

    private static final Map<String, String> SPI = Map.of(
            "SPI_IOC_MESSAGE_1", "SPI_IOC_MESSAGE(1)",
            "SPI_IOC_MESSAGE_STEP", "SPI_IOC_MESSAGE(2) - SPI_IOC_MESSAGE(1)",
            "SPI_TRANSFER_BYTES", "sizeof(struct spi_ioc_transfer)",
            "SPI_TRANSFER_RX_BUF", "offsetof(struct spi_ioc_transfer, rx_buf)",
            "SPI_TRANSFER_LEN", "offsetof(struct spi_ioc_transfer, len)",
            "SPI_TRANSFER_SPEED_HZ", "offsetof(struct spi_ioc_transfer, speed_hz)",
            "SPI_TRANSFER_DELAY_USECS", "offsetof(struct spi_ioc_transfer, delay_usecs)",
            "SPI_TRANSFER_BITS_PER_WORD", "offsetof(struct spi_ioc_transfer, bits_per_word)",
            "SPI_TRANSFER_CS_CHANGE", "offsetof(struct spi_ioc_transfer, cs_change)");

    @Test
    void shouldAgreeWithTheHeadersOfCan(@TempDir Path folder) throws Exception {
        int numbers = AbiProbe.of(
                        "sys/socket.h",
                        "time.h",
                        "linux/can.h",
                        "linux/can/raw.h",
                        "linux/can/error.h",
                        "linux/can/isotp.h")
                .constants(CanNumbers.class, CAN)
                .number("CMSG_DATA", "CMSG_LEN(0)", CanNumbers.CMSGHDR_BYTES)
                .number("CMSG_ALIGN", "CMSG_SPACE(9) - CMSG_LEN(0)", 16)
                .number("CAN_RAW_LOOPBACK is on unless set", "CAN_RAW_LOOPBACK", 3)
                .number("the lowest flag of error frames' states", "CAN_ERR_CRTL_ACTIVE", 0x40)
                .check(folder);
        assertThat(numbers).isGreaterThan(60);
    }

    @Test
    void shouldAgreeWithTheHeadersOfI2c(@TempDir Path folder) throws Exception {
        int numbers = AbiProbe.of("linux/i2c-dev.h", "linux/i2c.h")
                .constants(I2cAbi.class, I2C)
                .number("address of a message", "offsetof(struct i2c_msg, addr)", 0)
                .check(folder);
        assertThat(numbers).isGreaterThan(10);
    }

    @Test
    void shouldAgreeWithTheHeadersOfSpi(@TempDir Path folder) throws Exception {
        int numbers = AbiProbe.of("linux/spi/spidev.h")
                .constants(SpiAbi.class, SPI)
                .number(
                        "60 transfers",
                        "SPI_IOC_MESSAGE(60)",
                        SpiAbi.SPI_IOC_MESSAGE_1 + 59 * SpiAbi.SPI_IOC_MESSAGE_STEP)
                .check(folder);
        assertThat(numbers).isGreaterThan(15);
    }
}
