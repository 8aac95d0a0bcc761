package dev.platine.mcu.peripheral.dma;

import dev.platine.mcu.peripheral.DmaRequest;
import dev.platine.mcu.register.RegisterFile;
import org.jspecify.annotations.Nullable;

/**
 * A stream: where it reads and writes, how far it is, its FIFO. The controller says when; nothing here allocates.
 */
final class Stream {
    private static final int TO_MEMORY = 0;
    private static final int TO_PERIPHERAL = 1;
    private static final int MEMORY_TO_MEMORY = 2;
    private static final int[] BEATS = {1, 4, 8, 16};
    private static final int UNITS_A_CYCLE = 64;
    private static final int OVERHEAD_CYCLES = 3;

    final int number;
    private final Dma dma;
    private final RegisterFile registers;
    private final int base;
    private final DmaRequest[][] requests;
    private final Fifo fifo = new Fifo();

    private boolean running;
    private boolean direct;
    private int direction;
    private int channel;
    private int peripheralSize;
    private int memorySize;
    private int peripheralStep;
    private int memoryStep;
    private int peripheralBeats;
    private int memoryBeats;
    private int thresholdBytes;
    private int programmed;
    private int left;
    private int peripheralAt;
    private int memoryAt;
    private int memoryLeftBytes;
    private int memoryCycles;
    private long memoryDoneAt;
    private long readyAt;

    Stream(Dma dma, RegisterFile registers, int number, DmaRequest[][] requests) {
        this.dma = dma;
        this.registers = registers;
        this.number = number;
        this.requests = requests;
        base = DmaLayout.FIRST + DmaLayout.STRIDE * number;
    }

    void reset() {
        running = false;
        programmed = 0;
        left = 0;
        memoryDoneAt = 0;
        fifo.clear();
    }

    private int get(int register) {
        return registers.get(base + register);
    }

    private boolean has(int bit) {
        return registers.has(base + DmaLayout.CR, bit);
    }

    int fifoStatus() {
        return fifo.status();
    }

    int left() {
        return left;
    }

    boolean running() {
        return running;
    }

    boolean isMemoryToMemory() {
        return direction == MEMORY_TO_MEMORY;
    }

    int priority() {
        return get(DmaLayout.CR) >> 16 & 3;
    }

    int peripheralAddress() {
        return peripheralAt;
    }

    int peripheralBeats() {
        return peripheralBeats;
    }

    /** Since when it waits to be served, in cycles. */
    long readyAt() {
        return readyAt;
    }

    boolean ready() {
        return running && left > 0 && (isMemoryToMemory() || requested() != null);
    }

    private @Nullable DmaRequest requested() {
        for (DmaRequest request : requests[channel]) {
            if (request.isRaised()) {
                return request;
            }
        }
        return null;
    }

    /** A request of one of its channels rose. */
    void raised(int ofChannel) {
        if (!running || ofChannel != channel || isMemoryToMemory()) {
            return;
        }
        readyAt = dma.now();
        if (direct && direction == TO_MEMORY && memoryStep == 0 && readyAt < memoryDoneAt) {
            dma.flag(this, DmaLayout.DMEIF);
        }
        dma.somebodyReady();
    }

    /** EN was set by the firmware. */
    void enable() {
        int cr = get(DmaLayout.CR);
        int fcr = get(DmaLayout.FCR);
        direction = cr >> 6 & 3;
        channel = cr >> 25 & 7;
        direct = (fcr & DmaLayout.DMDIS) == 0 && !isMemoryToMemory();
        cr = settle(cr);
        registers.set(base + DmaLayout.CR, cr);
        registers.put(base + DmaLayout.FCR, DmaLayout.DMDIS, !direct);
        peripheralSize = 1 << Math.min(cr >> 11 & 3, 2);
        memorySize = 1 << Math.min(cr >> 13 & 3, 2);
        int offset = (cr & DmaLayout.PINCOS) != 0 ? 4 : peripheralSize;
        peripheralStep = (cr & DmaLayout.PINC) != 0 ? offset : 0;
        memoryStep = (cr & DmaLayout.MINC) != 0 ? memorySize : 0;
        peripheralBeats = BEATS[cr >> 21 & 3];
        memoryBeats = BEATS[cr >> 23 & 3];
        thresholdBytes = 4 * ((fcr & DmaLayout.FTH) + 1);
        if (direction > MEMORY_TO_MEMORY || !burstsFit()) {
            dma.flag(this, DmaLayout.FEIF);
            registers.put(base + DmaLayout.CR, DmaLayout.EN, false);
            return;
        }
        begin();
    }

    /** What the hardware forces as soon as EN is 1 (RM0090 section 10.5.5). */
    private int settle(int cr) {
        int now = cr;
        if (direct) {
            now = (now & ~(3 << 13 | 3 << 21 | 3 << 23)) | ((now >> 11 & 3) << 13);
        }
        if (direct || (now >> 21 & 3) != 0) {
            now &= ~DmaLayout.PINCOS;
        }
        if (isMemoryToMemory()) {
            now &= ~(DmaLayout.CIRC | DmaLayout.DBM | DmaLayout.PFCTRL);
        }
        if ((now & DmaLayout.DBM) != 0) {
            now |= DmaLayout.CIRC;
        }
        return (now & DmaLayout.PFCTRL) != 0 ? now & ~(DmaLayout.CIRC | DmaLayout.DBM) : now;
    }

    /** Whether the threshold is a whole number of bursts of memory, and the FIFO holds one of the peripheral's. */
    private boolean burstsFit() {
        boolean memory = memoryBeats == 1 || thresholdBytes % (memoryBeats * memorySize) == 0;
        return direct || (memory && peripheralBeats * peripheralSize <= Fifo.BYTES);
    }

