package dev.platine.mcu.peripheral.adc;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.ChipSpec;
import dev.platine.mcu.chip.Stm32f4;

/** A chip whose converters are used. HCLK is 16 MHz, ADCCLK 8 MHz: a cycle of ADCCLK is two of HCLK. */
final class AdcBench {
    static final int ADC1 = 0x40012000;
    static final int ADC2 = 0x40012100;
    static final int ADC3 = 0x40012200;
    static final int CSR = 0x40012300;
    static final int CCR = 0x40012304;
    static final int CDR = 0x40012308;
    static final int SR = 0x00;
    static final int CR1 = 0x04;
    static final int CR2 = 0x08;
    static final int SMPR1 = 0x0C;
    static final int SMPR2 = 0x10;
    static final int JOFR1 = 0x14;
    static final int HTR = 0x24;
    static final int LTR = 0x28;
    static final int SQR1 = 0x2C;
    static final int SQR3 = 0x34;
    static final int JSQR = 0x38;
    static final int JDR1 = 0x3C;
    static final int DR = 0x4C;
    static final int AWD = 1;
    static final int EOC = 2;
    static final int JEOC = 4;
    static final int JSTRT = 8;
    static final int STRT = 16;
    static final int OVR = 32;
    static final int ADON = 1;
    static final int CONT = 2;
    static final int DMA = 1 << 8;
    static final int DDS = 1 << 9;
    static final int EOCS = 1 << 10;
    static final int ALIGN = 1 << 11;
    static final int JSWSTART = 1 << 22;
    static final int SWSTART = 1 << 30;
    static final int SCAN = 1 << 8;
    /** Cycles of HCLK that a conversion of 12 bits takes with the shortest sampling. */
    static final int CONVERSION = 2 * 15;

    final Bench bench;

    AdcBench(ChipSpec spec) {
        bench = new Bench(spec);
    }

    AdcBench() {
        this(Stm32f4.f407());
        for (int i = 0; i < 16; i++) {
            bench.volts("PA" + i, volts(100 * (i + 1)));
        }
        bench.volts("PC0", volts(1100));
    }

    /** The voltage of a code. */
    static double volts(int code) {
        return code * 3.3 / 4096;
    }

    long read(int address) {
        return bench.read(address);
    }

    void write(int address, int value) {
        bench.write(address, value);
    }

    void set(int address, int bits) {
        bench.set(address, bits);
    }

    void cycles(int count) {
        bench.cycles(count);
    }

    boolean flag(int adc, int flag) {
        return (read(adc + SR) & flag) != 0;
    }

    /** Channels for the regular group, at most 6. */
    void sequence(int adc, int... channels) {
        int sqr3 = 0;
        for (int i = 0; i < channels.length; i++) {
            sqr3 |= channels[i] << (5 * i);
        }
        write(adc + SQR3, sqr3);
        write(adc + SQR1, (channels.length - 1) << 20);
    }

    void start(int adc) {
        set(adc + CR2, SWSTART);
    }

    /** What a controller does that is quick: reads as often as it is asked. */
    int[] serve(String request, int from, int count) {
        int[] words = new int[count];
        int[] got = {0};
        var line = bench.request(request);
        line.listen(raised -> {
            while (line.isRaised() && got[0] < count) {
                words[got[0]++] = (int) bench.read(from);
                line.served(got[0] == count);
            }
        });
        return words;
    }
}
