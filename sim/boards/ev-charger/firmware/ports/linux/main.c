/*
 * The charging station's firmware as a process of a Linux computer: a real board for tests, and for anybody with a compiler.
 *
 * A control step each millisecond of CLOCK_MONOTONIC; bytes are answered as they come. The pins end in a small world (world.h).
 */
#define _GNU_SOURCE
#include <errno.h>
#include <getopt.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "firmware.h"
#include "stream.h"
#include "world.h"

#define HELLO_NS 5000000000u
#define LATE_NS 1000000000u /* after longer than this, the computer slept: what was missed is not made up for */

static const char usage[] =
        "usage: ev-charger-firmware --pty [--link PATH] | --tcp PORT | --unix PATH   where the host comes in; port 0 is any\n"
        "                           | --can INTERFACE,TX,RX | --can-raw INTERFACE,TX,RX   by the kernel's ISO-TP, by the\n"
        "                                            library's; TX and RX are what the board sends and receives, such as 0x700\n"
        "  --rated A       largest current of the installation, 6 to 63 (32)\n"
        "  --phases N      1 or 3 (3)\n"
        "  --ventilated    the place has ventilation\n"
        "  --vehicle       a vehicle is plugged in from the beginning\n"
        "  --console       takes lines from standard input: NAME VALUE changes the world, show lists it, line off and\n"
        "                  line on take the host's line away and back, quit ends\n"
        "  --realtime      asks for real-time scheduling, so that other programs do not delay its steps\n"
        "  --log           writes the firmware's log to standard error\n"
        "prints one line, 'listening URI', when it can be reached\n";

typedef struct process {
    ev_firmware firmware;
    ev_config config;
    ev_world world;
    stream line;
    uint64_t silent_ns; /* since when there is a client that has not said hello, of CLOCK_MONOTONIC; 0: there is none */
    uint64_t boot_ns; /* of CLOCK_MONOTONIC */
    uint64_t next_ns; /* since boot */
    uint32_t boots;
    char where[160];
    bool line_on;
    bool gone; /* the client left */
    bool readable; /* there may be bytes, or a client */
    bool realtime;
    bool log;
    bool console;
    bool reset;
    bool quit;
    char typed[128];
    size_t typed_count;
} process;

static volatile sig_atomic_t ended;

static void end(int signal) {
    (void)signal;
    ended = 1;
}

static uint64_t monotonic_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

/* ---- the port ---- */

static size_t read_line(void *context, uint8_t *bytes, size_t capacity) {
    process *self = context;
    if (!self->line_on || !self->readable) {
        return 0;
    }
    size_t count = stream_read(&self->line, bytes, capacity, &self->gone);
    self->readable = count == capacity; /* else ppoll tells when there is more: a call less */
    return count;
}

static size_t write_line(void *context, const uint8_t *bytes, size_t length) {
    process *self = context;
    return self->line_on ? stream_write(&self->line, bytes, length) : length;
}

static uint64_t now_ns(void *context) {
    process *self = context;
    return monotonic_ns() - self->boot_ns;
}

static void reset(void *context) {
    process *self = context;
    self->reset = true;
}

static void say(void *context, const char *line) {
    process *self = context;
    if (self->log) {
        fprintf(stderr, "%.3f %s\n", (double)now_ns(self) * 1e-9, line);
    }
}

static const char *boot(process *self) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    self->boot_ns = monotonic_ns();
    self->next_ns = 0;
    self->reset = false;
    self->boots++;
    const ev_port port = {
            .context = self,
            .read = read_line,
            .write = write_line,
            .now_ns = now_ns,
            .reset = reset,
            .log = say,
            .build = "linux",
            .serial_number = "000001",
            .boot_id = (uint32_t)time.tv_nsec ^ (uint32_t)time.tv_sec << 12 ^ (uint32_t)getpid() << 3 ^ self->boots,
    };
    return ev_firmware_init(&self->firmware, &self->config, &port);
}

/* ---- the line ---- */

static const char *open_line(process *self) {
    const char *problem = stream_open(&self->line, self->where);
    self->line_on = problem == NULL;
    return problem;
}

static void close_line(process *self) {
    stream_close(&self->line);
    self->line_on = false;
    self->gone = true;
}

