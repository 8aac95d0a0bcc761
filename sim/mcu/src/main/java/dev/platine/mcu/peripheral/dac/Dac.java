package dev.platine.mcu.peripheral.dac;

import dev.platine.mcu.peripheral.Line;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.peripheral.adc.AnalogSupply;
import dev.platine.mcu.register.RegisterLayout;

/** The converter with two channels at PA4 and PA5: triggers, noise and triangle waves, DMA with underrun, output buffers. */
public final class Dac extends Peripheral {
    private static final int CR = 0x00;
    private static final int SWTRIGR = 0x04;
    private static final int DHR12R1 = 0x08;
    private static final int DHR12L1 = 0x0C;
    private static final int DHR8R1 = 0x10;
    private static final int DHR12R2 = 0x14;
    private static final int DHR12L2 = 0x18;
    private static final int DHR8R2 = 0x1C;
    private static final int DHR12RD = 0x20;
    private static final int DHR12LD = 0x24;
    private static final int DHR8RD = 0x28;
    private static final int DOR1 = 0x2C;
    private static final int DOR2 = 0x30;
    private static final int SR = 0x34;
    private static final int UNDERRUN = 1 << 13;
    private static final int SECOND = 16;
    private static final int PA4 = 4;
    private static final int PA5 = 5;
    private static final RegisterLayout LAYOUT = RegisterLayout.of("DAC")
            .register(
                    "CR",
                    CR,
                    0,
                    "EN1@0, BOFF1@1, TEN1@2, TSEL1@3:3, WAVE1@6:2, MAMP1@8:4, DMAEN1@12, DMAUDRIE1@13, EN2@16, BOFF2@17, TEN2@18, "
                            + "TSEL2@19:3, WAVE2@22:2, MAMP2@24:4, DMAEN2@28, DMAUDRIE2@29")
            .register("SWTRIGR", SWTRIGR, 0, "SWTRIG1@0 w, SWTRIG2@1 w")
            .register("DHR12R1", DHR12R1, 0, "DACC1DHR@0:12")
            .register("DHR12L1", DHR12L1, 0, "DACC1DHR@4:12")
            .register("DHR8R1", DHR8R1, 0, "DACC1DHR@0:8")
            .register("DHR12R2", DHR12R2, 0, "DACC2DHR@0:12")
            .register("DHR12L2", DHR12L2, 0, "DACC2DHR@4:12")
            .register("DHR8R2", DHR8R2, 0, "DACC2DHR@0:8")
            .register("DHR12RD", DHR12RD, 0, "DACC1DHR@0:12, DACC2DHR@16:12")
            .register("DHR12LD", DHR12LD, 0, "DACC1DHR@4:12, DACC2DHR@20:12")
            .register("DHR8RD", DHR8RD, 0, "DACC1DHR@0:8, DACC2DHR@8:8")
            .register("DOR1", DOR1, 0, "DACC1DOR@0:12 r")
            .register("DOR2", DOR2, 0, "DACC2DOR@0:12 r")
            .register("SR", SR, 0, "DMAUDR1@13 rc_w1, DMAUDR2@29 rc_w1")
            .build();

    private final DacChannel one;
    private final DacChannel two;
    private final Line line;

    /**
     * The converter, off.
     *
     * @param site where it stands
     * @param supply VREF+
     */
    public Dac(Site site, AnalogSupply supply) {
        super(site, LAYOUT);
        line = site.interrupt("TIM6_DAC");
        one = new DacChannel(site, supply, PA4, "DAC1", () -> underrun(UNDERRUN));
        two = new DacChannel(site, supply, PA5, "DAC2", () -> underrun(UNDERRUN << SECOND));
    }

    @Override
    protected void wasReset() {
        one.reset();
        two.reset();
        lines();
    }

    @Override
    protected int value(int offset) {
        int a = one.held();
        int b = two.held();
        return switch (offset) {
            case DHR12R1 -> a;
            case DHR12L1 -> a << 4;
            case DHR8R1 -> a >> 4;
            case DHR12R2 -> b;
            case DHR12L2 -> b << 4;
            case DHR8R2 -> b >> 4;
            case DHR12RD -> a | (b << 16);
            case DHR12LD -> (a << 4) | (b << 20);
            case DHR8RD -> (a >> 4) | (b >> 4 << 8);
            case DOR1 -> one.output();
            case DOR2 -> two.output();
            default -> registers.get(offset);
        };
    }

    @Override
    protected boolean accepts(int offset, int written) {
        if (offset >= DHR12R1 && offset < DOR1) {
            // One register behind all views: what a narrow access leaves alone is what is there now.
            registers.set(offset, value(offset));
        }
        return true;
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        int now = registers.get(offset);
        switch (offset) {
            case CR -> {
                one.control(now & 0xFFFF);
                two.control(now >>> SECOND);
            }
            case SWTRIGR -> softwareTriggers(written);
            case SR -> underrunsCleared(before & ~now);
            case DHR12R1 -> one.hold(now);
            case DHR12L1 -> one.hold(now >> 4);
            case DHR8R1 -> one.hold(now << 4);
            case DHR12R2 -> two.hold(now);
            case DHR12L2 -> two.hold(now >> 4);
            case DHR8R2 -> two.hold(now << 4);
            case DHR12RD -> both(now & 0xFFF, now >>> 16);
            case DHR12LD -> both((now >> 4) & 0xFFF, now >>> 20);
            case DHR8RD -> both((now & 0xFF) << 4, now >> 8 << 4);
            default -> {}
        }
        lines();
    }

    private void both(int first, int second) {
        one.hold(first);
        two.hold(second);
    }

    private void softwareTriggers(int written) {
        if ((written & 1) != 0) {
            one.softwareTrigger();
        }
        if ((written & 2) != 0) {
            two.softwareTrigger();
        }
    }

    private void underrunsCleared(int cleared) {
        if ((cleared & UNDERRUN) != 0) {
            one.underrunCleared();
        }
        if ((cleared & (UNDERRUN << SECOND)) != 0) {
            two.underrunCleared();
        }
    }

    private void underrun(int flag) {
        registers.put(SR, flag, true);
        lines();
    }

    private void lines() {
        // DMAUDRIE has the place of DMAUDR.
        line.set((registers.get(SR) & registers.get(CR) & (UNDERRUN | (UNDERRUN << SECOND))) != 0);
    }
}
