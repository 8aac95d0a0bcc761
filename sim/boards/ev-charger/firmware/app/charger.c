#include "charger.h"

#define SLOW_EVERY 10
#define EARTH_MOST_OHMS 300.0f
#define OVER_CURRENT_SHARE 1.1f
#define OVER_CURRENT_A 1.0f
#define OVER_CURRENT_NS 6000000000u /* a vehicle may take 5 s to follow the pilot (table A.6) */

void ev_charger_init(ev_charger *charger, const ev_config *config) {
    *charger = (ev_charger){.config = *config};
    charger->config.phases = config->phases < 2 ? 1 : EV_PHASES;
    charger->thermal_a = config->rated_a;
    ev_sensors_init(&charger->sensors, charger->config.phases);
    ev_pilot_reader_init(&charger->pilot_reader);
    ev_pilot_generator_init(&charger->pilot);
    ev_contactor_init(&charger->contactor);
    ev_residual_init(&charger->residual);
    ev_mains_init(&charger->mains, charger->config.phases);
    ev_plug_lock_init(&charger->plug_lock);
    ev_debounce_init(&charger->earth_missing, 200000000, 1000000000);
    ev_debounce_init(&charger->cable_bad, 500000000, 200000000);
    ev_debounce_init(&charger->over_current, OVER_CURRENT_NS, 0);
    ev_line_begin(&charger->lines);
    ev_line_text(&charger->lines, "boot, ");
    ev_line_number(&charger->lines, (uint32_t)charger->config.phases);
    ev_line_text(&charger->lines, " phases");
    ev_line_end(&charger->lines);
}

/* What changes slowly: cable, temperature, mains, earth, lock. */
static void step_slow(ev_charger *charger, const ev_setpoints *setpoints, uint64_t now_ns) {
    const ev_sensors *sensors = &charger->sensors;
    bool cable = ev_cable_present(sensors->proximity_ohms);
    charger->cable_a = ev_cable_a(sensors->proximity_ohms);
    ev_debounce_step(&charger->cable_bad, cable && !(charger->cable_a > 0), now_ns);
    charger->thermal_a = ev_derating_step(&charger->derating, sensors->temperature_cel, charger->config.rated_a);
    ev_mains_step(&charger->mains, sensors->voltage_v, sensors->mains_hz, now_ns);
    ev_debounce_step(&charger->earth_missing, sensors->earth_ohms > EARTH_MOST_OHMS, now_ns);
    bool wanted = cable && (ev_session_lock(&charger->session) || setpoints->lock);
    ev_plug_lock_step(&charger->plug_lock, wanted, sensors->locked, now_ns);
    charger->lamp = setpoints->lamp;
}

static void take_orders(ev_charger *charger, const ev_setpoints *setpoints) {
    if (setpoints->fault_reset && !charger->reset_before) {
        ev_faults_reset(&charger->faults);
    }
    charger->reset_before = setpoints->fault_reset;
    charger->stopped = charger->stopped || charger->sensors.stop_pressed;
    bool enabled_now = setpoints->charge_enable && !charger->enabled_before;
    if (enabled_now || charger->pilot_reader.state == EV_STATE_A) {
        charger->stopped = charger->sensors.stop_pressed;
    }
    charger->enabled_before = setpoints->charge_enable;
}

