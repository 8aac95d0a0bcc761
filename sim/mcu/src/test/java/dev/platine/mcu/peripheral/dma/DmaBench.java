package dev.platine.mcu.peripheral.dma;

import dev.platine.mcu.bus.Device;
import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.DmaRequest;
import java.util.ArrayList;
import java.util.List;

/** A chip, and data registers of peripherals that give numbers and take what is written. */
final class DmaBench implements Device {
    static final int DMA1 = 0x40026000;
    static final int DMA2 = 0x40026400;
    static final int RAM = 0x20000000;
    /** The device on APB1, and on APB2: free addresses. */
    static final int APB1 = 0x40007F00;

    static final int APB2 = 0x40017F00;

    static final int EN = 1;
    static final int DMEIE = 1 << 1;
    static final int TEIE = 1 << 2;
    static final int HTIE = 1 << 3;
    static final int TCIE = 1 << 4;
    static final int PFCTRL = 1 << 5;
    static final int TO_PERIPHERAL = 1 << 6;
    static final int MEMORY_TO_MEMORY = 2 << 6;
    static final int CIRC = 1 << 8;
    static final int PINC = 1 << 9;
    static final int MINC = 1 << 10;
    static final int PINCOS = 1 << 15;
    static final int DBM = 1 << 18;
    static final int CT = 1 << 19;
    static final int DMDIS = 4;

    static final int FEIF = 1;
    static final int DMEIF = 4;
    static final int TEIF = 8;
    static final int HTIF = 16;
    static final int TCIF = 32;

    final Bench bench = new Bench(Stm32f4.f407());
    final List<String> accesses = new ArrayList<>();
    /** What a read gives; it counts upwards. */
    int next = 0x11;

    DmaBench() {
        bench.chip().bus().add(APB1, 0x100, this);
        bench.chip().bus().add(APB2, 0x100, this);
    }

    static int psize(int log) {
        return log << 11;
    }

    static int msize(int log) {
        return log << 13;
    }

    static int pl(int level) {
        return level << 16;
    }

    static int pburst(int code) {
        return code << 21;
    }

    static int mburst(int code) {
        return code << 23;
    }

    static int channel(int number) {
        return number << 25;
    }

    static int stream(int dma, int number) {
        return dma + 0x10 + 0x18 * number;
    }

    /** Sets all but EN. */
    void set(int stream, int peripheral, int memory, int count, int cr) {
        bench.write(stream + 8, peripheral);
        bench.write(stream + 0xC, memory);
        bench.write(stream + 4, count);
        bench.write(stream, cr);
    }

    void enable(int stream) {
        bench.set(stream, EN);
    }

    int flags(int dma, int stream) {
        int[] shifts = {0, 6, 16, 22};
        return (int) bench.read(dma + (stream & 4)) >> shifts[stream & 3] & 0x3D;
    }

    boolean enabled(int stream) {
        return (bench.read(stream) & EN) != 0;
    }

    long left(int stream) {
        return bench.read(stream + 4);
    }

    /** A request that its block takes back when it was served, with time enough for it. */
    void request(String name) {
        DmaRequest request = bench.request(name);
        request.onServed(() -> request.raise(false));
        request.raise(true);
        bench.cycles(40);
    }

    void requests(String name, int count) {
        for (int i = 0; i < count; i++) {
            request(name);
        }
    }

    long word(int address) {
        return bench.read(address);
    }

    void bytes(int address, int... values) {
        for (int i = 0; i < values.length; i++) {
            bench.chip().bus().write(address + i, 1, values[i]);
        }
    }

    @Override
    public long read(int offset, int size) {
        accesses.add("r" + size + "@" + Integer.toHexString(offset));
        return next++;
    }

    @Override
    public boolean write(int offset, int size, int value) {
        accesses.add(Integer.toHexString(value) + "/" + size + "@" + Integer.toHexString(offset));
        return true;
    }

    @Override
    public long peek(int offset, int size) {
        return 0;
    }
}
