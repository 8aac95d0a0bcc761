/* The channels of the board, in the order and with the values of board.yaml. */
#ifndef EV_CHANNELS_H
#define EV_CHANNELS_H

#include <stdint.h>

#include "charger.h"
#include "platine/device.h"

#define EV_CHANNELS 38
#define EV_CHANNEL_LOG 32 /* the text; outputs come behind it */

extern const platine_channel ev_channels[EV_CHANNELS];

/* The 32 bits of an input, kept inside the channel's range. */
uint32_t ev_channel_get(const ev_readings *readings, uint16_t channel);

/* Takes the set-point of an output. */
void ev_channel_set(ev_setpoints *setpoints, uint16_t channel, uint32_t bits);

#endif
