package dev.platine.boards.evcharger;

import static dev.platine.core.channel.ChannelKind.ANALOG;
import static dev.platine.core.channel.ChannelKind.COUNTER;
import static dev.platine.core.channel.ChannelKind.DIGITAL;
import static dev.platine.core.channel.ChannelKind.PWM;
import static dev.platine.core.channel.ChannelKind.TEXT;

import dev.platine.sim.service.ChannelBank;
import dev.platine.sim.spec.ChannelRule;
import java.util.ArrayList;
import java.util.List;

/** The board's channels, by name, and what the host has set. */
final class Host {
    private static final String[] VOLTAGES = {"voltage_l1_v", "voltage_l2_v", "voltage_l3_v"};
    private static final String[] CURRENTS = {"current_l1_a", "current_l2_a", "current_l3_a"};
    private static final List<String> ANALOGS = List.of(
            "pilot_high_v",
            "pilot_low_v",
            "pilot_state",
            "phase",
            "offered_a",
            "cable_a",
            "power_w",
            "residual_ac_ma",
            "residual_dc_ma",
            "temperature_cel",
            "mains_hz");
    private static final List<String> DIGITALS = List.of(
            "plugged",
            "vehicle_ready",
            "charging",
            "contactor_closed",
            "locked",
            "earth_ok",
            "mains_ok",
            "residual_ok",
            "stop_pressed",
            "derated",
            "fault");

    private final ChannelBank bank;
    private final int[] analogs;
    private final int[] digitals;
    private final int[] voltages = new int[3];
    private final int[] currents = new int[3];
    // What was published last: a boot begins with 0 everywhere.
    private final double[] lastAnalogs;
    private final boolean[] lastDigitals;
    private final double[] lastVoltages = new double[3];
    private final double[] lastCurrents = new double[3];
    private double lastDuty;
    private int lastEnergyWh;
    private int lastFaults;
    private int lastSessions;
    private final int pilotDuty;
    private final int energy;
    private final int faults;
    private final int sessions;
    private final int log;
    private final int enable;
    private final int limit;
    private final int lock;
    private final int reset;
    private final int lamp;

    Host(ChannelBank bank) {
        this.bank = bank;
        analogs = ANALOGS.stream().mapToInt(bank::id).toArray();
        digitals = DIGITALS.stream().mapToInt(bank::id).toArray();
        lastAnalogs = new double[analogs.length];
        lastDigitals = new boolean[digitals.length];
        for (int i = 0; i < 3; i++) {
            voltages[i] = bank.id(VOLTAGES[i]);
            currents[i] = bank.id(CURRENTS[i]);
        }
        pilotDuty = bank.id("pilot_duty");
        energy = bank.id("energy_wh");
        faults = bank.id("fault_bits");
        sessions = bank.id("sessions");
        log = bank.id("log");
        enable = bank.id("charge_enable");
        limit = bank.id("current_limit_a");
        lock = bank.id("lock");
        reset = bank.id("fault_reset");
        lamp = bank.id("lamp");
    }

    static List<ChannelRule> rules() {
        List<ChannelRule> rules = new ArrayList<>();
        ANALOGS.forEach(name -> rules.add(ChannelRule.input(name, ANALOG)));
        for (int i = 0; i < 3; i++) {
            rules.add(ChannelRule.input(VOLTAGES[i], ANALOG));
            rules.add(ChannelRule.input(CURRENTS[i], ANALOG));
        }
        DIGITALS.forEach(name -> rules.add(ChannelRule.input(name, DIGITAL)));
        rules.add(ChannelRule.input("pilot_duty", PWM));
        rules.add(ChannelRule.input("energy_wh", COUNTER));
        rules.add(ChannelRule.input("fault_bits", COUNTER));
        rules.add(ChannelRule.input("sessions", COUNTER));
        rules.add(ChannelRule.input("log", TEXT));
        rules.add(ChannelRule.output("charge_enable", DIGITAL));
        rules.add(ChannelRule.output("current_limit_a", ANALOG));
        rules.add(ChannelRule.output("lock", DIGITAL));
        rules.add(ChannelRule.output("fault_reset", DIGITAL));
        rules.add(ChannelRule.output("lamp", PWM));
        return rules;
    }

    boolean enabled() {
        return bank.flag(enable);
    }

    double limitA() {
        return bank.number(limit);
    }

    boolean lockWanted() {
        return bank.flag(lock);
    }

    boolean resetWanted() {
        return bank.flag(reset);
    }

    double lamp() {
        return bank.number(lamp);
    }

    void log(String line) {
        bank.text(log, line);
    }

    /** In the order of {@link #ANALOGS}. */
    void publishAnalog(int index, double value) {
        if (value != lastAnalogs[index]) {
            lastAnalogs[index] = value;
            bank.publish(analogs[index], value);
        }
    }

    /** In the order of {@link #DIGITALS}. */
    void publishDigital(int index, boolean value) {
        if (value != lastDigitals[index]) {
            lastDigitals[index] = value;
            bank.publish(digitals[index], value);
        }
    }

    void publishPhases(Sensors sensors) {
        for (int i = 0; i < 3; i++) {
            if (sensors.voltageV[i] != lastVoltages[i]) {
                lastVoltages[i] = sensors.voltageV[i];
                bank.publish(voltages[i], lastVoltages[i]);
            }
            if (sensors.currentA[i] != lastCurrents[i]) {
                lastCurrents[i] = sensors.currentA[i];
                bank.publish(currents[i], lastCurrents[i]);
            }
        }
    }

    void publishCounts(double energyWh, int faultBits, int sessionCount) {
        int wholeWh = (int) (long) energyWh;
        if (wholeWh != lastEnergyWh) {
            lastEnergyWh = wholeWh;
            bank.publish(energy, wholeWh);
        }
        if (faultBits != lastFaults) {
            lastFaults = faultBits;
            bank.publish(faults, faultBits);
        }
        if (sessionCount != lastSessions) {
            lastSessions = sessionCount;
            bank.publish(sessions, sessionCount);
        }
        bank.fault(faultBits != 0);
    }

    void publishDuty(double duty) {
        if (duty != lastDuty) {
            lastDuty = duty;
            bank.publish(pilotDuty, duty);
        }
    }
}
