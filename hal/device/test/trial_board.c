/*
 * A board with every kind of channel, and nothing that moves by itself but a count, for the conformance suite.
 *
 *   trial_board pty|pty:LINK|tcp:PORT|unix:PATH
 *
 * Says on its standard output how a host opens it. Obeys lines of its standard input, and repeats each when it is done: "drop" closes
 * the connection of the host, "away" takes the whole line away, "back" brings it back as it was, "lose N" spoils the next N frames that come, as a noisy
 * line does. The end of the input ends the board.
 */
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "platine/device.h"
#include "stream.h"

#define STEP_NS 1000000u
#define HELLO_NS 5000000000u

enum { RELAY, VALVE, LEVEL, OFFSET, FAN, PRESET, MESSAGE, RELAY_SEEN, LEVEL_SEEN, FAN_SEEN, STEPS, LOG, CHANNELS };

static const platine_channel channels[CHANNELS] = {
    [RELAY] = {"relay", PLATINE_DIGITAL, PLATINE_OUTPUT, "", 0, 1, 1, 0, "drives a net"},
    [VALVE] = {"valve", PLATINE_DIGITAL, PLATINE_OUTPUT, "", 0, 1, 1, 1, "safe is open"},
    [LEVEL] = {"level", PLATINE_ANALOG, PLATINE_OUTPUT, "V", 0, 3.3f, 0, 0x3F000000 /* 0.5 */, "drives a net"},
    [OFFSET] = {"offset", PLATINE_ANALOG, PLATINE_OUTPUT, "A", -50, 50, 0, 0, "to both sides of zero"},
    [FAN] = {"fan", PLATINE_PWM, PLATINE_OUTPUT, "", 0, 1, 0, 0x3E800000 /* 0.25 */, "a quarter is safe"},
    [PRESET] = {"preset", PLATINE_COUNTER, PLATINE_OUTPUT, "", 0, 4294967295.0f, 1, 7, "any count"},
    [MESSAGE] = {"message", PLATINE_TEXT, PLATINE_OUTPUT, "", 0, 0, 0, 0, "a line for the board"},
    [RELAY_SEEN] = {"relay_seen", PLATINE_DIGITAL, PLATINE_INPUT, "", 0, 1, 1, 0, "the relay's net"},
    [LEVEL_SEEN] = {"level_seen", PLATINE_ANALOG, PLATINE_INPUT, "V", -1, 4, 0.001f, 0, "the level's net"},
    [FAN_SEEN] = {"fan_seen", PLATINE_PWM, PLATINE_INPUT, "", 0, 1, 0, 0, "the fan as set"},
    [STEPS] = {"steps", PLATINE_COUNTER, PLATINE_INPUT, "", 0, 4294967295.0f, 1, 0, "control steps since boot"},
    [LOG] = {"log", PLATINE_TEXT, PLATINE_INPUT, "", 0, 0, 0, 0, "what the board was told"},
};

typedef struct trial {
    stream line;
    const char *where;
    platine_board board;
    platine_device device;
    uint64_t boot_ns;
    uint64_t next_step_ns;
    uint64_t connected_ns; /* since when there is a client that has not said hello; 0: there is none */
    uint32_t inputs[CHANNELS];
    char message[PLATINE_TEXT_BYTES + 1];
    unsigned lose; /* frames yet to be spoiled */
    bool spoiling; /* within such a frame */
    bool gone;
    bool restart;
    bool told;
} trial;

static uint64_t host_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static size_t port_read(void *context, uint8_t *bytes, size_t capacity) {
    trial *t = context;
    size_t count = stream_read(&t->line, bytes, capacity, &t->gone);
    for (size_t i = 0; t->lose > 0 && i < count; i++) {
        if (bytes[i] != 0) {
            bytes[i] = 1;
            t->spoiling = true;
        } else if (t->spoiling) {
            t->spoiling = false;
            t->lose--;
        }
    }
    return count;
}

static size_t port_write(void *context, const uint8_t *bytes, size_t length) {
    return stream_write(&((trial *)context)->line, bytes, length);
}

static uint64_t port_now(void *context) {
    return host_ns() - ((trial *)context)->boot_ns;
}

static uint32_t port_get(void *context, uint16_t channel) {
    return ((trial *)context)->inputs[channel];
}

static void port_set(void *context, uint16_t channel, uint32_t bits) {
    trial *t = context;
    switch (channel) {
        case RELAY:
            t->inputs[RELAY_SEEN] = bits;
            break;
        case LEVEL:
            t->inputs[LEVEL_SEEN] = bits;
            break;
        case FAN:
            t->inputs[FAN_SEEN] = bits;
            break;
        default: /* nothing is wired to it */
            break;
    }
}

static const char *port_get_text(void *context, uint16_t channel) {
    (void)channel; /* the log repeats the message */
    return ((trial *)context)->message;
}

static void port_set_text(void *context, uint16_t channel, const char *line) {
    trial *t = context;
    (void)channel;
    strncpy(t->message, line, sizeof t->message - 1);
    t->told = true;
}

