/*
 * How fast a pseudo-terminal can be: two processes in C that exchange frames of the size of a control loop's, and do nothing else.
 *
 *   pty_pingpong PERIOD_US CYCLES [REQUEST_BYTES REPLY_BYTES]     13 and 154 are those of `platine loop` with all inputs of the charger
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define MOST_BYTES 4096

static int64_t now_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* All bytes, either way; false when the other end is gone. */
static bool all(int fd, uint8_t *bytes, size_t length, bool writing) {
    while (length > 0) {
        ssize_t count = writing ? write(fd, bytes, length) : read(fd, bytes, length);
        if (count <= 0) {
            if (count < 0 && errno == EINTR) {
                continue;
            }
            return false;
        }
        bytes += count;
        length -= (size_t)count;
    }
    return true;
}

static int board(int fd, size_t request, size_t reply) {
    uint8_t bytes[MOST_BYTES] = {0};
    while (all(fd, bytes, request, false) && all(fd, bytes, reply, true)) {
    }
    return 0;
}

static int compare(const void *a, const void *b) {
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return left < right ? -1 : left > right;
}

static double us(const int64_t *sorted, size_t count, double share) {
    size_t at = (size_t)(share * (double)count);
    return (double)sorted[at < count ? at : count - 1] * 1e-3;
}

static int host(int fd, int64_t period_ns, size_t cycles, size_t request, size_t reply) {
    uint8_t bytes[MOST_BYTES] = {1};
    int64_t *took = calloc(cycles, sizeof *took);
    if (took == NULL) {
        return 1;
    }
    int64_t due_ns = now_ns();
    size_t missed = 0;
    for (size_t i = 0; i < cycles; i++) {
        due_ns += period_ns;
        const struct timespec due = {due_ns / 1000000000, due_ns % 1000000000};
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
        int64_t began_ns = now_ns();
        if (!all(fd, bytes, request, true) || !all(fd, bytes, reply, false)) {
            return 1;
        }
        took[i] = now_ns() - began_ns;
        int64_t late_ns = now_ns() - due_ns - period_ns;
        if (late_ns > 0) { /* as `platine loop` does by default: what is missed is skipped */
            int64_t skipped = late_ns / period_ns + 1;
            missed += (size_t)skipped;
            due_ns += skipped * period_ns;
        }
    }
    qsort(took, cycles, sizeof *took, compare);
    printf("%zu cycles of %lld us, %zu missed; round trip p50 %.1f us, p90 %.1f us, p99 %.1f us, p99.9 %.1f us, max %.1f us\n", cycles,
            (long long)period_ns / 1000, missed, us(took, cycles, 0.5), us(took, cycles, 0.9), us(took, cycles, 0.99),
            us(took, cycles, 0.999), us(took, cycles, 1));
    free(took);
    return 0;
}

int main(int count, char **arguments) {
    if (count != 3 && count != 5) {
        fputs("usage: pty_pingpong PERIOD_US CYCLES [REQUEST_BYTES REPLY_BYTES]\n", stderr);
        return 2;
    }
    size_t request = count == 5 ? strtoul(arguments[3], NULL, 10) : 13;
    size_t reply = count == 5 ? strtoul(arguments[4], NULL, 10) : 154;
    if (request < 1 || request > MOST_BYTES || reply < 1 || reply > MOST_BYTES) {
        fputs("pty_pingpong: 1 to 4096 bytes each way\n", stderr);
        return 2;
    }
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    char name[64];
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0 || ptsname_r(master, name, sizeof name) != 0) {
        perror("pty_pingpong");
        return 1;
    }
    int slave = open(name, O_RDWR | O_NOCTTY);
    struct termios raw;
    if (slave < 0 || tcgetattr(slave, &raw) != 0) {
        perror(name);
        return 1;
    }
    cfmakeraw(&raw);
    tcsetattr(slave, TCSANOW, &raw);
    pid_t child = fork();
    if (child == 0) {
        close(slave);
        return board(master, request, reply);
    }
    close(master);
    int result = host(slave, strtoll(arguments[1], NULL, 10) * 1000, strtoul(arguments[2], NULL, 10), request, reply);
    close(slave);
    waitpid(child, NULL, 0);
    return result;
}