/* Takes notice of a client that left; one that says no hello keeps others out, and is dropped. */
static void watch_client(process *self) {
    if (self->gone) {
        self->gone = false;
        ev_firmware_disconnected(&self->firmware);
    }
    bool silent = self->line_on && self->line.listener >= 0 && stream_connected(&self->line)
            && !platine_device_greeted(&self->firmware.device);
    if (!silent) {
        self->silent_ns = 0;
    } else if (self->silent_ns == 0) {
        self->silent_ns = monotonic_ns();
    } else if (monotonic_ns() - self->silent_ns > HELLO_NS) {
        stream_drop(&self->line);
        self->gone = true;
        self->silent_ns = 0;
    }
}

/* ---- the console ---- */

static void show(const process *self) {
    float value;
    const char *name;
    for (int i = 0; (name = ev_world_setting(&self->world, i, &value)) != NULL; i++) {
        printf("%s %g\n", name, (double)value);
    }
    fflush(stdout);
}

/* As when somebody pulls the plug of the line, with the firmware going on. */
static void switch_line(process *self, bool on) {
    if (on != self->line_on) {
        const char *problem = NULL;
        if (on) {
            problem = open_line(self);
        } else {
            close_line(self);
        }
        if (problem != NULL) {
            fprintf(stderr, "ev-charger-firmware: %s\n", problem);
            return;
        }
    }
    printf("line %s\n", on ? "on" : "off");
    fflush(stdout);
}

static void obey(process *self, const char *line) {
    char name[32];
    char rest[2];
    float value;
    if (strcmp(line, "quit") == 0) {
        self->quit = true;
    } else if (strcmp(line, "line off") == 0 || strcmp(line, "line on") == 0) {
        switch_line(self, strcmp(line, "line on") == 0);
    } else if (strcmp(line, "show") == 0) {
        show(self);
    } else if (sscanf(line, "%31s %f %1s", name, &value, rest) == 2 && ev_world_set(&self->world, name, value)) {
        printf("%s %g\n", name, (double)value);
        fflush(stdout);
    } else {
        fprintf(stderr, "ev-charger-firmware: not understood: %s (NAME VALUE, show, line off, line on, quit)\n", line);
    }
}

static void take_typed(process *self) {
    char bytes[128];
    ssize_t count = read(STDIN_FILENO, bytes, sizeof bytes);
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) {
        self->console = false;
    }
    for (ssize_t i = 0; i < count; i++) {
        if (bytes[i] == '\n') {
            self->typed[self->typed_count] = 0;
            self->typed_count = 0;
            obey(self, self->typed);
        } else if (self->typed_count + 1 < sizeof self->typed) {
            self->typed[self->typed_count++] = bytes[i];
        }
    }
}

/* ---- the loop ---- */

static void step(process *self) {
    uint64_t time_ns = now_ns(self);
    if (time_ns > self->next_ns + LATE_NS) {
        self->next_ns = time_ns;
    }
    while (time_ns >= self->next_ns) {
        ev_inputs inputs;
        ev_world_step(&self->world, &self->firmware.outputs, &inputs);
        ev_firmware_step(&self->firmware, &inputs, self->next_ns);
        self->next_ns += EV_STEP_NS;
    }
}

/* Answers what has arrived and sends what is due. */
static void converse(process *self) {
    if (self->line_on && stream_tick(&self->line)) {
        self->readable = true;
    }
    while (ev_firmware_poll(&self->firmware) && now_ns(self) < self->next_ns) {
    }
    watch_client(self);
}

static void wait(process *self, const sigset_t *signals) {
    uint64_t due_ns = platine_device_next_ns(&self->firmware.device);
    uint64_t time_ns = now_ns(self);
    due_ns = due_ns > time_ns && due_ns < self->next_ns ? due_ns : self->next_ns;
    uint64_t left_ns = due_ns > time_ns ? due_ns - time_ns : 0;
    const struct timespec left = {0, (long)left_ns}; /* never more than a step */
    struct pollfd watched[2] = {
            {.fd = !self->line_on ? -1 : self->line.fd >= 0 ? self->line.fd : self->line.listener,
                    .events = (short)(self->line.full ? POLLIN | POLLOUT : POLLIN)},
            {.fd = self->console ? STDIN_FILENO : -1, .events = POLLIN},
    };
    if (ppoll(watched, 2, &left, signals) > 0) {
        self->readable = self->readable || watched[0].revents != 0;
        if (watched[1].revents != 0) {
            take_typed(self);
        }
    }
}