static void port_reset(void *context) {
    ((trial *)context)->restart = true;
}

static const char *boot(trial *t) {
    platine_port port = {.context = t, .read = port_read, .write = port_write, .now_ns = port_now, .get = port_get,
            .set = port_set, .get_text = port_get_text, .set_text = port_set_text, .reset = port_reset};
    stream_drop(&t->line);
    t->boot_ns = host_ns();
    t->next_step_ns = t->boot_ns;
    t->board.boot_id = (uint32_t)(t->boot_ns ^ (t->boot_ns >> 32)) ^ (uint32_t)getpid();
    memset(t->inputs, 0, sizeof t->inputs);
    memset(t->message, 0, sizeof t->message);
    t->restart = t->told = false;
    return platine_device_init(&t->device, &t->board, &port);
}

static void step(trial *t) {
    t->inputs[STEPS]++;
    if (t->told) {
        t->told = false;
        platine_device_line(&t->device, LOG, t->message);
    }
}

static void come_back(trial *t) {
    const char *where = t->where;
    char port[16];
    if (strncmp(where, "tcp:", 4) == 0) { /* the port that it had */
        snprintf(port, sizeof port, "tcp:%s", strrchr(t->line.name, ':') + 1);
        where = port;
    }
    const char *problem = stream_open(&t->line, where);
    if (problem != NULL) {
        fprintf(stderr, "trial_board: %s\n", problem);
        exit(1);
    }
}

static void go_away(trial *t) {
    char name[sizeof t->line.name];
    memcpy(name, t->line.name, sizeof name);
    stream_close(&t->line);
    memcpy(t->line.name, name, sizeof name);
    t->gone = true;
}

/* False at the end of the input. */
static bool obey(trial *t) {
    char line[16];
    ssize_t count = read(STDIN_FILENO, line, sizeof line - 1);
    if (count <= 0) {
        return count != 0;
    }
    line[count] = 0;
    if (strcmp(line, "drop\n") == 0) {
        stream_drop(&t->line);
        t->gone = true;
    } else if (strcmp(line, "away\n") == 0) {
        go_away(t);
    } else if (strcmp(line, "back\n") == 0) {
        come_back(t);
    } else if (strncmp(line, "lose ", 5) == 0) {
        t->lose = (unsigned)atoi(line + 5);
    }
    fputs(line, stdout);
    fflush(stdout);
    return true;
}

/* A client that says no hello keeps others out: it is dropped. */
static void watch_client(trial *t, uint64_t now_ns) {
    if (t->gone) {
        t->gone = false;
        platine_device_disconnected(&t->device);
    }
    bool silent = stream_connected(&t->line) && t->line.listener >= 0 && !platine_device_greeted(&t->device);
    if (!silent || t->connected_ns == 0) {
        t->connected_ns = silent ? now_ns : 0;
    } else if (now_ns - t->connected_ns > HELLO_NS) {
        stream_drop(&t->line);
        t->gone = true;
        t->connected_ns = 0;
    }
}

static void run(trial *t) {
    uint64_t now_ns = host_ns();
    while (true) {
        (void)stream_tick(&t->line);
        bool more = platine_device_poll(&t->device);
        now_ns = host_ns();
        if (now_ns >= t->next_step_ns) {
            t->next_step_ns = now_ns + STEP_NS;
            step(t);
            if (!obey(t)) {
                return;
            }
        }
        watch_client(t, now_ns);
        if (t->restart) {
            (void)boot(t); /* went well the first time */
        } else if (!more) {
            uint64_t due_ns = platine_device_next_ns(&t->device);
            uint64_t until_ns = t->next_step_ns - t->boot_ns;
            until_ns = due_ns < until_ns ? due_ns : until_ns;
            now_ns -= t->boot_ns;
            stream_wait(&t->line, until_ns > now_ns ? (int64_t)(until_ns - now_ns) : 0);
        }
    }
}

int main(int argc, char **argv) {
    static trial t = {.board = {.name = "trial", .vendor = "Platine", .model = "TRIAL-1", .hardware_revision = "A",
            .serial_number = "0001", .firmware_version = "1.0", .build_id = "c", .channels = channels,
            .channel_count = CHANNELS}};
    const char *problem = argc == 2 ? stream_open(&t.line, argv[1]) : "needs pty, pty:LINK, tcp:PORT, unix:PATH, can: or can-raw:INTERFACE,TX,RX";
    if (problem == NULL) {
        problem = boot(&t);
    }
    if (problem != NULL) {
        fprintf(stderr, "trial_board: %s\n", problem);
        return 1;
    }
    t.where = argv[1];
    struct sched_param real_time = {.sched_priority = 1}; /* where it is allowed: a busy computer then delays nothing */
    (void)sched_setscheduler(0, SCHED_FIFO, &real_time);
    fcntl(STDIN_FILENO, F_SETFL, fcntl(STDIN_FILENO, F_GETFL) | O_NONBLOCK);
    printf("%s\n", t.line.name);
    fflush(stdout);
    run(&t);
    stream_close(&t.line);
    return 0;
}
