package dev.platine.hal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.hal.linux.gpio.GpioAbi;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks the C headers of this system for every number that the native boundary holds. */
@Tag("native")
class LinuxNumbersTest {
    /** Names of ours that are no macros of C. */
    private static final Map<String, String> LAYOUT = Map.ofEntries(
            Map.entry("POLLFD_BYTES", "sizeof(struct pollfd)"),
            Map.entry("POLLFD_EVENTS", "offsetof(struct pollfd, events)"),
            Map.entry("POLLFD_REVENTS", "offsetof(struct pollfd, revents)"),
            Map.entry("TIMESPEC_BYTES", "sizeof(struct timespec)"),
            Map.entry("TIMESPEC_FRACTION", "offsetof(struct timespec, tv_nsec)"),
            Map.entry("SOCKADDR_IN_BYTES", "sizeof(struct sockaddr_in)"),
            Map.entry("SOCKADDR_IN_PORT", "offsetof(struct sockaddr_in, sin_port)"),
            Map.entry("SOCKADDR_IN_ADDRESS", "offsetof(struct sockaddr_in, sin_addr)"),
            Map.entry("SOCKADDR_IN6_BYTES", "sizeof(struct sockaddr_in6)"),
            Map.entry("SOCKADDR_IN6_ADDRESS", "offsetof(struct sockaddr_in6, sin6_addr)"),
            Map.entry("SOCKADDR_IN6_SCOPE", "offsetof(struct sockaddr_in6, sin6_scope_id)"),
            Map.entry("SOCKADDR_UN_PATH", "offsetof(struct sockaddr_un, sun_path)"),
            Map.entry("SOCKADDR_UN_PATH_BYTES", "sizeof(((struct sockaddr_un *)0)->sun_path)"));

    private static final Map<String, String> TERMIOS = Map.ofEntries(
            Map.entry("BYTES", "sizeof(struct termios2)"),
            Map.entry("C_IFLAG", "offsetof(struct termios2, c_iflag)"),
            Map.entry("C_OFLAG", "offsetof(struct termios2, c_oflag)"),
            Map.entry("C_CFLAG", "offsetof(struct termios2, c_cflag)"),
            Map.entry("C_LFLAG", "offsetof(struct termios2, c_lflag)"),
            Map.entry("C_CC", "offsetof(struct termios2, c_cc)"),
            Map.entry("C_ISPEED", "offsetof(struct termios2, c_ispeed)"),
            Map.entry("C_OSPEED", "offsetof(struct termios2, c_ospeed)"));

    @Test
    void shouldAgreeWithTheHeadersOfC(@TempDir Path folder) throws Exception {
        int numbers = AbiProbe.of(
                        "asm/termbits.h",
                        "asm/ioctls.h",
                        "errno.h",
                        "fcntl.h",
                        "netinet/in.h",
                        "netinet/tcp.h",
                        "poll.h",
                        "sys/eventfd.h",
                        "sys/file.h",
                        "sys/mman.h",
                        "sys/prctl.h",
                        "sys/socket.h",
                        "sys/time.h",
                        "sys/un.h",
                        "time.h")
                .constants(LinuxCalls.class, LAYOUT)
                .constants(Errno.class, Map.of())
                .constants(Termios2.class, TERMIOS)
                .number(
                        "timeval is like timespec",
                        "sizeof(struct timeval) * 100 + offsetof(struct timeval, tv_usec)",
                        100L * LinuxCalls.TIMESPEC_BYTES + LinuxCalls.TIMESPEC_FRACTION)
                .number("size of a long", "sizeof(long)", 8)
                .number("size of an address", "sizeof(void *)", 8)
                .number("size of size_t", "sizeof(size_t)", 8)
                .number("size of off_t", "sizeof(off_t)", 8)
                .number("size of nfds_t", "sizeof(nfds_t)", 8)
                .number("size of socklen_t", "sizeof(socklen_t)", 4)
                .number("size of clockid_t", "sizeof(clockid_t)", 4)
                .number("port of IPv6", "offsetof(struct sockaddr_in6, sin6_port)", LinuxCalls.SOCKADDR_IN_PORT)
                .check(folder);
        assertThat(numbers).isGreaterThan(100);
    }

    @Test
    void shouldAgreeWithTheHeadersOfGpio(@TempDir Path folder) throws Exception {
        int numbers = AbiProbe.of("linux/gpio.h")
                .constants(GpioAbi.class, GpioLayout.TABLE)
                .check(folder);
        assertThat(numbers).isGreaterThan(40);
    }
}
