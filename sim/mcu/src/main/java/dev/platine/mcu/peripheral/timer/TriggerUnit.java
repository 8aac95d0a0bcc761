package dev.platine.mcu.peripheral.timer;

import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCPC;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCUS;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR2;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.ECE;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.ETP;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.SMCR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.TI1S;

import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.pin.PinInput;
import dev.platine.mcu.register.RegisterFile;
import org.jspecify.annotations.Nullable;

/** A timer's inputs, trigger selection and slave mode controller: where edges come from, and who hears of them. */
final class TriggerUnit {
    private static final int RESET = 4;
    private static final int GATED = 5;
    private static final int TRIGGER = 6;
    private static final int EXTERNAL_CLOCK = 7;

    private static final int EDGES_OF_TI1 = 4;
    private static final int TI1FP1 = 5;
    private static final int TI2FP2 = 6;
    private static final int ETRF = 7;
    private static final int TRC = 3;

    private final Timer timer;
    private final TimerKind kind;
    private final RegisterFile registers;
    private final Channel[] channels;
    private final Signal[] internal;
    private final boolean[] pins;
    private final boolean[] levels;
    private final boolean[] taken;
    private final TimerInput[] inputs;
    private final @Nullable TimerInput external;
    private final Signal.Listener heard = this::internalChanged;
    private @Nullable Signal heardSignal;
    private @Nullable Signal instead;
    private boolean etr;
    private boolean etrPolarized;
    private int etrEdges;
    private boolean gate;
    private long openedAt;

    TriggerUnit(Timer timer, Site site, TimerSpec spec, Channel[] channels, RegisterFile registers) {
        this.timer = timer;
        this.registers = registers;
        this.channels = channels;
        kind = spec.kind();
        internal = spec.triggers().stream().map(site::signal).toArray(Signal[]::new);
        pins = new boolean[channels.length];
        levels = new boolean[channels.length];
        taken = new boolean[channels.length];
        inputs = new TimerInput[channels.length];
        for (int i = 0; i < channels.length; i++) {
            int channel = i;
            inputs[i] = new TimerInput(site, high -> inputChanged(channel, high));
            listen(site.input("TIM" + spec.number() + "_CH" + (i + 1), false), high -> pin(channel, high));
        }
        external = kind.full() ? new TimerInput(site, this::externalChanged) : null;
        if (kind.full()) {
            listen(site.input("TIM" + spec.number() + "_ETR", false), this::etrPin);
        }
    }

    private static void listen(PinInput input, TimerInput.Sink sink) {
        input.listen(new PinInput.Listener() {
            @Override
            public void changed(boolean high) {
                sink.changed(high);
            }
        });
    }

    // What the registers say.

    private int slaveMode() {
        return kind.slave() ? registers.get(SMCR) & 7 : 0;
    }

    private int source() {
        return registers.get(SMCR) >>> 4 & 7;
    }

    private boolean externalMode2() {
        return kind.full() && registers.has(SMCR, ECE);
    }

    boolean encoder() {
        int mode = slaveMode();
        return kind.full() && mode >= 1 && mode <= 3;
    }

    /** Whether the counter runs on the timer's own clock. */
    boolean internalClock() {
        return !externalMode2() && !encoder() && slaveMode() != EXTERNAL_CLOCK;
    }

    /** Whether a gate, if there is one, is open. */
    boolean open() {
        return slaveMode() != GATED || gate;
    }

    /** Whether ETRF is high. */
    boolean externalHigh() {
        return external != null && external.high();
    }

    /** Another signal takes the place of ITR1; null for its own. */
    void replaceTrigger1(@Nullable Signal signal) {
        instead = signal;
    }

    /** SMCR, CCMRx, CCER, CR1 or CR2 was written. */
    void configured() {
        for (int i = 0; i < inputs.length; i++) {
            inputs[i].delay(isUsed(i) ? delay(channels[i].filter()) : 0);
        }
        TimerInput etrf = external;
        if (etrf != null) {
            etrf.delay(delay(registers.get(SMCR) >>> 8 & 0xF));
            etrPin(etr);
        }
        if (kind.channels() > 0) {
            input(0, levels[0]);
        }
        subscribe();
        gate = level();
    }

    private long delay(int filter) {
        return TimerInput.filterTicks(filter, Math.min(registers.get(CR1) >>> 8 & 3, 2)) * timer.cyclesPerTick();
    }

    /** Listens to one internal trigger, and only while that has an effect: a master works for those who hear it. */
    private void subscribe() {
        Signal wanted = kind.slave() && source() < internal.length && isUsed() ? signal(source()) : null;
        Signal before = heardSignal;
        if (wanted != before) {
            if (before != null) {
                before.forget(heard);
            }
            heardSignal = wanted;
            if (wanted != null) {
                wanted.listen(heard);
            }
        }
    }

    private Signal signal(int source) {
        Signal other = instead;
        return source == 1 && other != null ? other : internal[source];
    }

    private boolean isUsed() {
        boolean captures = false;
        for (Channel channel : channels) {
            captures |= channel.selection() == TRC;
        }
        return captures || slaveMode() >= RESET || commutes();
    }