    private void begin() {
        if (has(DmaLayout.PFCTRL)) {
            programmed = 0xFFFF;
        } else if (get(DmaLayout.NDTR) != 0) {
            programmed = get(DmaLayout.NDTR);
        }
        running = true;
        readyAt = dma.now();
        startBlock();
        if (ready()) {
            dma.somebodyReady();
        }
    }

    private void startBlock() {
        left(programmed);
        peripheralAt = get(DmaLayout.PAR);
        boolean second = has(DmaLayout.DBM) && has(DmaLayout.CT);
        memoryAt = get(second ? DmaLayout.M1AR : DmaLayout.M0AR);
        memoryLeftBytes = left * peripheralSize;
        fifo.clear();
        if (direction == TO_PERIPHERAL) {
            fill();
        }
    }

    private void left(int now) {
        left = now;
        registers.set(base + DmaLayout.NDTR, now);
    }

    /** EN was cleared by the firmware: what is in the FIFO goes to memory, and the end is told. */
    void disable() {
        if (running) {
            running = false;
            if (direction != TO_PERIPHERAL && !drain(1)) {
                return;
            }
            dma.flag(this, DmaLayout.TCIF);
        }
    }

    /** A bus error, or an address that was changed under way. */
    void fail() {
        running = false;
        registers.put(base + DmaLayout.CR, DmaLayout.EN, false);
        dma.flag(this, DmaLayout.TEIF);
    }

    /** Answers a request: one burst on the peripheral's side, and memory as the FIFO wants. */
    void serve() {
        DmaRequest request = requested();
        if (request == null) {
            return;
        }
        memoryCycles = 0;
        boolean last = false;
        for (int beat = 0; beat < peripheralBeats && running && !last; beat++) {
            boolean done = direction == TO_MEMORY ? fromPeripheral() : toPeripheral();
            last = done && (left == 0 || (has(DmaLayout.PFCTRL) && request.endsFlow()));
        }
        if (!running) {
            return;
        }
        if (last) {
            finish();
        }
        memoryDoneAt = dma.memoryBusy(memoryCycles);
        readyAt = dma.now();
        if (left == 1 && !last) {
            request.oneIsLeft();
        }
        request.served(last);
    }

    /** Moves items from memory to memory. */
    void move(int items) {
        for (int i = 0; i < items && running; i++) {
            if (fromPeripheral() && left == 0) {
                finish();
            }
        }
    }

    private boolean fromPeripheral() {
        long value = dma.read(peripheralAt, peripheralSize, true);
        if (value < 0) {
            fail();
            return false;
        }
        fifo.push(value, peripheralSize);
        counted();
        return fifo.count() < (direct ? memorySize : thresholdBytes) || drain(memorySize);
    }

    private boolean toPeripheral() {
        if (fifo.count() < peripheralSize && !fill()) {
            return false;
        }
        if (!dma.write(peripheralAt, peripheralSize, fifo.pop(peripheralSize), true)) {
            fail();
            return false;
        }
        counted();
        return fifo.count() > (direct ? 0 : thresholdBytes) || fill();
    }

    private void counted() {
        peripheralAt += peripheralStep;
        left(left - 1);
        if (left == programmed / 2) {
            dma.flag(this, DmaLayout.HTIF);
        }
    }

    /** Stores what the FIFO holds, as long as it holds at least some bytes. */
    private boolean drain(int atLeast) {
        int beats = 0;
        while (fifo.count() >= atLeast) {
            if (!dma.write(memoryAt, memorySize, fifo.pop(memorySize), false)) {
                fail();
                return false;
            }
            memoryAt += memoryStep;
            beats++;
        }
        took(beats);
        return true;
    }

    /** Loads from memory as much as fits: one item in direct mode, else whole bursts. */
    private boolean fill() {
        int beats = 0;
        while (memoryLeftBytes > 0 && room(beats)) {
            long value = dma.read(memoryAt, memorySize, false);
            if (value < 0) {
                fail();
                return false;
            }
            fifo.push(value, memorySize);
            memoryAt += memoryStep;
            memoryLeftBytes -= memorySize;
            beats++;
        }
        took(beats);
        return true;
    }

    private boolean room(int beats) {
        if (direct) {
            return beats == 0;
        }
        return fifo.fits(beats % memoryBeats == 0 ? memorySize * memoryBeats : memorySize);
    }

    private void took(int beats) {
        memoryCycles += (beats + memoryBeats - 1) / memoryBeats * OVERHEAD_CYCLES + beats;
    }

    private void finish() {
        if (direction != TO_PERIPHERAL && !drain(1)) {
            return;
        }
        if (has(DmaLayout.CIRC)) {
            if (has(DmaLayout.DBM)) {
                registers.set(base + DmaLayout.CR, get(DmaLayout.CR) ^ DmaLayout.CT);
            }
            dma.flag(this, DmaLayout.TCIF);
            startBlock();
        } else {
            running = false;
            registers.put(base + DmaLayout.CR, DmaLayout.EN, false);
            dma.flag(this, DmaLayout.TCIF);
        }
    }

    /** How long an item from memory to memory takes, in 64ths of a cycle: a burst costs 3 cycles and 1 a beat on each side. */
    int itemUnits() {
        int read = UNITS_A_CYCLE * (OVERHEAD_CYCLES + peripheralBeats) / peripheralBeats;
        int write = UNITS_A_CYCLE * (OVERHEAD_CYCLES + memoryBeats) / memoryBeats * peripheralSize / memorySize;
        return Math.max(read + write, 1);
    }

    /** How many items may be moved before somebody could see a difference: up to a half, the end, or a bound. */
    int batch(int most) {
        int half = programmed / 2;
        return Math.min(most, left > half ? left - half : left);
    }
}
