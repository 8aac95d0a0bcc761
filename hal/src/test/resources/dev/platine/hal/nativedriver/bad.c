/* A driver that does one thing wrong: which, says the key `how`. What blocks, does so until the file `until` exists. */
#define _POSIX_C_SOURCE 200809L

#include "platine_driver.h"

#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#ifndef MAJOR
#define MAJOR PLATINE_DRIVER_MAJOR
#endif
#ifndef EXTRA
#define EXTRA 0u
#endif

struct platine_driver {
    char how[32];
    char until[512];
    struct platine_driver_error *error;
    struct platine_driver_blocks blocks;
    uint64_t steps;
    uint32_t described;
    uint32_t held[2];
};

#define IS(text) (strcmp(driver->how, text) == 0)

int32_t platine_driver_hello(struct platine_driver_hello *hello) {
    int32_t status = platine_driver_answer(hello);
    hello->driver_major = MAJOR;
    hello->channel_bytes += EXTRA;
    return status;
}

static void block(const struct platine_driver *driver) {
    const struct timespec pause = {0, 5000000};
    while (driver->until[0] == '\0' || access(driver->until, F_OK) != 0) {
        nanosleep(&pause, NULL);
    }
}

int32_t platine_driver_open(const char *config, struct platine_driver_error *error, struct platine_driver **result) {
    struct platine_driver *driver = calloc(1, sizeof *driver);
    (void)platine_driver_config(config, "how", driver->how, sizeof driver->how);
    (void)platine_driver_config(config, "until", driver->until, sizeof driver->until);
    driver->error = error;
    if (IS("refuse")) {
        error->code = 42;
        strcpy(error->reason, "no such\nport \x01 3");
        free(driver);
        return PLATINE_DRIVER_MALFORMED;
    }
    if (IS("no-text")) {
        memset(error->reason, 'x', sizeof error->reason);
        free(driver);
        return PLATINE_DRIVER_BUSY;
    }
    if (IS("null")) {
        return PLATINE_DRIVER_OK;
    }
    if (IS("block-open")) {
        block(driver);
    }
    *result = driver;
    return PLATINE_DRIVER_OK;
}

static void fill(struct platine_driver_channel *channel, const char *name, uint8_t kind, uint8_t direction) {
    memset(channel, 0, sizeof *channel);
    strcpy(channel->name, name);
    channel->kind = kind;
    channel->direction = direction;
    channel->maximum = 10.0f;
}

int32_t platine_driver_describe(
    struct platine_driver *driver, struct platine_driver_board *board, struct platine_driver_channel *table, uint32_t capacity) {
    (void)capacity;
    memset(board, 0, sizeof *board);
    board->channel_count = 4;
    strcpy(board->name, "bad");
    fill(&table[0], "level", PLATINE_DRIVER_ANALOG, PLATINE_DRIVER_INPUT);
    fill(&table[1], "button", PLATINE_DRIVER_DIGITAL, PLATINE_DRIVER_INPUT);
    fill(&table[2], "valve", PLATINE_DRIVER_ANALOG, PLATINE_DRIVER_OUTPUT);
    fill(&table[3], "said", PLATINE_DRIVER_TEXT, PLATINE_DRIVER_INPUT);
    driver->described++;
    if (IS("none")) {
        board->channel_count = 0;
    } else if (IS("many")) {
        board->channel_count = 5000;
    } else if (IS("changing")) {
        board->channel_count = 64 + driver->described;
    } else if (IS("big-table")) {
        memset(&table[4], 0, 61 * sizeof table[0]);
    } else if (IS("bad-name")) {
        strcpy(table[1].name, "Big Button");
    } else if (IS("endless-name")) {
        memset(table[1].name, 'a', sizeof table[1].name);
    } else if (IS("control")) {
        strcpy(table[1].label, "a\nb");
    } else if (IS("latin1")) {
        strcpy(table[1].label, "Gr\xfc\xdf" "e");
    } else if (IS("twice")) {
        strcpy(table[1].name, "level");
    } else if (IS("kind")) {
        table[1].kind = 9;
    } else if (IS("direction")) {
        table[1].direction = 0;
    } else if (IS("range")) {
        table[2].maximum = -1.0f;
    } else if (IS("nan-range")) {
        table[2].maximum = NAN;
    } else if (IS("unsafe")) {
        table[2].safe = platine_driver_word(11.0f);
    } else if (IS("scan")) {
        board->scan_us = 1;
    } else if (IS("abilities")) {
        board->abilities = 0x80;
    } else if (IS("nameless")) {
        board->name[0] = '\0';
    } else if (IS("endless")) {
        board->abilities = PLATINE_DRIVER_KEEPS_LIFETIMES;
    } else if (IS("mixed")) {
        board->channel_count = 5;
        fill(&table[4], "pump", PLATINE_DRIVER_ANALOG, PLATINE_DRIVER_OUTPUT);
    } else if (IS("describe-fails")) {
        return PLATINE_DRIVER_FAILURE;
    }
    return PLATINE_DRIVER_OK;
}