    /** Whether anything depends on an input: an output's own pin comes back as one, and should cost nothing. */
    private boolean isUsed(int input) {
        boolean captured = false;
        for (int i = 0; i < channels.length; i++) {
            captured |= takes(i, input) && channels[i].isCapturing();
        }
        int source = source();
        boolean selected = (input == 0 && source == EDGES_OF_TI1) || source == TI1FP1 + input;
        return captured || (kind.slave() && input < 2 && (encoder() || (selected && isUsed())));
    }

    /** Whether a channel is an input that takes from one of the timer's inputs: its own or its neighbour's. */
    private boolean takes(int channel, int input) {
        int selection = channels[channel].selection();
        return (selection == 1 && channel == input) || (selection == 2 && channel == (input ^ 1));
    }

    private boolean commutes() {
        return kind.advanced() && (registers.get(CR2) & (CCPC | CCUS)) == (CCPC | CCUS);
    }

    /** The trigger's level, for the gate. */
    private boolean level() {
        if (!kind.slave()) {
            return false;
        }
        Signal signal = heardSignal;
        return switch (source()) {
            case EDGES_OF_TI1 -> false;
            case TI1FP1 -> polarized(0);
            case TI2FP2 -> polarized(1);
            case ETRF -> externalHigh();
            default -> signal != null && signal.isHigh();
        };
    }

    /** TI1FP1, TI2FP2. */
    private boolean polarized(int input) {
        return inputs[input].high() != (channels[input].polarity() == 2);
    }

    // What comes.

    private void pin(int channel, boolean high) {
        pins[channel] = high;
        if (!taken[channel]) {
            input(channel, high);
        }
    }

    /** Something else than its pin gives an input its level, or the pin does again. */
    void take(int channel, boolean instead) {
        if (taken[channel] != instead) {
            taken[channel] = instead;
            input(channel, !instead && pins[channel]);
        }
    }

    /** An input has a level. */
    void input(int channel, boolean high) {
        levels[channel] = high;
        if (channel > 0) {
            inputs[channel].raw(high);
        }
        if (channel < 3) {
            boolean xor = kind.full() && registers.has(CR2, TI1S);
            inputs[0].raw(xor ? levels[0] ^ levels[1] ^ levels[2] : levels[0]);
        }
    }

    private void etrPin(boolean high) {
        etr = high;
        boolean polarized = high != registers.has(SMCR, ETP);
        if (polarized && !etrPolarized) {
            etrEdges++;
        }
        etrPolarized = polarized;
        int prescaler = registers.get(SMCR) >>> 12 & 3;
        TimerInput etrf = external;
        if (etrf != null) {
            etrf.raw(prescaler == 0 ? polarized : (etrEdges >>> (prescaler - 1) & 1) != 0);
        }
    }

    private void inputChanged(int input, boolean high) {
        if (!isUsed(input) || !timer.begin()) {
            return;
        }
        for (int i = 0; i < channels.length; i++) {
            if (takes(i, input) && channels[i].isEdge(high)) {
                channels[i].edge();
            }
        }
        if (kind.slave() && input < 2) {
            if (encoder()) {
                count(input);
            }
            if (input == 0 && source() == EDGES_OF_TI1) {
                capture();
                trigger(false, true);
            } else if (source() == TI1FP1 + input) {
                trigger(polarized(input), channels[input].isEdge(high));
            }
        }
        timer.end();
    }

    private void internalChanged(boolean high) {
        if (!timer.begin()) {
            return;
        }
        if (high) {
            capture();
        }
        trigger(high, high);
        timer.end();
    }

    private void externalChanged(boolean high) {
        if (!timer.begin()) {
            return;
        }
        if (externalMode2() && high) {
            timer.events().tick();
        }
        if (source() == ETRF) {
            trigger(high, high);
        }
        if (high) {
            for (Channel channel : channels) {
                channel.clear(timer.now());
            }
        }
        timer.end();
    }

    /** TRC has an edge. */
    private void capture() {
        for (Channel channel : channels) {
            if (channel.selection() == TRC) {
                channel.edge();
            }
        }
    }

    /** The encoder's table: on an edge of one input the other's level gives the direction. */
    private void count(int input) {
        // Mode 1 counts the edges of TI1, mode 2 those of TI2, mode 3 both.
        if ((slaveMode() & (1 << input)) != 0) {
            boolean same = (inputs[0].high() != channels[0].inverted()) == (inputs[1].high() != channels[1].inverted());
            timer.events().step(input == 0 ? !same : same);
        }
    }

    private void move(boolean open) {
        gate = open;
        timer.events().triggered(false);
        if (open) {
            openedAt = timer.now();
        } else if (openedAt == timer.now()) {
            // A pulse of a master takes no time here; on the chip it lasts one clock, in which the slave counts once.
            timer.events().tick();
        }
    }

    private void trigger(boolean level, boolean edge) {
        int mode = slaveMode();
        if (mode == GATED) {
            if (gate != level) {
                move(level);
            }
            return;
        }
        if (!edge) {
            return;
        }
        if (commutes()) {
            timer.events().commutation();
        }
        if (mode >= RESET) {
            timer.events().triggered(true);
        }
        if (mode == RESET) {
            timer.events().restart();
        } else if (mode == TRIGGER) {
            timer.events().start();
        } else if (mode == EXTERNAL_CLOCK && !externalMode2()) {
            timer.events().tick();
        }
    }
}