static void find_faults(ev_charger *charger, uint64_t now_ns) {
    ev_faults *faults = &charger->faults;
    ev_pilot_state state = charger->pilot_reader.state;
    float too_much_a = charger->pilot.offered_a * OVER_CURRENT_SHARE + OVER_CURRENT_A;
    bool wave = charger->pilot.mode == EV_PILOT_WAVE;
    ev_debounce_step(
            &charger->over_current, wave && ev_sensors_largest_current_a(&charger->sensors) > too_much_a, now_ns);
    ev_faults_cause(faults, EV_FAULT_PILOT, state == EV_STATE_E);
    ev_faults_cause(faults, EV_FAULT_DIODE, charger->pilot_reader.diode_missing);
    ev_faults_cause(faults, EV_FAULT_WELDED, charger->contactor.welded.on);
    ev_faults_cause(faults, EV_FAULT_STUCK_OPEN, charger->contactor.stuck_open.on);
    ev_faults_cause(faults, EV_FAULT_RESIDUAL_AC, ev_residual_tripped_ac(&charger->residual));
    ev_faults_cause(faults, EV_FAULT_RESIDUAL_DC, ev_residual_tripped_dc(&charger->residual));
    ev_faults_cause(faults, EV_FAULT_MONITOR, charger->residual.test == EV_TEST_FAILED);
    ev_faults_cause(faults, EV_FAULT_OVER_TEMPERATURE, charger->derating.too_hot);
    ev_faults_cause(faults, EV_FAULT_OVER_VOLTAGE, charger->mains.too_high.on);
    ev_faults_cause(faults, EV_FAULT_UNDER_VOLTAGE, charger->mains.too_low.on);
    ev_faults_cause(faults, EV_FAULT_FREQUENCY, charger->mains.off_frequency.on);
    ev_faults_cause(faults, EV_FAULT_EARTH, charger->earth_missing.on);
    ev_faults_cause(faults, EV_FAULT_CABLE, charger->cable_bad.on);
    bool needs_now = state == EV_STATE_D && !charger->config.ventilated;
    charger->needs_ventilation = state != EV_STATE_A && (charger->needs_ventilation || needs_now);
    ev_faults_cause(faults, EV_FAULT_VENTILATION, charger->needs_ventilation);
    ev_faults_cause(faults, EV_FAULT_OVER_CURRENT, charger->over_current.on);
    ev_faults_cause(faults, EV_FAULT_LOCK, charger->plug_lock.failed.on);
}

static float least(float a, float b) {
    return a < b ? a : b;
}

static void follow_phase(ev_charger *charger, ev_phase before, uint64_t now_ns) {
    ev_phase now = charger->session.phase;
    if (now == before) {
        return;
    }
    if (now == EV_PREPARING) {
        ev_residual_start_test(&charger->residual, now_ns);
    } else if (now == EV_CHARGING && before == EV_PREPARING) {
        charger->sessions++;
    } else if (!ev_session_contactor(&charger->session)) {
        ev_residual_forget(&charger->residual);
    }
}

static void step_fast(ev_charger *charger, const ev_setpoints *setpoints, uint64_t elapsed_ns, uint64_t now_ns) {
    const ev_sensors *sensors = &charger->sensors;
    bool wave = charger->pilot.mode == EV_PILOT_WAVE;
    ev_pilot_reader_sample(&charger->pilot_reader, sensors->pilot_high_v, sensors->pilot_low_v, wave, now_ns);
    ev_residual_step(&charger->residual, sensors->residual_ac_ma, sensors->residual_dc_ma, now_ns);
    ev_meter_step(&charger->meter, sensors->voltage_v, sensors->current_a, elapsed_ns);
    take_orders(charger, setpoints);
    find_faults(charger, now_ns);
    float limit_a = least(
            least(setpoints->current_limit_a, charger->config.rated_a), least(charger->cable_a, charger->thermal_a));
    ev_session_view view = {
            .vehicle = charger->pilot_reader.state,
            .allowed = setpoints->charge_enable && !charger->stopped && limit_a >= EV_LEAST_A,
            .prepared = charger->plug_lock.locked && charger->residual.test == EV_TEST_PASSED,
            .current_a = ev_sensors_largest_current_a(sensors),
    };
    ev_phase before = charger->session.phase;
    ev_session_step(&charger->session, &view, &charger->faults, now_ns);
    follow_phase(charger, before, now_ns);
    ev_pilot_generator_step(&charger->pilot, ev_session_pilot(&charger->session, &charger->faults), limit_a);
    ev_contactor_step(&charger->contactor, ev_session_contactor(&charger->session), sensors->any_closed,
            sensors->all_closed, now_ns);
}

static void drive(const ev_charger *charger, ev_outputs *outputs) {
    outputs->pilot = charger->pilot.mode;
    outputs->pilot_duty = ev_pilot_generator_duty(&charger->pilot);
    outputs->lamp_duty = charger->lamp;
    outputs->coil = charger->contactor.coil;
    outputs->lock = charger->plug_lock.driven;
    outputs->residual_test = charger->residual.test == EV_TEST_INJECTING;
    outputs->fault_lamp = charger->faults.bits != 0;
}

