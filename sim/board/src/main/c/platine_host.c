/*
 * The process of an isolated firmware. The simulator compiles and starts it; nobody else needs to.
 *
 *     platine_host SHARED_FILE LIBRARY WATCHDOG_MS
 *
 * Two processes: this one watches, and forks one for each life of the firmware. So each life has fresh globals, the way it
 * died is known exactly, and a call that does not return is ended from outside. Requests come by standard input, replies go
 * by standard output, the firmware's own output goes to standard error, where a line that begins with a record separator (0x1e)
 * follows the last output of each life. When the simulator is gone, standard input ends, and so does all of this.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "platine_isolation.h"

#define SPIN_NS 20000
#define MOST_SKIPPED 1024u

typedef int64_t (*init_function)(struct platine_block *);
typedef int64_t (*step_function)(int64_t);
typedef void (*exit_function)(void);

static struct platine_block *block;
static struct platine_control *control;
static int requests;
static int replies;

static int64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t) now.tv_sec * 1000000000 + now.tv_nsec;
}

static void relax(void)
{
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ __volatile__("yield");
#endif
}

static void say(char byte)
{
    while (write(replies, &byte, 1) < 0 && errno == EINTR) {
    }
}

/* ---- the firmware's process ---- */

/* A byte of the simulator; its end is ours. */
static void hear(void)
{
    char byte;
    ssize_t count;

    do {
        count = read(requests, &byte, 1);
    } while (count < 0 && errno == EINTR);
    if (count <= 0) {
        _exit(0);
    }
}

static bool asked(uint64_t done)
{
    return __atomic_load_n(&control->request, __ATOMIC_ACQUIRE) != done;
}

/* Waits for the next call: looks for a while, as long as that has paid lately, then blocks. */
static void await_request(uint64_t done, bool may_spin)
{
    static unsigned skip;
    static unsigned skipped;

    if (may_spin && skipped++ >= skip) {
        int64_t until_ns = now_ns() + SPIN_NS;

        skipped = 0;
        do {
            int i;

            for (i = 0; i < 64; i++) {
                if (asked(done)) {
                    skip = 0;
                    return;
                }
                relax();
            }
        } while (now_ns() < until_ns);
        skip = skip == 0 ? 1 : skip < MOST_SKIPPED ? skip * 2 : skip;
    }
    while (!asked(done)) {
        __atomic_store_n(&control->child_waits, 1, __ATOMIC_SEQ_CST);
        if (!asked(done) || __atomic_exchange_n(&control->child_waits, 0, __ATOMIC_SEQ_CST) == 0) {
            hear();
        }
    }
}

static void answer(uint64_t request, int64_t result)
{
    control->result = result;
    __atomic_store_n(&control->reply, request, __ATOMIC_SEQ_CST);
    if (__atomic_exchange_n(&control->host_waits, 0, __ATOMIC_SEQ_CST) == 1) {
        say('A');
    }
}

static void *find(void *library, const char *name)
{
    void *found = dlsym(library, name);

    if (found == NULL) {
        control->how = PLATINE_END_LOAD;
        snprintf(control->message, sizeof(control->message), "%s is missing", name);
        _exit(1);
    }
    return found;
}

static void live(const char *path, bool may_spin)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    init_function init;
    step_function step;
    exit_function leave;
    uint64_t done = control->reply;

    if (library == NULL) {
        control->how = PLATINE_END_LOAD;
        snprintf(control->message, sizeof(control->message), "%s", dlerror());
        _exit(1);
    }
    *(void **) &init = find(library, "platine_firmware_init");
    *(void **) &step = find(library, "platine_firmware_step");
    *(void **) &leave = find(library, "platine_firmware_exit");
    for (;;) {
        await_request(done, may_spin);
        done = __atomic_load_n(&control->request, __ATOMIC_ACQUIRE);
        switch (control->command) {
        case PLATINE_COMMAND_INIT:
            answer(done, init(block));
            break;
        case PLATINE_COMMAND_STEP:
            answer(done, step(control->argument));
            break;
        case PLATINE_COMMAND_EXIT:
            leave();
            exit(0);
        default:
            _exit(0);
        }
    }
}

/* ---- the process that watches it ---- */

