package dev.platine.mcu.peripheral.gpio;

import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.pin.Drive;
import dev.platine.mcu.pin.PinOutput;
import dev.platine.mcu.pin.PinRouter;
import dev.platine.mcu.pin.Surroundings;
import java.util.Arrays;

/**
 * A port of 16 pins (RM0090 section 8). What a pin is driven to follows from mode, output type, pull and what is routed to it; its level comes
 * from the world ({@link Surroundings#decides}) or, where nothing decides it, from this drive. The level is what IDR, EXTI (by the signal named
 * like the pin) and the blocks behind an alternate function see; an analog pin has none and reads 0. Pins keep their state while the port's clock is off,
 * and float without the core's supply, in standby too. A clock output is driven as a wave: IDR follows it, edges of its own are heard by nobody inside,
 * and with an open drain it is low.
 */
public final class Gpio extends Peripheral implements PinRouter.Port {
    private static final int OUTPUT = 1;
    private static final int ALTERNATE = 2;
    private static final int ANALOG = 3;
    private static final int LOCK_KEY = 1 << 16;
    private static final int PINS = 16;

    private final PinRouter router;
    private final Surroundings surroundings;
    private final int first;
    private final Signal[] signals = new Signal[PINS];
    private final Drive[] drives = new Drive[PINS];
    private final double[] driven = new double[PINS];
    private final double[] converters = new double[PINS];
    private final long[] waveStartNs = new long[PINS];
    private int levels;
    private int outside;
    private int outsideKnown;
    private int waves;
    private int lockStep;
    private int lockBits;
    private int lockBitsWanted;
    private boolean cutting;
    private boolean off;

    /**
     * The port without power: it drives nothing before its first reset.
     *
     * @param site where it stands
     * @param letter {@code 'A'} for the first
     * @param router what goes where
     * @param surroundings who hears what is driven
     */
    public Gpio(Site site, char letter, PinRouter router, Surroundings surroundings) {
        super(site, GpioRegisters.of(letter));
        storesAll(GpioRegisters.LCKR);
        acceptsAll();
        this.router = router;
        this.surroundings = surroundings;
        first = (letter - 'A') * PINS;
        for (int pin = 0; pin < PINS; pin++) {
            signals[pin] = site.signal("P" + letter + pin);
            router.port(first + pin, this);
        }
        Arrays.fill(drives, Drive.FLOATING);
        Arrays.fill(converters, Double.NaN);
    }

    @Override
    public void coreOff(boolean cut) {
        cutting = true;
        super.coreOff(cut);
        cutting = false;
    }

    @Override
    protected void wasReset() {
        off = cutting;
        lockStep = 0;
        lockBits = 0;
        registers.set(GpioRegisters.IDR, levels);
        for (int pin = 0; pin < PINS; pin++) {
            route(pin);
        }
        all();
    }

    private void all() {
        for (int pin = 0; pin < PINS; pin++) {
            drive(pin);
        }
    }

    @Override
    protected int value(int offset) {
        return offset == GpioRegisters.IDR ? levels() : registers.get(offset);
    }

    @Override
    protected void wasRead(int offset) {
        if (offset == GpioRegisters.LCKR && lockStep == 3) {
            lockStep = 4;
            lockBits = registers.get(offset) & 0xFFFF;
            registers.put(offset, LOCK_KEY, true);
        }
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        switch (offset) {
            case GpioRegisters.BSRR ->
                output((registers.get(GpioRegisters.ODR) & ~(written >>> 16)) | (written & 0xFFFF));
            case GpioRegisters.ODR -> output(registers.get(GpioRegisters.ODR), before);
            case GpioRegisters.MODER -> wide(offset, before, 2, 0, true);
            case GpioRegisters.PUPDR, GpioRegisters.OSPEEDR -> wide(offset, before, 2, 0, false);
            case GpioRegisters.OTYPER -> wide(offset, before, 1, 0, false);
            case GpioRegisters.AFRL -> wide(offset, before, 4, 0, true);
            case GpioRegisters.AFRH -> wide(offset, before, 4, 8, true);
            case GpioRegisters.LCKR -> lock(before, written);
            default -> {}
        }
    }

    /** The levels now; those of clocks are worked out when somebody looks. */
    private int levels() {
        int now = levels;
        for (int left = waves; left != 0; left &= left - 1) {
            int pin = Integer.numberOfTrailingZeros(left);
            double periods = (site.nowNs() - waveStartNs[pin]) * driven[pin] / 1e9;
            boolean high = periods - Math.floor(periods) < 0.5;
            now = high ? now | 1 << pin : now & ~(1 << pin);
        }
        return now;
    }

    private void waves(int now) {
        waves = now;
        stores(GpioRegisters.IDR, now == 0);
    }

    private void output(int now) {
        int before = registers.get(GpioRegisters.ODR);
        registers.set(GpioRegisters.ODR, now);
        output(now, before);
    }

    private void output(int now, int before) {
        int changed = now ^ before;
        while (changed != 0) {
            drive(Integer.numberOfTrailingZeros(changed));
            changed &= changed - 1;
        }
    }

