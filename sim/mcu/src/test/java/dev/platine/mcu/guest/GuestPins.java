package dev.platine.mcu.guest;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.pin.Drive;
import dev.platine.mcu.pin.I2cTarget;
import dev.platine.mcu.pin.SerialFrame;
import dev.platine.mcu.pin.SpiFrame;
import dev.platine.mcu.pin.SpiTarget;
import dev.platine.mcu.pin.Surroundings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What stands around a guest's chip: wires between its own pins, and a record of what its pins did. */
final class GuestPins implements Surroundings {
    /** A change of a pin. */
    record Edge(boolean high, long ns) {}

    /** A voltage at a pin. */
    record Volts(double volts, long ns) {}

    /** A frame, and when its last stop bit ended. */
    record Sent(SerialFrame frame, long ns) {}

    private static final int PINS = 16 * 9;

    private final Guest guest;
    private final List<int[]> nets = new ArrayList<>();
    private final Drive[] drives = new Drive[PINS];
    private final boolean[] world = new boolean[PINS];
    private final boolean[] held = new boolean[PINS];
    private final boolean[] pulled = new boolean[PINS];
    private final double[] volts = new double[PINS];
    private final double[] clocksHz = new double[PINS];
    private final List<List<Edge>> edges = new ArrayList<>();
    private final List<List<Volts>> analog = new ArrayList<>();
    private final List<List<Sent>> sent = new ArrayList<>();
    private final List<SpiFrame> clocked = new ArrayList<>();

    GuestPins(Guest guest) {
        this.guest = guest;
        Arrays.fill(drives, Drive.FLOATING);
        for (int pin = 0; pin < PINS; pin++) {
            edges.add(new ArrayList<>());
            analog.add(new ArrayList<>());
            sent.add(new ArrayList<>());
        }
    }

    /** All that was recorded, as text. */
    String print() {
        StringBuilder out = new StringBuilder();
        for (int pin = 0; pin < PINS; pin++) {
            if (!edges.get(pin).isEmpty()
                    || !analog.get(pin).isEmpty()
                    || !sent.get(pin).isEmpty()) {
                out.append(Chip.pinName(pin)).append(' ').append(edges.get(pin));
                out.append(analog.get(pin)).append(sent.get(pin)).append('\n');
            }
        }
        return out.append(Arrays.toString(clocksHz))
                .append(clocked)
                .append('\n')
                .toString();
    }

    static int number(String pin) {
        return (pin.charAt(1) - 'A') * 16 + Integer.parseInt(pin.substring(2));
    }

    void wire(String... names) {
        nets.add(Arrays.stream(names).mapToInt(GuestPins::number).toArray());
    }

    /** A resistor to the supply, as two-wire buses have. */
    void pullUp(String name) {
        pulled[number(name)] = true;
        settle(number(name));
    }

    /** Takes all wires away. */
    void unwire() {
        nets.clear();
    }

    /** The changes of a pin that the chip drove. */
    List<Edge> edges(String pin) {
        return edges.get(number(pin));
    }

    /** The times of the changes to one level. */
    List<Long> times(String pin, boolean high) {
        return edges(pin).stream()
                .filter(edge -> edge.high == high)
                .map(Edge::ns)
                .toList();
    }

    /** What the converter gave to a pin. */
    List<Volts> analog(String pin) {
        return analog.get(number(pin));
    }

    List<Sent> sent(String pin) {
        return sent.get(number(pin));
    }

    /** The data of the frames that left at a pin. */
    List<Integer> data(String pin) {
        return sent(pin).stream().map(s -> s.frame.data()).toList();
    }

    /** The frequency of the clock that a pin gives out. */
    double clockHz(String pin) {
        return clocksHz[number(pin)];
    }

    List<SpiFrame> clocked() {
        return clocked;
    }

    /** Somebody outside holds a pin at a level. */
    void level(String pin, boolean high) {
        int number = number(pin);
        held[number] = true;
        world[number] = high;
        settle(number);
    }

    /** A voltage at a pin, from outside. */
    void volts(String pin, double now) {
        volts[number(pin)] = now;
    }

