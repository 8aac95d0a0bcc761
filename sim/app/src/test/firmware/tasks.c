/*
 * A kernel of few lines whose variables have the names and the shape by which debuggers know FreeRTOS: tasks in lists by state, switched by PendSV with their
 * floating-point registers. Five tasks: one works and yields, one sleeps and counts with a float, one waits for something that never comes, one is parked, one is idle.
 */
#define KERNEL
#include "start.h"

#define ICSR REGISTER(0xE000ED04)
#define SHPR3 REGISTER(0xE000ED20)
#define CPACR REGISTER(0xE000ED88)
#define PENDSVSET (1u << 28)
#define PRIORITIES 4
#define STACK_WORDS 160

struct item {
    uint32_t value;
    struct item *next;
    struct item *previous;
    void *owner;
    void *container;
};

struct list {
    uint32_t count;
    struct item *index;
    struct {
        uint32_t value;
        struct item *next;
        struct item *previous;
    } end;
};

struct task {
    uint32_t *top;
    struct item state;
    struct item event;
    uint32_t priority;
    uint32_t *stack;
    char name[12];
    uint32_t space[STACK_WORDS];
};

struct task *volatile pxCurrentTCB;
struct list pxReadyTasksLists[PRIORITIES];
struct list xDelayedTaskList1;
struct list xDelayedTaskList2;
struct list xPendingReadyList;
struct list xSuspendedTaskList;
struct list xTasksWaitingTermination;
volatile uint32_t uxCurrentNumberOfTasks;
volatile int32_t xSchedulerRunning;
volatile uint32_t ticks;
volatile uint32_t worked;
volatile float slept;
static struct list never;
static struct task tasks[5];

/* Lists. */

static void make(struct list *list) {
    struct item *end = (struct item *)&list->end;
    list->count = 0;
    list->index = end;
    list->end.value = 0xFFFFFFFF;
    list->end.next = end;
    list->end.previous = end;
}

static void put(struct list *list, struct item *item) {
    struct item *behind = (struct item *)&list->end;
    while (behind->previous != (struct item *)&list->end && behind->previous->value > item->value) {
        behind = behind->previous;
    }
    item->next = behind;
    item->previous = behind->previous;
    item->previous->next = item;
    behind->previous = item;
    item->container = list;
    list->count++;
}

static void take(struct item *item) {
    struct list *list = item->container;
    item->next->previous = item->previous;
    item->previous->next = item->next;
    item->container = 0;
    list->count--;
}

/* Switching. */

void choose(void) {
    for (int priority = PRIORITIES - 1; priority >= 0; priority--) {
        struct list *list = &pxReadyTasksLists[priority];
        if (list->count > 0) {
            struct item *first = list->end.next;
            take(first);
            put(list, first); /* each in turn */
            pxCurrentTCB = first->owner;
            return;
        }
    }
}

__attribute__((naked)) void switch_handler(void) {
    __asm volatile("mrs r0, psp\n"
                   "tst lr, #16\n"
                   "it eq\n"
                   "vstmdbeq r0!, {s16-s31}\n"
                   "stmdb r0!, {r4-r11, lr}\n"
                   "ldr r1, =pxCurrentTCB\n"
                   "ldr r1, [r1]\n"
                   "str r0, [r1]\n"
                   "bl choose\n"
                   "b go_on\n");
}

__attribute__((naked, used)) void go_on(void) {
    __asm volatile("ldr r1, =pxCurrentTCB\n"
                   "ldr r1, [r1]\n"
                   "ldr r0, [r1]\n"
                   "ldmia r0!, {r4-r11, lr}\n"
                   "tst lr, #16\n"
                   "it eq\n"
                   "vldmiaeq r0!, {s16-s31}\n"
                   "msr psp, r0\n"
                   "bx lr\n");
}

__attribute__((noinline)) static void switch_now(void) {
    ICSR = PENDSVSET;
    __asm volatile("dsb\n\tisb\n\tcpsie i\n\tnop" ::: "memory");
}

void tick_handler(void) {
    ticks++;
    struct item *first = xDelayedTaskList1.end.next;
    while (first != (struct item *)&xDelayedTaskList1.end && first->value <= ticks) {
        struct task *task = first->owner;
        take(first);
        first->value = 0;
        put(&pxReadyTasksLists[task->priority], first);
        first = xDelayedTaskList1.end.next;
    }
    ICSR = PENDSVSET;
}

__attribute__((noinline)) static void leave(struct list *list, uint32_t value, struct list *event) {
    __asm volatile("cpsid i");
    struct task *self = pxCurrentTCB;
    take(&self->state);
    self->state.value = value;
    put(list, &self->state);
    if (event != 0) {
        put(event, &self->event);
    }
    switch_now();
}

/* Tasks. */

__attribute__((noinline)) void work(uint32_t round) {
    worked = round;
}

static void worker(void) {
    for (uint32_t round = 1;; round++) {
        work(round);
        switch_now();
    }
}

static void sleeper(void) {
    float sum = 0.5f;
    for (;;) {
        leave(&xDelayedTaskList1, ticks + 10, 0);
        sum += 1.0f;
        slept = sum;
    }
}

static void waiter(void) {
    for (;;) {
        leave(&xSuspendedTaskList, 0, &never);
    }
}

static void parked(void) {
    for (;;) {
        leave(&xSuspendedTaskList, 0, 0);
    }
}

static void idle(void) {
    for (;;) {
        __asm volatile("wfi");
    }
}

static void create(struct task *task, const char *name, uint32_t priority, void (*entry)(void)) {
    uint32_t *top = task->space + STACK_WORDS;
    *--top = 1u << 24;
    *--top = (uint32_t)entry & ~1u;
    top -= 6; /* LR to R0 */
    top[5] = 0;
    *--top = 0xFFFFFFFD;
    top -= 8; /* R11 to R4 */
    task->top = top;
    task->stack = task->space;
    task->priority = priority;
    task->state.owner = task;
    task->event.owner = task;
    for (int i = 0; name[i] != 0; i++) {
        ((volatile char *)task->name)[i] = name[i];
    }
    put(&pxReadyTasksLists[priority], &task->state);
    uxCurrentNumberOfTasks++;
    pxCurrentTCB = task;
}

/* The first task, by an exception. */
__attribute__((naked)) void start_handler(void) {
    __asm volatile("b go_on");
}

__attribute__((noinline)) void start(void) {
    xSchedulerRunning = 1;
    begin_ticks();
    __asm volatile("svc 0");
}

void reset_handler(void) {
    CPACR |= 15u << 20;
    SHPR3 = 0xFFFF0000;
    for (int i = 0; i < PRIORITIES; i++) {
        make(&pxReadyTasksLists[i]);
    }
    make(&xDelayedTaskList1);
    make(&xDelayedTaskList2);
    make(&xPendingReadyList);
    make(&xSuspendedTaskList);
    make(&xTasksWaitingTermination);
    make(&never);
    create(&tasks[0], "idle", 0, idle);
    create(&tasks[1], "worker", 1, worker);
    create(&tasks[2], "sleeper", 2, sleeper);
    create(&tasks[3], "parked", 3, parked);
    create(&tasks[4], "waiter", 3, waiter);
    start();
    for (;;) {
    }
}
