package dev.platine.hal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks the C headers of this system for every number that the native boundary holds. */
@Tag("native")
class LinuxNumbersTest {
    private static final String HEADERS = """
            #define _GNU_SOURCE
            #include <asm/termbits.h>
            #include <asm/ioctls.h>
            #include <errno.h>
            #include <fcntl.h>
            #include <netinet/in.h>
            #include <netinet/tcp.h>
            #include <poll.h>
            #include <stddef.h>
            #include <stdio.h>
            #include <sys/eventfd.h>
            #include <sys/file.h>
            #include <sys/mman.h>
            #include <sys/prctl.h>
            #include <sys/socket.h>
            #include <sys/time.h>
            #include <sys/un.h>
            #include <time.h>
            """;

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
            Map.entry("SOCKADDR_UN_PATH_BYTES", "sizeof(((struct sockaddr_un *)0)->sun_path)"),
            Map.entry("BYTES", "sizeof(struct termios2)"),
            Map.entry("C_IFLAG", "offsetof(struct termios2, c_iflag)"),
            Map.entry("C_OFLAG", "offsetof(struct termios2, c_oflag)"),
            Map.entry("C_CFLAG", "offsetof(struct termios2, c_cflag)"),
            Map.entry("C_LFLAG", "offsetof(struct termios2, c_lflag)"),
            Map.entry("C_CC", "offsetof(struct termios2, c_cc)"),
            Map.entry("C_ISPEED", "offsetof(struct termios2, c_ispeed)"),
            Map.entry("C_OSPEED", "offsetof(struct termios2, c_ospeed)"),
            Map.entry("timeval is like timespec", "sizeof(struct timeval) * 100 + offsetof(struct timeval, tv_usec)"),
            Map.entry("size of a long", "sizeof(long)"),
            Map.entry("size of an address", "sizeof(void *)"),
            Map.entry("size of size_t", "sizeof(size_t)"),
            Map.entry("size of nfds_t", "sizeof(nfds_t)"),
            Map.entry("size of socklen_t", "sizeof(socklen_t)"),
            Map.entry("port of IPv6", "offsetof(struct sockaddr_in6, sin6_port)"));

    private static Map<String, Long> ours() throws IllegalAccessException {
        Map<String, Long> numbers = new TreeMap<>(Map.of(
                "timeval is like timespec",
                100L * LinuxCalls.TIMESPEC_BYTES + LinuxCalls.TIMESPEC_FRACTION,
                "size of a long",
                8L,
                "size of an address",
                8L,
                "size of size_t",
                8L,
                "size of nfds_t",
                8L,
                "size of socklen_t",
                4L,
                "port of IPv6",
                (long) LinuxCalls.SOCKADDR_IN_PORT));
        for (Class<?> owner : new Class<?>[] {LinuxCalls.class, Errno.class, Termios2.class}) {
            for (Field field : owner.getDeclaredFields()) {
                boolean number = field.getType() == int.class || field.getType() == long.class;
                if (number && Modifier.isStatic(field.getModifiers()) && Modifier.isPublic(field.getModifiers())) {
                    long value = field.getLong(null);
                    numbers.put(field.getName(), field.getType() == int.class ? value & 0xffff_ffffL : value);
                }
            }
        }
        return numbers;
    }

    @Test
    void shouldAgreeWithTheHeadersOfC(@TempDir Path folder) throws Exception {
        assumeTrue(LinuxHere.supported(), "not 64-bit Linux");
        assumeTrue(hasCompiler(), "gcc is not installed");
        Map<String, Long> ours = ours();
        assertThat(ours).hasSizeGreaterThan(100);
        StringBuilder program = new StringBuilder(HEADERS).append("int main(void) {\n");
        for (String name : ours.keySet()) {
            program.append("  printf(\"%s\\t%llu\\n\", \"")
                    .append(name)
                    .append("\", (unsigned long long)(")
                    .append(LAYOUT.getOrDefault(name, name))
                    .append("));\n");
        }
        program.append("  return 0;\n}\n");
        Path source = Files.writeString(folder.resolve("numbers.c"), program);
        Path binary = folder.resolve("numbers");
        run("gcc", "-o", binary.toString(), source.toString());
        Map<String, Long> theirs = new TreeMap<>();
        run(binary.toString()).lines().forEach(line -> {
            String[] words = line.split("\t", -1);
            theirs.put(words[0], Long.parseUnsignedLong(words[1]));
        });
        assertThat(ours).isEqualTo(theirs);
    }

    private static boolean hasCompiler() throws InterruptedException {
        try {
            return new ProcessBuilder("gcc", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