static bool traced(pid_t child)
{
    char path[64];
    char line[256];
    FILE *file;
    bool found = false;

    snprintf(path, sizeof(path), "/proc/%d/status", (int) child);
    file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
        if (strncmp(line, "TracerPid:", 10) == 0) {
            found = atoi(line + 10) != 0;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return found;
}

static void finish(pid_t child, int status)
{
    char mark[32];
    int length;

    kill(-child, SIGKILL); /* what it started itself */
    if (control->how == 0) {
        control->how = WIFSIGNALED(status) ? PLATINE_END_SIGNAL : PLATINE_END_EXITED;
        control->code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    }
    length = snprintf(mark, sizeof(mark), "\n\x1e%llu\n", (unsigned long long) control->lives);
    (void) !write(2, mark, (size_t) length);
    __atomic_store_n(&control->ended, 1, __ATOMIC_SEQ_CST);
    say('D');
}

/* Returns when the child has ended and was told of; ends everything when the simulator has. */
static void watch(pid_t child, int children, int watchdog_ms)
{
    uint64_t seen = 0;
    int ticks = 0;
    struct pollfd polled[2] = {{requests, 0, 0}, {children, POLLIN, 0}};

    for (;;) {
        int count = poll(polled, 2, watchdog_ms / 4);
        uint64_t request = __atomic_load_n(&control->request, __ATOMIC_ACQUIRE);
        int status;

        if ((polled[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0) {
            kill(-child, SIGKILL);
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            exit(0);
        }
        if (count > 0 && (polled[1].revents & POLLIN) != 0) {
            struct signalfd_siginfo told;

            (void) !read(children, &told, sizeof(told));
        }
        if (waitpid(child, &status, WNOHANG) == child) {
            finish(child, status);
            return;
        }
        if (count != 0) {
            continue;
        }
        if (request == __atomic_load_n(&control->reply, __ATOMIC_ACQUIRE) || request != seen || traced(child)) {
            seen = request;
            ticks = 0;
        } else if (++ticks >= 4 && control->how == 0) {
            control->how = PLATINE_END_WATCHDOG;
            kill(-child, SIGKILL);
            kill(child, SIGKILL);
        }
    }
}

static bool several_processors(void)
{
    cpu_set_t mine;

    return sched_getaffinity(0, sizeof(mine), &mine) == 0 && CPU_COUNT(&mine) > 1;
}

static void begin(const char *library, int children, int watchdog_ms, const sigset_t *before)
{
    pid_t self = getpid();
    pid_t child;

    control->ended = 0;
    control->how = 0;
    control->code = 0;
    control->message[0] = 0;
    control->child_waits = 0;
    control->lives++;
    child = fork();
    if (child == 0) {
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        prctl(PR_SET_NAME, "platine-fw");
        if (getppid() != self) {
            _exit(0);
        }
        close(children);
        signal(SIGPIPE, SIG_DFL);
        signal(SIGINT, SIG_DFL);
        sigprocmask(SIG_SETMASK, before, NULL);
        control->pid = (uint32_t) getpid();
        live(library, several_processors());
    }
    if (child < 0) {
        control->how = PLATINE_END_LOAD;
        snprintf(control->message, sizeof(control->message), "no process for it: %s", strerror(errno));
        __atomic_store_n(&control->ended, 1, __ATOMIC_SEQ_CST);
        say('D');
        return;
    }
    setpgid(child, child);
    watch(child, children, watchdog_ms);
}

static int refuse(const char *what)
{
    fprintf(stderr, "platine_host: %s: %s\n", what, strerror(errno));
    return 1;
}

int main(int count, char **arguments)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    int file;
    int children;
    sigset_t mask;
    sigset_t before;
    char *shared;
    char byte;

    if (count != 4 || null < 0) {
        fprintf(stderr, "usage: platine_host SHARED_FILE LIBRARY WATCHDOG_MS\n");
        return 2;
    }
    requests = fcntl(0, F_DUPFD_CLOEXEC, 10);
    replies = fcntl(1, F_DUPFD_CLOEXEC, 10);
    dup2(null, 0);
    dup2(2, 1);
    setvbuf(stdout, NULL, _IOLBF, 0);
    file = open(arguments[1], O_RDWR | O_CLOEXEC);
    if (file < 0) {
        return refuse(arguments[1]);
    }
    shared = mmap(NULL, PLATINE_SHARED_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (shared == MAP_FAILED) {
        return refuse("mmap");
    }
    close(file);
    unlink(arguments[1]);
    block = (struct platine_block *) (void *) shared;
    control = (struct platine_control *) (void *) (shared + PLATINE_CONTROL_OFFSET);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGINT, SIG_IGN); /* Ctrl-C is for the simulator */
    sigemptyset(&mask);
    sigaddset(&mask, SIGCHLD);
    sigprocmask(SIG_BLOCK, &mask, &before);
    children = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
    if (children < 0) {
        return refuse("signalfd");
    }
    say('R');
    while (read(requests, &byte, 1) == 1) {
        if (byte == 'L') {
            begin(arguments[2], children, atoi(arguments[3]), &before);
        }
    }
    return 0;
}