    /** A serial frame of 8 data bits comes from outside: it begins now. */
    void receive(String pin, int data, int dataBits, long bitPs) {
        SerialFrame frame = new SerialFrame(data, dataBits, bitPs, 2);
        Chip chip = guest.chip();
        chip.receiving(number(pin));
        guest.after(frame.lengthNs(), () -> chip.received(number(pin), frame));
    }

    /** A frame comes as it is, ending now. */
    void received(String pin, SerialFrame frame) {
        guest.chip().received(number(pin), frame);
    }

    private int[] net(int pin) {
        for (int[] net : nets) {
            for (int each : net) {
                if (each == pin) {
                    return net;
                }
            }
        }
        return new int[] {pin};
    }

    private boolean wired(int pin) {
        return net(pin).length > 1;
    }

    private void settle(int pin) {
        int[] net = net(pin);
        boolean high = level(net);
        for (int each : net) {
            guest.chip().level(each, high);
        }
    }

    private boolean level(int[] net) {
        boolean low = false;
        boolean high = false;
        boolean up = false;
        for (int pin : net) {
            low |= drives[pin] == Drive.LOW || held[pin] && !world[pin];
            high |= drives[pin] == Drive.HIGH || held[pin] && world[pin];
            up |= drives[pin] == Drive.PULL_UP || pulled[pin];
        }
        return !low && (high || up);
    }

    @Override
    public boolean decides(int pin) {
        return wired(pin);
    }

    @Override
    public void driven(int pin, Drive drive, double now) {
        drives[pin] = drive;
        clocksHz[pin] = 0;
        if (drive == Drive.HIGH || drive == Drive.LOW) {
            edges.get(pin).add(new Edge(drive == Drive.HIGH, guest.nowNs()));
        } else if (drive == Drive.ANALOG) {
            analog.get(pin).add(new Volts(now, guest.nowNs()));
            for (int each : net(pin)) {
                volts[each] = now;
            }
        }
        if (wired(pin)) {
            guest.soon(() -> settle(pin));
        }
    }

    @Override
    public void waves(int pin, double hz) {
        drives[pin] = Drive.WAVE;
        clocksHz[pin] = hz;
    }

    @Override
    public double volts(int pin) {
        return volts[pin];
    }

    @Override
    public void sending(int pin, long endNs) {
        for (int each : net(pin)) {
            if (wired(pin)) {
                guest.soon(() -> guest.chip().receiving(each));
            }
        }
    }

    @Override
    public void sent(int pin, SerialFrame frame) {
        sent.get(pin).add(new Sent(frame, guest.nowNs()));
        for (int each : net(pin)) {
            if (wired(pin)) {
                guest.soon(() -> guest.chip().received(each, frame));
            }
        }
    }

    private boolean joined(int a, int b) {
        return a >= 0 && b >= 0 && Arrays.stream(net(a)).anyMatch(pin -> pin == b);
    }

    @Override
    public int clocked(SpiFrame frame) {
        clocked.add(frame);
        int seen = joined(frame.outPin(), frame.inPin()) ? frame.bits() : frame.ones();
        for (int pin : net(frame.clockPin())) {
            SpiTarget target = pin == frame.clockPin() ? null : guest.chip().spi(pin);
            if (target != null) {
                boolean hears = joined(frame.outPin(), target.inPin());
                int out = target.outPin();
                int answer = target.clocked(hears ? frame : frame.with(frame.ones()));
                seen = joined(out, frame.inPin()) ? answer : seen;
            }
        }
        return seen;
    }

    @Override
    public I2cTarget bus(int clockPin, int dataPin) {
        for (int pin : clockPin < 0 ? new int[0] : net(clockPin)) {
            I2cTarget target = pin == clockPin ? null : guest.chip().i2c(pin);
            if (target != null) {
                return target;
            }
        }
        return I2cTarget.NOBODY;
    }

    @Override
    public void released(int clockPin) {
        for (int pin : net(clockPin)) {
            if (pin != clockPin) {
                guest.soon(() -> guest.chip().released(pin));
            }
        }
    }
}
