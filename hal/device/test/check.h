/* A check that says what broke, and lets the others go on. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>

static int checks_failed;

#define CHECK(holds)                                                            \
    do {                                                                        \
        if (!(holds)) {                                                         \
            checks_failed++;                                                    \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #holds); \
        }                                                                       \
    } while (0)

#define RUN(test)                                                               \
    do {                                                                        \
        int before = checks_failed;                                             \
        test();                                                                 \
        printf("%s %s\n", checks_failed == before ? "ok  " : "FAIL", #test);    \
    } while (0)

#endif
