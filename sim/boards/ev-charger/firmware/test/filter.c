/*
 * The control logic as a filter, so that another implementation can be compared with it step by step.
 *
 *   ev-charger-filter schema                                  prints the channels and their hash
 *   ev-charger-filter duties                                  prints what each current's duty cycle is, and what a vehicle reads from it
 *   ev-charger-filter run RATED_A PHASES VENTILATED [IN OUT]  records of 22 words in, records of 41 words and lines out
 *
 * A record in is: time as two words (low, high), 14 floats (pilot high and low, residual AC and DC, three voltages, three currents,
 * proximity, temperature, earth, mains_hz), bits of levels (mirrors 0 to 2, stop 3, lock feedback 4), then the set-points
 * charge_enable, current_limit_a, lock, fault_reset, lamp as channels code them. A record out is: the channels' values in their order
 * (log: how many lines follow), then bits of drives (coil 0, lock 1, test 2, fault lamp 3, pilot mode from
 * 4), pilot duty, lamp duty; then each line in 64 bytes. All little endian.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "channels.h"

#define IN_WORDS 22
#define LOG EV_CHANNEL_LOG
#define OUT_WORDS (EV_CHANNELS + 3)

static void take(const uint32_t in[IN_WORDS], ev_inputs *inputs, ev_setpoints *setpoints) {
    inputs->pilot_high_v = platine_float(in[2]);
    inputs->pilot_low_v = platine_float(in[3]);
    inputs->residual_ac_v = platine_float(in[4]);
    inputs->residual_dc_v = platine_float(in[5]);
    for (int i = 0; i < EV_PHASES; i++) {
        inputs->voltage_v[i] = platine_float(in[6 + i]);
        inputs->current_v[i] = platine_float(in[9 + i]);
        inputs->mirror[i] = (in[16] >> i & 1u) != 0;
    }
    inputs->proximity_v = platine_float(in[12]);
    inputs->temperature_v = platine_float(in[13]);
    inputs->earth_v = platine_float(in[14]);
    inputs->mains_hz = platine_float(in[15]);
    inputs->stop = (in[16] >> 3 & 1u) != 0;
    inputs->lock_feedback = (in[16] >> 4 & 1u) != 0;
    for (uint16_t i = 0; i < 5; i++) {
        ev_channel_set(setpoints, (uint16_t)(LOG + 1 + i), in[17 + i]);
    }
}

static void give(const ev_charger *charger, const ev_outputs *outputs, const uint32_t in[IN_WORDS], uint32_t out[OUT_WORDS]) {
    for (uint16_t c = 0; c < EV_CHANNELS; c++) {
        out[c] = c > LOG ? in[17 + c - LOG - 1] : ev_channel_get(&charger->readings, c);
    }
    out[LOG] = charger->lines.count;
    out[EV_CHANNELS] = (outputs->coil ? 1u : 0) | (outputs->lock ? 2u : 0) | (outputs->residual_test ? 4u : 0)
            | (outputs->fault_lamp ? 8u : 0) | (uint32_t)outputs->pilot << 4;
    out[EV_CHANNELS + 1] = platine_bits(outputs->pilot_duty);
    out[EV_CHANNELS + 2] = platine_bits(outputs->lamp_duty);
}

static int run(char **arguments, FILE *from, FILE *to) {
    const ev_config config = {
            .rated_a = strtof(arguments[0], NULL), .phases = atoi(arguments[1]), .ventilated = atoi(arguments[2]) != 0};
    ev_charger charger;
    ev_setpoints setpoints = {0};
    ev_inputs inputs;
    ev_outputs outputs;
    uint32_t in[IN_WORDS];
    uint32_t out[OUT_WORDS];
    ev_charger_init(&charger, &config);
    while (fread(in, sizeof in, 1, from) == 1) {
        take(in, &inputs, &setpoints);
        ev_charger_step(&charger, &inputs, &setpoints, (uint64_t)in[1] << 32 | in[0], &outputs);
        give(&charger, &outputs, in, out);
        fwrite(out, sizeof out, 1, to);
        for (const char *line; (line = ev_lines_take(&charger.lines)) != NULL;) {
            char text[EV_LINE_BYTES] = "";
            strcpy(text, line);
            fwrite(text, sizeof text, 1, to);
        }
    }
    return fflush(to) == 0 ? 0 : 1;
}

static int run_files(char **arguments) {
    FILE *from = fopen(arguments[3], "rb");
    FILE *to = fopen(arguments[4], "wb");
    if (from == NULL || to == NULL) {
        fputs("ev-charger-filter: cannot open the files\n", stderr);
        return 1;
    }
    int result = run(arguments, from, to);
    return fclose(to) == 0 ? result : 1;
}

static size_t no_read(void *context, uint8_t *bytes, size_t capacity) {
    (void)context;
    (void)bytes;
    (void)capacity;
    return 0;
}

static size_t no_write(void *context, const uint8_t *bytes, size_t length) {
    (void)context;
    (void)bytes;
    return length;
}

static uint64_t no_time(void *context) {
    (void)context;
    return 0;
}

static uint32_t no_get(void *context, uint16_t channel) {
    (void)context;
    (void)channel;
    return 0;
}

static void no_set(void *context, uint16_t channel, uint32_t bits) {
    (void)context;
    (void)channel;
    (void)bits;
}

static int schema(void) {
    static platine_device device;
    const platine_board board = {.name = "ev-charger", .vendor = "", .model = "", .hardware_revision = "", .serial_number = "",
            .firmware_version = "", .build_id = "", .channels = ev_channels, .channel_count = EV_CHANNELS};
    const platine_port port = {.read = no_read, .write = no_write, .now_ns = no_time, .get = no_get, .set = no_set};
    const char *broken = platine_device_init(&device, &board, &port);
    if (broken != NULL) {
        fprintf(stderr, "%s\n", broken);
        return 1;
    }
    for (size_t c = 0; c < EV_CHANNELS; c++) {
        const platine_channel *channel = &ev_channels[c];
        printf("%s|%d|%d|%s|%08x|%08x|%08x|%08x|%s\n", channel->name, (int)channel->kind, (int)channel->direction,
                channel->unit, (unsigned)platine_bits(channel->minimum), (unsigned)platine_bits(channel->maximum),
                (unsigned)platine_bits(channel->resolution), (unsigned)channel->safe, channel->label);
    }
    printf("%08x\n", (unsigned)device.schema_hash);
    return 0;
}

static int duties(void) {
    for (int tenths = 60; tenths <= 800; tenths++) {
        printf("%d %.7f\n", tenths, (double)ev_duty_for((float)tenths / 10));
    }
    for (int thousandths = 0; thousandths <= 1000; thousandths++) {
        printf("%d %.7f\n", thousandths, (double)ev_limit_for((float)thousandths / 1000 + 0.0005f));
    }
    return 0;
}

int main(int count, char **arguments) {
    if (count == 2 && strcmp(arguments[1], "schema") == 0) {
        return schema();
    }
    if (count == 2 && strcmp(arguments[1], "duties") == 0) {
        return duties();
    }
    if (count == 5 && strcmp(arguments[1], "run") == 0) {
        return run(arguments + 2, stdin, stdout);
    }
    if (count == 7 && strcmp(arguments[1], "run") == 0) {
        return run_files(arguments + 2);
    }
    fputs("usage: ev-charger-filter schema | duties | run RATED_A PHASES VENTILATED [IN OUT]\n", stderr);
    return 2;
}
