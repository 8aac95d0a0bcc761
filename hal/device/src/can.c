#include "platine/can.h"

const char *platine_can_init(platine_can *can, const platine_isotp_config *config, const platine_isotp_port *port) {
    platine_stuffer_take(&can->stuffer, NULL, 0);
    platine_unstuffer_init(&can->unstuffer, can->out, sizeof can->out);
    return platine_isotp_init(&can->channel, config, port, can->in, sizeof can->in);
}

bool platine_can_wants(const platine_can *can) {
    size_t length;
    return platine_isotp_sending(&can->channel) || platine_isotp_message(&can->channel, &length) == NULL;
}

bool platine_can_take(platine_can *can, const platine_can_frame *frame) {
    return platine_isotp_take(&can->channel, frame);
}

void platine_can_poll(platine_can *can) {
    platine_isotp_poll(&can->channel);
}

size_t platine_can_read(platine_can *can, uint8_t *bytes, size_t capacity) {
    if (platine_stuffer_empty(&can->stuffer)) {
        size_t length;
        const uint8_t *message = platine_isotp_message(&can->channel, &length);
        platine_stuffer_take(&can->stuffer, message, length);
    }
    size_t count = platine_stuffer_read(&can->stuffer, bytes, capacity);
    if (count > 0 && platine_stuffer_empty(&can->stuffer)) {
        platine_isotp_release(&can->channel);
    }
    return count;
}

size_t platine_can_write(platine_can *can, const uint8_t *bytes, size_t length) {
    size_t taken = 0;
    while (taken < length && !platine_isotp_sending(&can->channel)) {
        size_t message;
        taken += platine_unstuffer_write(&can->unstuffer, bytes + taken, length - taken, &message);
        if (message > 0) {
            platine_isotp_send(&can->channel, can->out, message);
        }
    }
    return taken;
}
