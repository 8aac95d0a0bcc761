#include "shim.h"

extern const struct shim_kind shim_gpio;

const struct shim_kind *const shim_kinds[] = {&shim_gpio, NULL};
