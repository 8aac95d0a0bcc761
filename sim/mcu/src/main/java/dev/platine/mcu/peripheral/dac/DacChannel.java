package dev.platine.mcu.peripheral.dac;

import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.DmaRequest;
import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.peripheral.adc.AnalogSupply;
import dev.platine.mcu.time.Alarm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the two channels: holding register, waves, output. */
final class DacChannel {
    private static final List<String> TRIGGERS =
            List.of("TIM6_TRGO", "TIM8_TRGO", "TIM7_TRGO", "TIM5_TRGO", "TIM2_TRGO", "TIM4_TRGO", "EXTI9");
    private static final int SOFTWARE = 7;
    private static final int FULL = 0xFFF;
    private static final int NOISE = 1;
    private static final int NOISE_SEED = 0xAAA;
    // RM0090 14.3.4: cycles of PCLK1 from the trigger to the output.
    private static final int TRIGGER_CYCLES = 3;
    private static final int SOFTWARE_CYCLES = 1;
    private static final int EN = 1;
    private static final int BOFF = 1 << 1;
    private static final int TEN = 1 << 2;
    private static final int DMAEN = 1 << 12;

    private final Site site;
    private final AnalogSupply supply;
    private final int pin;
    private final DmaRequest dma;
    private final Runnable underrun;
    private final Alarm transfer;
    private final Signal.Listener listener = this::triggered;
    private @Nullable Signal trigger;
    private int control;
    private int held;
    private int output;
    private int noise;
    private int triangle;
    private boolean falling;
    private boolean byHardware;
    private boolean underran;
    private boolean drives;

    DacChannel(Site site, AnalogSupply supply, int pin, String request, Runnable underrun) {
        this.site = site;
        this.supply = supply;
        this.pin = pin;
        this.underrun = underrun;
        dma = site.dma(request);
        dma.onServed(() -> dma.raise(false));
        transfer = site.cycleAlarm(this::transfer);
    }

    void reset() {
        transfer.cancel();
        held = 0;
        output = 0;
        underran = false;
        control(0);
    }

    /** Takes its half of the control register. */
    void control(int bits) {
        boolean wasTriggered = (control & TEN) != 0;
        control = bits;
        if (((bits >> 6) & 3) == 0) {
            noise = NOISE_SEED;
            triangle = 0;
            falling = false;
        }
        if ((bits & DMAEN) == 0) {
            dma.raise(false);
        }
        if (wasTriggered && (bits & TEN) == 0) {
            transfer.cancel();
            output = held;
        }
        int select = (bits >> 3) & 7;
        boolean listens = (bits & (EN | TEN)) == (EN | TEN) && select != SOFTWARE;
        listen(listens ? site.signal(TRIGGERS.get(select)) : null);
        drive();
    }

    private void listen(@Nullable Signal to) {
        Signal before = trigger;
        if (before != to) {
            trigger = to;
            if (before != null) {
                before.forget(listener);
            }
            if (to != null) {
                to.listen(listener);
            }
        }
    }

    private void triggered(boolean high) {
        if (high) {
            start(true, TRIGGER_CYCLES);
        }
    }

    void softwareTrigger() {
        if ((control & (EN | TEN)) == (EN | TEN) && ((control >> 3) & 7) == SOFTWARE) {
            start(false, SOFTWARE_CYCLES);
        }
    }

    private void start(boolean hardware, int cycles) {
        if (transfer.isSet()) {
            transfer.cancel();
            transfer();
        }
        byHardware = hardware;
        transfer.at(site.cycle() + (long) cycles * site.clocks().divider(Clocks.Domain.APB1));
    }

    private void transfer() {
        output = Math.min(held + wave(), FULL);
        drive();
        if (byHardware && (control & DMAEN) != 0 && !underran) {
            if (dma.isRaised()) {
                dma.raise(false);
                underran = true;
                underrun.run();
            } else {
                dma.raise(true);
            }
        }
    }

    /** What is added this time, and the step to the next. */
    private int wave() {
        int kind = (control >> 6) & 3;
        int most = (2 << Math.min((control >> 8) & 0xF, 11)) - 1;
        if (kind == 0) {
            return 0;
        }
        if (kind == NOISE) {
            int now = noise & most;
            int in = (noise ^ (noise >> 1) ^ (noise >> 4) ^ (noise >> 6)) & 1;
            noise = noise == 0 ? 1 << 11 : (noise >> 1) | (in << 11);
            return now;
        }
        int now = triangle;
        falling = now >= most || (falling && now > 0);
        triangle += falling ? -1 : 1;
        return now;
    }

    void hold(int value) {
        held = value;
        if ((control & TEN) == 0) {
            output = value;
            drive();
        }
    }

    int held() {
        return held;
    }

    int output() {
        return output;
    }

    void underrunCleared() {
        underran = false;
    }

    private void drive() {
        boolean on = (control & EN) != 0;
        if (on) {
            double reference = supply.referenceV();
            double volts = reference * output / FULL;
            double margin = (control & BOFF) == 0 ? supply.bufferMarginV() : 0;
            site.analog(pin, Math.max(margin, Math.min(volts, reference - margin)));
        } else if (drives) {
            site.analog(pin, Double.NaN);
        }
        drives = on;
    }
}