int32_t platine_driver_bind(struct platine_driver *driver, const struct platine_driver_blocks *blocks) {
    driver->blocks = *blocks;
    return IS("bind-fails") ? PLATINE_DRIVER_FAILURE : PLATINE_DRIVER_OK;
}

int32_t platine_driver_exchange(struct platine_driver *driver) {
    const struct platine_driver_blocks *blocks = &driver->blocks;
    blocks->inputs[0] = platine_driver_word(1.5f);
    blocks->inputs[1] = 1;
    blocks->step->time_ns = ++driver->steps * 1000;
    if (driver->steps < 3) {
        return PLATINE_DRIVER_OK; /* long enough to be opened */
    }
    if (IS("nan")) {
        blocks->inputs[0] = platine_driver_word(NAN);
    } else if (IS("infinite")) {
        blocks->inputs[0] = platine_driver_word(INFINITY);
    } else if (IS("digital")) {
        blocks->inputs[1] = 2;
    } else if (IS("output")) {
        blocks->outputs[0] = platine_driver_word(-5.0f);
    } else if (IS("stuck")) {
        blocks->outputs[0] = 0;
    } else if (IS("mixed")) {
        for (uint32_t i = 0; i < 2; i++) {
            if (blocks->until_ns[i] != PLATINE_DRIVER_LEAVE) {
                driver->held[1 - i] = blocks->outputs[i];
            }
        }
        memcpy(blocks->outputs, driver->held, sizeof driver->held);
    } else if (IS("back")) {
        blocks->step->time_ns = 1;
    } else if (IS("beside")) {
        blocks->inputs[blocks->input_count] = 7;
    } else if (IS("before")) {
        ((volatile uint32_t *)blocks->outputs)[-1] = 7;
    } else if (IS("code")) {
        return -99;
    } else if (IS("fails")) {
        strcpy(driver->error->reason, "over temperature");
        driver->error->code = 17;
        return PLATINE_DRIVER_FAILURE;
    } else if (IS("lost")) {
        return PLATINE_DRIVER_LOST;
    } else if (IS("block")) {
        block(driver);
    } else if (IS("crash")) {
        raise(SIGSEGV);
    } else if (IS("abort")) {
        abort();
    } else if (IS("exit")) {
        _exit(3);
    }
    return PLATINE_DRIVER_OK;
}

int32_t platine_driver_poll(struct platine_driver *driver, struct platine_driver_event *events, uint32_t capacity) {
    if (IS("poll-many")) {
        return (int32_t)capacity + 1;
    }
    if (IS("poll-fails")) {
        return PLATINE_DRIVER_FAILURE;
    }
    if (IS("event") || IS("flood")) {
        for (uint32_t i = 0; i < capacity; i++) {
            memset(&events[i], 0, sizeof events[i]);
            events[i].kind = IS("event") ? 77 : PLATINE_DRIVER_EVENT_LINE;
            events[i].channel = 3;
            memset(events[i].text, 'x', sizeof events[i].text);
        }
        return (int32_t)capacity;
    }
    return 0;
}

int32_t platine_driver_write_text(struct platine_driver *driver, uint32_t channel, const char *text) {
    (void)driver;
    (void)channel;
    (void)text;
    return PLATINE_DRIVER_UNSUPPORTED;
}

int32_t platine_driver_reset(struct platine_driver *driver) {
    (void)driver;
    return PLATINE_DRIVER_UNSUPPORTED;
}

/* Goes on writing into blocks that are no longer its own. */
static void *write_late(void *argument) {
    struct platine_driver *driver = argument;
    const struct timespec pause = {0, 1000000};
    for (int i = 0; i < 300; i++) {
        driver->blocks.inputs[0]++;
        driver->blocks.outputs[0] = 0xdeadbeefu;
        memset(driver->error->reason, 'x', sizeof driver->error->reason);
        nanosleep(&pause, NULL);
    }
    return NULL;
}

void platine_driver_close(struct platine_driver *driver) {
    pthread_t thread;
    if (IS("late") && pthread_create(&thread, NULL, write_late, driver) == 0) {
        pthread_detach(thread);
        return;
    }
    free(driver);
}
