package dev.platine.mcu.peripheral.adc;

import static dev.platine.mcu.peripheral.adc.AdcRegisters.*;

import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.DmaRequest;
import dev.platine.mcu.peripheral.Line;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Site;

/**
 * A converter. A conversion takes the voltage when its sampling ends, after exactly so many cycles of PCLK2 as the registers say; two alarms a
 * conversion, nothing in between. Data, flags and requests follow RM0090 chapter 13.
 */
public final class Adc extends Peripheral implements Clocks.Listener {
    private static final int ALL_FLAGS = 0x3F;

    private final int index;
    private final AdcCommon common;
    private final AdcInputs inputs;
    private final Converter converter;
    private final Line line;
    private final DmaRequest dma;
    private final Trigger regularTrigger;
    private final Trigger injectedTrigger;
    private boolean unread;
    private boolean dmaEnded;

    /**
     * A converter, off.
     *
     * @param site where it stands
     * @param common what it has in common with its neighbours
     * @param inputs what its channels are connected to
     * @param triggers the signals that may start conversions
     */
    public Adc(Site site, AdcCommon common, AdcInputs inputs, AdcTriggers triggers) {
        super(site, CONVERTER);
        storesAll(DR);
        acceptsAll();
        this.common = common;
        this.inputs = inputs;
        index = common.join(this);
        converter = new Converter(this, registers, site);
        line = site.interrupt("ADC");
        dma = site.dma(site.name());
        dma.onServed(this::served);
        dma.onLast(this::lastServed);
        regularTrigger = new Trigger(site, triggers.regular(), this::regularTrigger);
        injectedTrigger = new Trigger(site, triggers.injected(), this::injectedTrigger);
        site.clocks().listen(this);
    }

    @Override
    protected void wasReset() {
        converter.stop();
        unread = false;
        dmaEnded = false;
        dma.raise(false);
        regularTrigger.select(0, 0);
        injectedTrigger.select(0, 0);
        lines();
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        switch (offset) {
            case SR -> statusWritten(before);
            case CR2 -> control(before);
            case SQR1, SQR2, SQR3 -> converter.restart(false, site.cycle());
            case JSQR -> converter.restart(true, site.cycle());
            default -> {}
        }
        lines();
    }

    private void statusWritten(int before) {
        int cleared = before & ~registers.get(SR);
        if ((cleared & (EOC | OVR)) != 0) {
            unread = false;
        }
    }

    private void control(int before) {
        int cr2 = registers.get(CR2);
        registers.set(CR2, cr2 & ~(CR2_SWSTART | CR2_JSWSTART));
        regularTrigger.select(cr2 >> 24, cr2 >> 28);
        injectedTrigger.select(cr2 >> 16, cr2 >> 20);
        if ((cr2 & CR2_ADON) == 0) {
            converter.stop();
        }
        if ((cr2 & CR2_DMA) == 0) {
            dmaEnded = false;
            if ((before & CR2_DMA) != 0) {
                dma.raise(false);
            }
        } else if ((before & CR2_DMA) == 0) {
            unread = false;
        }
        if ((cr2 & CR2_SWSTART) != 0) {
            regularTrigger();
        }
        if ((cr2 & CR2_JSWSTART) != 0) {
            injectedTrigger();
        }
    }

    private void regularTrigger() {
        if (index == 0 && common.several()) {
            common.regularTrigger(site.cycle());
        } else {
            startRegular(site.cycle(), false);
        }
    }

    private void injectedTrigger() {
        if (index == 0 && common.several()) {
            common.injectedTrigger(site.cycle());
        } else {
            startInjected(site.cycle());
        }
    }

    private boolean on() {
        return clocked() && registers.has(CR2, CR2_ADON);
    }

    /** Starts the regular group, unless it is off, at it already, or waits for the overrun to be cleared. */
    boolean startRegular(long at, boolean paced) {
        return on() && !registers.has(SR, OVR) && converter.startRegular(at, paced);
    }

    void startInjected(long at) {
        if (on()) {
            converter.startInjected(at);
        }
    }

    boolean continuous() {
        return registers.has(CR2, CR2_CONT);
    }

    boolean busy() {
        return converter.busy();
    }

    /** When the step under way ends. */
    long due() {
        return converter.due();
    }

    /** Cycles of HCLK that the first channel is sampled. */
    int firstSampling() {
        return converter.samplingOf(converter.firstChannel());
    }

    /** Cycles of HCLK in one of ADCCLK. */
    int clockCycles() {
        return site.clocks().divider(Clocks.Domain.APB2) * common.prescaler();
    }

