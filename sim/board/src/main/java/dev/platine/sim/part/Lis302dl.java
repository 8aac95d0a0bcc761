package dev.platine.sim.part;

import dev.platine.mcu.pin.SpiFrame;
import dev.platine.mcu.pin.SpiTarget;
import dev.platine.sim.clock.Timer;
import dev.platine.sim.net.Driver;
import dev.platine.sim.spec.PinRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

// The acceleration sensor LIS302DL by its serial port of four wires: registers, data rates, scales, data ready at INT1
// and INT2. Hands tilt and shake it.
// Filters, free fall and clicks are registers only.
final class Lis302dl extends BusPart implements SpiTarget {
    static final PartType TYPE = new KeptPartType(
            "lis302dl",
            "acceleration sensor LIS302DL, four-wire serial port",
            List.of(
                    PinRule.senses("cs"),
                    PinRule.senses("spc"),
                    PinRule.senses("sdi"),
                    PinRule.drives("sdo"),
                    PinRule.drives("int1").optional(),
                    PinRule.drives("int2").optional()),
            List.of(
                    ParameterSpec.number("x", 0, -100, 100, "acceleration at first, in g"),
                    ParameterSpec.number("y", 0, -100, 100, "acceleration at first, in g"),
                    ParameterSpec.number("z", 1, -100, 100, "acceleration at first, in g: it lies flat")),
            List.of(
                    ActionSpec.valued("x", -100, 100, "g", "accelerates it along its x axis"),
                    ActionSpec.valued("y", -100, 100, "g", "accelerates it along its y axis"),
                    ActionSpec.valued("z", -100, 100, "g", "accelerates it along its z axis")),
            Lis302dl::new);

    private static final int CS = 0;
    private static final int SPC = 1;
    private static final int SDI = 2;
    private static final int SDO = 3;
    private static final int WHO_AM_I = 0x0F;
    private static final int NAME = 0x3B;
    private static final int CTRL_REG1 = 0x20;
    private static final int CTRL_REG2 = 0x21;
    private static final int CTRL_REG3 = 0x22;
    private static final int STATUS = 0x27;
    private static final int OUT_X = 0x29;
    private static final int POWER_UP = 0x40;
    private static final int FULL_SCALE = 0x20;
    private static final int FAST = 0x80;
    private static final int DATA_READY = 4;
    private static final double[] G_A_DIGIT = {0.018, 0.072};
    private static final double SUPPLY_V = 3.3;
    private static final double DRIVE_OHM = 100;
    private static final double PULL_OHM = 100_000;
    private static final long SLOW_NS = 10_000_000;
    private static final long FAST_NS = 2_500_000;

    private final int[] registers = new int[0x40];
    private final double[] g = new double[3];
    private final ShiftedBytes shift = new ShiftedBytes(this::exchanged);
    private final Timer sample;
    private final Driver[] interrupts = new Driver[2];
    private final Driver pull;
    private boolean powered;
    private boolean selected;
    private int address = -1;
    private boolean reads;
    private boolean runs;

    Lis302dl(PartContext context) {
        super(context, List.of("cs", "spc", "sdi", "sdo"));
        sample = context.time().timer(context.name() + " sample", this::sampled);
        interrupts[0] = context.pin("int1").driver();
        interrupts[1] = context.pin("int2").driver();
        g[0] = context.number("x");
        g[1] = context.number("y");
        g[2] = context.number("z");
        pull = pin(CS).load();
        pin(CS).onChange(net -> select(), 0);
        observe("x", () -> g[0]);
        observe("y", () -> g[1]);
        observe("z", () -> g[2]);
    }

    @Override
    protected void act(String action, double value) {
        g[action.charAt(0) - 'x'] = value;
    }

