package dev.platine.mcu.peripheral.timer;

import static dev.platine.mcu.peripheral.timer.TimerRegisters.BREAK;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CHANNELS;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.COM;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.DCR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.DIER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.SR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.TRIGGER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.UPDATE;

import dev.platine.mcu.peripheral.DmaRequest;
import dev.platine.mcu.peripheral.Line;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.register.RegisterFile;
import org.jspecify.annotations.Nullable;

/** A timer's flags on their way to the interrupt controller, its requests on theirs to DMA, and the bursts that a request may stand for. */
final class TimerRequests {
    private static final int REQUEST_SHIFT = 8;
    private static final String[] NAMES = {"UP", "CH1", "CH2", "CH3", "CH4", "COM", "TRIG"};

    private final RegisterFile registers;
    private final Line[] lines;
    private final int[] causes;
    private final @Nullable DmaRequest[] requests = new DmaRequest[NAMES.length];
    private int burst;

    TimerRequests(Site site, TimerSpec spec, RegisterFile registers) {
        this.registers = registers;
        String timer = "TIM" + spec.number();
        if (spec.kind().advanced()) {
            causes = new int[] {BREAK, UPDATE, TRIGGER | COM, CHANNELS};
            lines = new Line[] {
                site.interrupt(timer + "_BRK"),
                site.interrupt(timer + "_UP"),
                site.interrupt(timer + "_TRG_COM"),
                site.interrupt(timer + "_CC")
            };
        } else {
            causes = new int[] {-1};
            lines = new Line[] {site.interrupt(spec.number() == 6 ? "TIM6_DAC" : timer)};
        }
        if (spec.kind().full() || spec.kind() == TimerKind.BASIC) {
            for (int i = 0; i < (spec.kind().full() ? NAMES.length : 1); i++) {
                DmaRequest request = site.dma(timer + "_" + NAMES[i]);
                request.onServed(() -> request.raise(burst != 0));
                requests[i] = request;
            }
        }
    }

    void reset() {
        burst = 0;
        for (DmaRequest request : requests) {
            if (request != null) {
                request.raise(false);
            }
        }
        lines();
    }

    /** Something happened: its flag. */
    void flag(int flag) {
        registers.put(SR, flag, true);
    }

    /** Something happened: its flag, and its DMA request if that is enabled. */
    void happened(int flag) {
        flag(flag);
        request(flag);
    }

    /** Something happened: its DMA request, if that is enabled. */
    void request(int flag) {
        DmaRequest request = requests[Integer.numberOfTrailingZeros(flag)];
        if (request != null && requested(flag)) {
            request.raise(true);
        }
    }

    /** Whether an event has a DMA request enabled. */
    boolean requested(int flag) {
        return registers.has(DIER, flag << REQUEST_SHIFT);
    }

    /** Whether a flag would change an interrupt line. */
    boolean interrupts(int flag) {
        return (registers.get(DIER) & ~registers.get(SR) & flag) != 0;
    }

    /** Requests that are no longer enabled fall. */
    void enablesChanged() {
        for (int i = 0; i < requests.length; i++) {
            DmaRequest request = requests[i];
            if (request != null && !requested(1 << i)) {
                request.raise(false);
            }
        }
    }

    /** The interrupt lines follow the flags. */
    void lines() {
        int active = registers.get(SR) & registers.get(DIER) & 0xFF;
        for (int i = 0; i < lines.length; i++) {
            lines[i].set((active & causes[i]) != 0);
        }
    }

    /** DCR was written: a burst begins anew. */
    void burstReset() {
        burst = 0;
    }

    /** The register that DMAR stands for now. */
    int burstTarget() {
        return ((registers.get(DCR) & 0x1F) + burst) * 4;
    }

    /** DMAR was accessed: the next register, or the end of the burst. */
    void burstNext() {
        int last = registers.get(DCR) >>> 8 & 0x1F;
        burst = burst < last ? burst + 1 : 0;
    }
}