    /** The code of a channel's voltage now, 12 bits. */
    int sample(int channel) {
        AnalogSupply supply = common.supply();
        if (channel == inputs.battery() && common.batteryOn()) {
            return supply.code(supply.batteryV() / inputs.batteryDivider());
        }
        if (channel == inputs.temperature()) {
            return common.sensorOn() ? supply.code(supply.sensorV()) : 0;
        }
        if (channel == inputs.reference()) {
            return common.sensorOn() ? supply.code(AnalogSupply.VREFINT_V) : 0;
        }
        int pin = inputs.pin(channel);
        return pin < 0 ? 0 : supply.code(site.volts(pin));
    }

    /**
     * A regular conversion has ended.
     *
     * @return whether its data found room; else the group is aborted
     */
    boolean regular(int channel, int code, int bits, boolean endOfGroup) {
        watch(channel, code, bits, CR1_AWDEN);
        int data = aligned(code, bits, 4);
        boolean shared = common.takesData(index);
        boolean each = registers.has(CR2, CR2_EOCS);
        boolean wanted = registers.has(CR2, CR2_DMA) && !dmaEnded;
        boolean lost = shared ? common.wouldLose(index) : unread && (each || wanted);
        if (lost) {
            overrun();
            common.lost(index);
            return false;
        }
        registers.set(DR, data);
        unread = true;
        if (each || endOfGroup) {
            registers.put(SR, EOC, true);
        }
        lines();
        if (shared) {
            common.data(index, data);
        }
        if (wanted && !shared) {
            dma.raise(true);
        }
        return true;
    }

    /** An injected conversion has ended. */
    void injected(int channel, int rank, int code, int bits, boolean endOfGroup) {
        watch(channel, code, bits, CR1_JAWDEN);
        int signed = code - registers.get(JOFR1 + 4 * rank);
        registers.set(JDR1 + 4 * rank, aligned(signed, bits, 3) & 0xFFFF);
        if (endOfGroup) {
            registers.put(SR, JEOC, true);
        }
        lines();
    }

    /** RM0090 13.4: left alignment is to the halfword, of 6 bits to the byte; the sign of injected data takes a bit. */
    private int aligned(int data, int bits, int shiftOf12) {
        if (!registers.has(CR2, CR2_ALIGN)) {
            return data & 0xFFFF;
        }
        return (data << (bits == 6 ? shiftOf12 - 2 : shiftOf12 + 12 - bits)) & 0xFFFF;
    }

    private void watch(int channel, int code, int bits, int enable) {
        boolean watched = registers.has(CR1, enable)
                && (!registers.has(CR1, CR1_AWDSGL) || (registers.get(CR1) & 0x1F) == channel);
        int full = code << (12 - bits);
        if (watched && (full > registers.get(HTR) || full < registers.get(LTR))) {
            registers.put(SR, AWD, true);
        }
    }

    /** Data was lost: regular conversions end until the flag is cleared. */
    void overrun() {
        registers.put(SR, OVR, true);
        dma.raise(false);
        lines();
    }

    /** Conversions end, because a neighbour lost data. */
    void abort() {
        converter.stop();
    }

    /** The data was read, here or from the common register. */
    void dataRead() {
        unread = false;
        registers.put(SR, EOC, false);
        lines();
    }

    @Override
    protected void wasRead(int offset) {
        if (offset == DR) {
            dataRead();
        }
    }

    DmaRequest request() {
        return dma;
    }

    int flags() {
        return registers.get(SR) & ALL_FLAGS;
    }

    int data() {
        return registers.get(DR);
    }

    private void served() {
        if (common.takesData(index)) {
            common.served();
        } else {
            dma.raise(false);
        }
    }

    private void lastServed() {
        if (common.takesData(index)) {
            common.lastServed();
        } else if (!registers.has(CR2, CR2_DDS)) {
            dmaEnded = true;
        }
    }

    private void lines() {
        int sr = registers.get(SR);
        int cr1 = registers.get(CR1);
        boolean high = (sr & EOC) != 0 && (cr1 & CR1_EOCIE) != 0;
        high |= (sr & AWD) != 0 && (cr1 & CR1_AWDIE) != 0;
        high |= (sr & JEOC) != 0 && (cr1 & CR1_JEOCIE) != 0;
        line.set(high || ((sr & OVR) != 0 && (cr1 & CR1_OVRIE) != 0));
    }

    @Override
    protected void gating(boolean on) {
        if (on) {
            converter.thaw();
        } else {
            converter.freeze();
        }
    }

    @Override
    public void clocksChanging() {
        converter.freeze();
    }

    @Override
    public void clocksChanged() {
        if (clocked()) {
            converter.thaw();
        }
    }
}
