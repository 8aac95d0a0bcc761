package dev.platine.boards.evcharger;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Something that happens to a charging station, and its end.
 *
 * @param ms how long it must last to be noticed by a station that charges
 * @param does begins it
 * @param undoes ends it
 */
record Hand(long ms, Consumer<Station> does, Consumer<Station> undoes) {
    /** What leads to each of the faults. */
    static final List<Hand> FAULTS = List.of(
            plant(200, "fault.pilot_short", 1, 0),
            plant(500, "vehicle.diode_ok", 0, 1),
            new Hand(1_000, Hand::weldAndUnplug, station -> station.operate("k1", "unweld")),
            new Hand(2_000, Hand::stickAndReplug, station -> station.operate("k2", "unstick")),
            plant(300, "fault.leakage_ma", 40, 0),
            plant(300, "fault.leakage_ma", 160, 0),
            plant(400, "fault.leakage_dc_ma", -8, 0),
            plant(400, "fault.leakage_dc_ma", 210, 0),
            new Hand(3_000, Hand::blindAndReplug, station -> station.operate("rcm_ac", "restore")),
            plant(200, "box.temperature_cel", 82, 30),
            plant(400, "mains.voltage_v", 280, 230),
            plant(1_000, "mains.voltage_v", 150, 230),
            plant(1_000, "mains.frequency_hz", 53, 50),
            plant(500, "mains.earth_ohm", 1e9, 1),
            plant(1_000, "cable.ohms", 3_000, 220),
            plant(2_000, "vehicle.ventilation", 1, 0),
            new Hand(9_000, Hand::disobey, station -> station.plant("vehicle.obeys", 1)),
            new Hand(3_000, Hand::jamAndReplug, station -> station.cut("mcu.lock_feedback", false)));

    /** What ends without a fault, and all of the others. */
    static final List<Hand> ANY = java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(
                            new Hand(0, Station::unplug, Station::plugIn),
                            new Hand(0, Station::unplug, Station::plugIn),
                            channel("charge_enable", 0, 1),
                            channel("charge_enable", 0, 1),
                            channel("current_limit_a", 5, 16),
                            channel("current_limit_a", 32, 10),
                            channel("current_limit_a", 6.3, 63),
                            channel("lock", 1, 0),
                            channel("fault_reset", 0, 1),
                            channel("fault_reset", 0, 1),
                            channel("lamp", 0.25, 1),
                            plant(0, "cable.ohms", 680, 220),
                            plant(0, "box.temperature_cel", 66.4, 40),
                            plant(0, "vehicle.wants_charge", 0, 1),
                            new Hand(
                                    0,
                                    station -> station.operate("s_stop", "press"),
                                    station -> station.operate("s_stop", "release"))),
                    FAULTS.stream())
            .toList();

    private static Hand plant(long ms, String quantity, double bad, double good) {
        return new Hand(ms, station -> station.plant(quantity, bad), station -> station.plant(quantity, good));
    }

    private static Hand channel(String name, double one, double other) {
        return new Hand(0, station -> station.set(name, one), station -> station.set(name, other));
    }

    private static void weldAndUnplug(Station station) {
        station.operate("k1", "weld");
        station.unplug();
    }

    private static void replug(Station station) {
        station.unplug();
        station.advanceMs(300);
        station.plugIn();
    }

    private static void blindAndReplug(Station station) {
        station.operate("rcm_ac", "override", 0);
        replug(station);
    }

    private static void stickAndReplug(Station station) {
        station.operate("k2", "stick");
        replug(station);
    }

    private static void jamAndReplug(Station station) {
        station.cut("mcu.lock_feedback", true);
        replug(station);
    }

    private static void disobey(Station station) {
        station.set("current_limit_a", 10);
        station.plant("vehicle.obeys", 0);
    }

    /** Begins it or, more often, ends it. */
    void toggle(Station station, Random random) {
        (random.nextInt(8) == 0 ? does : undoes).accept(station);
    }
}