static void publish_analog(ev_charger *charger) {
    ev_readings *readings = &charger->readings;
    const ev_sensors *sensors = &charger->sensors;
    readings->pilot_high_v = sensors->pilot_high_v;
    readings->pilot_low_v = sensors->pilot_low_v;
    readings->pilot_state = (float)charger->pilot_reader.state;
    readings->phase = (float)charger->session.phase;
    readings->offered_a = charger->pilot.offered_a;
    readings->cable_a = charger->cable_a;
    for (int i = 0; i < EV_PHASES; i++) {
        readings->voltage_v[i] = sensors->voltage_v[i];
        readings->current_a[i] = sensors->current_a[i];
    }
    readings->power_w = charger->meter.power_w;
    readings->mains_hz = sensors->mains_hz;
    readings->residual_ac_ma = sensors->residual_ac_ma;
    readings->residual_dc_ma = sensors->residual_dc_ma;
    readings->temperature_cel = sensors->temperature_cel;
    readings->pilot_duty = ev_pilot_generator_duty(&charger->pilot);
}

static void publish(ev_charger *charger) {
    ev_readings *readings = &charger->readings;
    const ev_faults *faults = &charger->faults;
    publish_analog(charger);
    readings->plugged = ev_state_connected(charger->pilot_reader.state);
    readings->vehicle_ready = ev_state_asks(charger->pilot_reader.state);
    readings->charging = charger->session.phase == EV_CHARGING;
    readings->contactor_closed = charger->contactor.closed;
    readings->locked = charger->plug_lock.locked;
    readings->earth_ok = !charger->earth_missing.on;
    readings->mains_ok = ev_mains_good(&charger->mains);
    readings->residual_ok =
            !ev_faults_has(faults, EV_FAULT_RESIDUAL_AC) && !ev_faults_has(faults, EV_FAULT_RESIDUAL_DC);
    readings->stop_pressed = charger->sensors.stop_pressed;
    readings->derated = charger->thermal_a < charger->config.rated_a;
    readings->fault = faults->bits != 0;
    readings->energy_wh = ev_meter_energy_wh(&charger->meter);
    readings->fault_bits = faults->bits;
    readings->sessions = charger->sessions;
}

static void tell_phase(ev_charger *charger) {
    ev_phase phase = charger->session.phase;
    if (phase == charger->logged_phase) {
        return;
    }
    ev_line_begin(&charger->lines);
    ev_line_text(&charger->lines, "phase ");
    ev_line_text(&charger->lines, ev_phase_name(charger->logged_phase));
    ev_line_text(&charger->lines, " to ");
    ev_line_text(&charger->lines, ev_phase_name(phase));
    ev_line_text(&charger->lines, ", ");
    ev_line_number(&charger->lines, ev_meter_energy_rounded_wh(&charger->meter));
    ev_line_text(&charger->lines, " Wh in all");
    ev_line_end(&charger->lines);
    charger->logged_phase = phase;
}

static void tell_faults(ev_charger *charger) {
    uint32_t changed = charger->faults.bits ^ charger->logged_faults;
    charger->logged_faults = charger->faults.bits;
    for (int i = 0; changed != 0 && i < EV_FAULT_COUNT; i++) {
        if ((changed >> i & 1u) != 0) {
            ev_line_begin(&charger->lines);
            ev_line_text(&charger->lines, ev_faults_has(&charger->faults, (ev_fault)i) ? "fault: " : "over: ");
            ev_line_text(&charger->lines, ev_fault_text((ev_fault)i));
            ev_line_end(&charger->lines);
        }
    }
}

void ev_charger_step(
        ev_charger *charger, const ev_inputs *inputs, const ev_setpoints *setpoints, uint64_t now_ns, ev_outputs *outputs) {
    ev_sensors_fast(&charger->sensors, inputs);
    if (charger->until_slow == 0) {
        charger->until_slow = SLOW_EVERY;
        ev_sensors_slow(&charger->sensors, inputs);
        step_slow(charger, setpoints, now_ns);
    }
    charger->until_slow--;
    uint64_t elapsed_ns = charger->started ? now_ns - charger->before_ns : 0;
    charger->started = true;
    charger->before_ns = now_ns;
    step_fast(charger, setpoints, elapsed_ns, now_ns);
    drive(charger, outputs);
    publish(charger);
    tell_phase(charger);
    tell_faults(charger);
}