    @Override
    public void power(boolean on) {
        powered = on;
        java.util.Arrays.fill(registers, 0);
        registers[WHO_AM_I] = NAME;
        registers[CTRL_REG1] = 7;
        sample.cancel();
        selected = false;
        if (on) {
            pull.drive(SUPPLY_V, PULL_OHM);
        } else {
            pull.release();
        }
        select();
        lines();
    }

    private void select() {
        boolean now = powered && !high(CS);
        if (now && !selected) {
            address = -1;
            shift.begin();
        }
        selected = now;
    }

    @Override
    public @Nullable SpiTarget spi(int pin) {
        return pin == SPC ? this : null;
    }

    @Override
    public int inPin() {
        return SDI;
    }

    @Override
    public int outPin() {
        return selected ? SDO : -1;
    }

    @Override
    public int clocked(SpiFrame frame) {
        return selected ? shift.clocked(frame) : frame.ones();
    }

    private int exchanged(int in) {
        if (address < 0) {
            reads = (in & 0x80) != 0;
            runs = (in & 0x40) != 0;
            address = in & 0x3F;
        } else {
            if (!reads) {
                write(address, in);
            }
            address = runs ? (address + 1) & 0x3F : address;
        }
        return reads ? read(address) : 0xFF;
    }

    // The value leaves with the next byte; who breaks off before has read it all the same.
    private int read(int which) {
        int value = registers[which];
        if (which >= OUT_X && which <= OUT_X + 4 && (which & 1) != 0) {
            int axis = (which - OUT_X) / 2;
            registers[STATUS] &= ~(0x11 << axis);
            if ((registers[STATUS] & 7) == 0) {
                registers[STATUS] &= ~0x88;
            }
            lines();
        }
        return value;
    }

    private void write(int which, int value) {
        boolean control = which >= CTRL_REG1 && which <= CTRL_REG3;
        boolean other = which >= 0x30 && which != 0x31 && which != 0x35 && which != 0x39;
        if (!control && !other) {
            return;
        }
        int before = registers[which];
        registers[which] = value;
        if (which == CTRL_REG1 && ((before ^ value) & (POWER_UP | FAST)) != 0) {
            sample.cancel();
            if ((value & POWER_UP) != 0) {
                sample.after(periodNs());
            }
        }
        if (which == CTRL_REG2 && (value & 0x40) != 0) {
            registers[CTRL_REG2] &= ~0x40;
        }
        lines();
    }

    private long periodNs() {
        return (registers[CTRL_REG1] & FAST) != 0 ? FAST_NS : SLOW_NS;
    }

    private void sampled() {
        sample.after(periodNs());
        double scale = G_A_DIGIT[(registers[CTRL_REG1] & FULL_SCALE) != 0 ? 1 : 0];
        for (int axis = 0; axis < 3; axis++) {
            if ((registers[CTRL_REG1] & 1 << axis) != 0) {
                long digits = Math.round(Math.max(-128, Math.min(127, g[axis] / scale)));
                registers[OUT_X + 2 * axis] = (int) digits & 0xFF;
                boolean unread = (registers[STATUS] & 1 << axis) != 0;
                registers[STATUS] |= 1 << axis | (unread ? 0x10 << axis : 0);
            }
        }
        boolean overrun = (registers[STATUS] & 0x70) == 0x70;
        registers[STATUS] |= ((registers[STATUS] & 7) == 7 ? 8 : 0) | (overrun ? 0x80 : 0);
        lines();
    }

    // Data ready at the pins that ask for it; active high unless IHL says otherwise.
    private void lines() {
        int control = registers[CTRL_REG3];
        for (int i = 0; i < interrupts.length; i++) {
            boolean active = ((control >> (3 * i)) & 7) == DATA_READY && (registers[STATUS] & 7) != 0;
            boolean level = active != ((control & 0x80) != 0);
            if (!powered || (!level && (control & 0x40) != 0)) {
                interrupts[i].release();
            } else {
                interrupts[i].drive(level ? SUPPLY_V : 0, DRIVE_OHM);
            }
        }
    }
}