static const char *restart(process *self) {
    if (self->line_on) {
        stream_drop(&self->line); /* a restarted board drops its connection */
    }
    return boot(self);
}

static const char *run(process *self) {
    sigset_t blocked;
    sigset_t before;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGINT);
    sigaddset(&blocked, SIGTERM);
    sigprocmask(SIG_BLOCK, &blocked, &before); /* so that they come in ppoll only */
    struct sigaction action = {.sa_handler = end};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    const char *problem = boot(self);
    while (problem == NULL && !ended && !self->quit) {
        step(self);
        converse(self);
        if (self->reset) {
            problem = restart(self);
        } else {
            wait(self, &before);
        }
    }
    return problem;
}

/* ---- options ---- */

static const char *parse(process *self, int count, char **arguments) {
    char *where = self->where;
    const size_t capacity = sizeof self->where;
    const char *link = NULL;
    static const struct option options[] = {
            {"pty", no_argument, NULL, 'p'},       {"link", required_argument, NULL, 'l'},
            {"can", required_argument, NULL, 'a'}, {"can-raw", required_argument, NULL, 'A'},
            {"tcp", required_argument, NULL, 't'}, {"unix", required_argument, NULL, 'u'},
            {"rated", required_argument, NULL, 'r'},  {"phases", required_argument, NULL, 'n'},
            {"ventilated", no_argument, NULL, 'v'}, {"vehicle", no_argument, NULL, 'c'},
            {"console", no_argument, NULL, 'i'},   {"log", no_argument, NULL, 'g'},
            {"realtime", no_argument, NULL, 'R'},  {NULL, 0, NULL, 0},
    };
    int option;
    while ((option = getopt_long(count, arguments, "", options, NULL)) != -1) {
        switch (option) {
            case 'p':
                snprintf(where, capacity, "pty");
                break;
            case 'l':
                link = optarg;
                break;
            case 't':
                snprintf(where, capacity, "tcp:%s", optarg);
                break;
            case 'u':
                snprintf(where, capacity, "unix:%s", optarg);
                break;
            case 'a':
                snprintf(where, capacity, "can:%s", optarg);
                break;
            case 'A':
                snprintf(where, capacity, "can-raw:%s", optarg);
                break;
            case 'r':
                self->config.rated_a = strtof(optarg, NULL);
                break;
            case 'n':
                self->config.phases = atoi(optarg);
                break;
            case 'v':
                self->config.ventilated = true;
                break;
            case 'c':
                self->world.settings.plugged = 1;
                break;
            case 'i':
                self->console = true;
                break;
            case 'g':
                self->log = true;
                break;
            case 'R':
                self->realtime = true;
                break;
            default:
                return "an option is not known";
        }
    }
    if (*where == 0 || optind < count) {
        return "say where the host comes in: --pty, --tcp PORT, --unix PATH, --can or --can-raw INTERFACE,TX,RX";
    }
    if (link != NULL && strcmp(where, "pty") != 0) {
        return "--link goes with --pty only";
    }
    if (link != NULL) {
        snprintf(where, capacity, "pty:%s", link);
    }
    if (!(self->config.rated_a >= 6 && self->config.rated_a <= 63)) {
        return "--rated must be 6 to 63";
    }
    return self->config.phases == 1 || self->config.phases == 3 ? NULL : "--phases must be 1 or 3";
}

int main(int count, char **arguments) {
    static process self; /* too large for some stacks */
    self.config = (ev_config){.rated_a = 32, .phases = EV_PHASES};
    ev_world_init(&self.world);
    const char *problem = parse(&self, count, arguments);
    if (problem != NULL) {
        fprintf(stderr, "ev-charger-firmware: %s\n%s", problem, usage);
        return 2;
    }
    const struct sched_param lowest = {.sched_priority = 1};
    if (self.realtime && sched_setscheduler(0, SCHED_FIFO, &lowest) != 0) {
        fprintf(stderr, "ev-charger-firmware: no real-time scheduling: %s\n", strerror(errno));
    }
    problem = open_line(&self);
    if (problem == NULL) {
        printf("listening %s\n", self.line.name);
        fflush(stdout);
        problem = run(&self);
    }
    if (self.line_on) {
        close_line(&self);
    }
    if (problem != NULL) {
        fprintf(stderr, "ev-charger-firmware: %s\n", problem);
    }
    return problem == NULL ? 0 : 1;
}