    /** A register with some bits a pin: locked pins keep theirs, the others follow. */
    private void wide(int offset, int before, int bits, int from, boolean routes) {
        int mask = (1 << bits) - 1;
        for (int place = 0; place < PINS && place * bits < 32; place++) {
            int field = mask << (place * bits);
            int pin = from + place;
            if ((lockBits >>> pin & 1) != 0) {
                registers.set(offset, (registers.get(offset) & ~field) | (before & field));
            } else if (((registers.get(offset) ^ before) & field) != 0) {
                if (routes) {
                    route(pin);
                }
                drive(pin);
            }
        }
    }

    /** The sequence of the manual (section 8.3.6): key with the bits, the bits alone, key with the bits, a read. */
    private void lock(int before, int written) {
        if (lockStep == 4) {
            registers.set(GpioRegisters.LCKR, before);
            return;
        }
        boolean key = (written & LOCK_KEY) != 0;
        boolean same = (written & 0xFFFF) == lockBitsWanted;
        if (key && (lockStep == 0 || lockStep == 3 || !same)) {
            lockStep = 1;
            lockBitsWanted = written & 0xFFFF;
        } else if (same && lockStep == (key ? 2 : 1)) {
            lockStep++;
        } else {
            lockStep = 0;
        }
        registers.put(GpioRegisters.LCKR, LOCK_KEY, false);
    }

    private int mode(int pin) {
        return registers.get(GpioRegisters.MODER) >>> (2 * pin) & 3;
    }

    private void route(int pin) {
        int afr = registers.get(pin < 8 ? GpioRegisters.AFRL : GpioRegisters.AFRH);
        int function = mode(pin) == ALTERNATE ? afr >>> (4 * (pin & 7)) & 15 : -1;
        router.route(first + pin, function, (levels >>> pin & 1) != 0);
    }

    /** Works out how the pin is driven now, tells the world if that changed, and looks what the level is. */
    private void drive(int pin) {
        int mode = mode(pin);
        Drive now = off ? Drive.FLOATING : driveIn(mode, pin);
        double value = now == Drive.ANALOG ? converters[pin] : now == Drive.WAVE ? waveHz(pin) : 0;
        if (now != drives[pin] || value != driven[pin]) {
            drives[pin] = now;
            driven[pin] = value;
            if (now == Drive.WAVE) {
                waves(waves | 1 << pin);
                waveStartNs[pin] = site.nowNs();
                surroundings.waves(first + pin, value);
            } else {
                waves(waves & ~(1 << pin));
                surroundings.driven(first + pin, now, value);
            }
        }
        look(pin);
    }

    private double waveHz(int pin) {
        PinOutput signal = router.outputOf(first + pin);
        return signal == null ? 0 : signal.waveHz();
    }

    private Drive driveIn(int mode, int pin) {
        if (mode == ANALOG) {
            return Double.isNaN(converters[pin]) ? Drive.FLOATING : Drive.ANALOG;
        }
        if (mode == OUTPUT) {
            return active(pin, (registers.get(GpioRegisters.ODR) >>> pin & 1) != 0);
        }
        PinOutput signal = mode == ALTERNATE ? router.outputOf(first + pin) : null;
        if (signal == null || !signal.isEnabled()) {
            return pull(pin);
        }
        boolean openDrain = (registers.get(GpioRegisters.OTYPER) >>> pin & 1) != 0;
        return signal.waveHz() > 0 && !openDrain ? Drive.WAVE : active(pin, signal.isHigh());
    }

    private Drive active(int pin, boolean high) {
        boolean openDrain = (registers.get(GpioRegisters.OTYPER) >>> pin & 1) != 0;
        if (!high) {
            return Drive.LOW;
        }
        return openDrain ? pull(pin) : Drive.HIGH;
    }

    private Drive pull(int pin) {
        return switch (registers.get(GpioRegisters.PUPDR) >>> (2 * pin) & 3) {
            case 1 -> Drive.PULL_UP;
            case 2 -> Drive.PULL_DOWN;
            default -> Drive.FLOATING;
        };
    }

    /** Works out the level. */
    private void look(int pin) {
        boolean known = (outsideKnown >>> pin & 1) != 0;
        boolean said = (outside >>> pin & 1) != 0;
        boolean high = (levels >>> pin & 1) != 0;
        if (mode(pin) == ANALOG) {
            high = false;
        } else if (surroundings.decides(first + pin)) {
            high = said;
        } else {
            high = switch (drives[pin]) {
                case HIGH -> true;
                case LOW -> false;
                case PULL_UP -> !known || said;
                case PULL_DOWN -> known && said;
                default -> known ? said : high;
            };
        }
        level(pin, high);
    }

    private void level(int pin, boolean high) {
        int bit = 1 << pin;
        if (high != ((levels & bit) != 0)) {
            levels ^= bit;
            registers.set(GpioRegisters.IDR, levels);
            signals[pin].level(high);
            router.level(first + pin, high);
        }
    }

    @Override
    public void signalChanged(int pin) {
        drive(pin - first);
    }

    @Override
    public void analogChanged(int pin, double volts) {
        converters[pin - first] = volts;
        drive(pin - first);
    }

    @Override
    public void outsideChanged(int pin, boolean high) {
        int bit = 1 << (pin - first);
        outsideKnown |= bit;
        outside = high ? outside | bit : outside & ~bit;
        look(pin - first);
    }
}
