#include "shim.h"

extern const struct shim_kind shim_gpio;
extern const struct shim_kind shim_i2c;
extern const struct shim_kind shim_spi;
extern const struct shim_kind shim_sys;

const struct shim_kind *const shim_kinds[] = {&shim_gpio, &shim_i2c, &shim_spi, &shim_sys, NULL};
