/*
 * canbus FOLDER add NAME [fd]     makes an interface, up
 * canbus FOLDER up|down NAME      as ip link set
 * canbus FOLDER error NAME ID [BYTE...]   an error frame, in hex, to who wants it; bus-off also stops all sending
 * canbus FOLDER restart NAME      ends bus-off
 * canbus FOLDER dropped NAME      how many frames its sockets have lost
 */
#include <linux/can/error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bus.h"

static int add(const char *folder, const char *name, bool fd) {
    uint32_t index = 1000;
    char other[16];
    while (bus_find(folder, index, other)) {
        index++;
    }
    return bus_create(folder, name, index, fd ? CANFD_MTU : CAN_MTU) ? 0 : 1;
}

static int error(bus_view *view, int count, char **bytes) {
    struct canfd_frame frame = {.can_id = CAN_ERR_FLAG | (uint32_t)strtoul(bytes[0], NULL, 16), .len = CAN_ERR_DLC};
    for (int i = 1; i < count && i <= CAN_ERR_DLC; i++) {
        frame.data[i - 1] = (uint8_t)strtoul(bytes[i], NULL, 16);
    }
    if ((frame.can_id & CAN_ERR_BUSOFF) != 0) {
        view->shared->bus_off = 1;
    }
    return bus_send(view, -1, &frame, false);
}

int main(int count, char **words) {
    bus_view view;
    if (count < 4) {
        fprintf(stderr, "canbus FOLDER add|up|down|error|restart|dropped NAME ...\n");
        return 2;
    }
    if (strcmp(words[2], "add") == 0) {
        return add(words[1], words[3], count > 4);
    }
    if (!bus_open(&view, words[1], words[3])) {
        perror(words[3]);
        return 1;
    }
    if (strcmp(words[2], "error") == 0 && count > 4) {
        return error(&view, count - 4, words + 4);
    }
    if (strcmp(words[2], "restart") == 0) {
        view.shared->bus_off = 0;
    } else if (strcmp(words[2], "dropped") == 0) {
        uint32_t dropped = 0;
        for (int i = 0; i < BUS_SOCKETS; i++) {
            dropped += view.shared->sockets[i].used ? view.shared->sockets[i].dropped : 0;
        }
        printf("%u\n", dropped);
    } else {
        bus_switch(&view, strcmp(words[2], "up") == 0);
    }
    return 0;
}
