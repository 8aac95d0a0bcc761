package dev.platine.mcu.peripheral.dma;

import dev.platine.mcu.peripheral.Clocks.Domain;
import dev.platine.mcu.peripheral.DmaRequest;
import dev.platine.mcu.peripheral.Line;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.time.Alarm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A DMA controller (RM0090 section 10): eight streams that share a peripheral and a memory port. The peripheral port serves one request at a
 * time; who waits is chosen by PL, then by number, when the port becomes free. An access takes 3 cycles of HCLK (arbitration, address, bus
 * matrix) and 1 a beat, or 2 of PCLK where it goes to an APB; the memory port works behind the other's back. From memory to memory both
 * take turns. Nothing else competes for the bus, so that a FIFO never overruns.
 */
public final class Dma extends Peripheral {
    private static final int CHANNELS = 8;
    private static final int BATCH_ITEMS = 64;
    private static final int UNITS_A_CYCLE = 64;
    private static final int OVERHEAD_CYCLES = 3;
    private static final int APB_CYCLES = 2;

    private final int controller;
    private final Stream[] streams = new Stream[DmaLayout.STREAMS];
    private final Line[] lines = new Line[DmaLayout.STREAMS];
    private final Alarm alarm;
    private @Nullable Stream chosen;
    private boolean serving;
    private long begunAt;
    private int batch;
    private long memoryFreeAt;

    /**
     * A controller after reset.
     *
     * @param site where it stands
     * @param controller 1 or 2; the first one's peripheral port reaches only the APB1
     * @param requests by name, {@code controller << 8 | stream << 4 | channel}
     */
    public Dma(Site site, int controller, Map<String, List<Integer>> requests) {
        super(site, DmaLayout.LAYOUT);
        storesAll();
        acceptsAll();
        for (int stream = 0; stream < DmaLayout.STREAMS; stream++) {
            int first = DmaLayout.FIRST + stream * DmaLayout.STRIDE;
            stores(first + DmaLayout.NDTR, false);
            stores(first + DmaLayout.FCR, false);
        }
        this.controller = controller;
        alarm = site.cycleAlarm(this::due);
        for (int n = 0; n < streams.length; n++) {
            streams[n] = stream(n, requests);
            lines[n] = site.interrupt(site.name() + "_STREAM" + n);
        }
        wasReset();
    }

    private Stream stream(int number, Map<String, List<Integer>> map) {
        List<List<DmaRequest>> lists = new ArrayList<>();
        for (int channel = 0; channel < CHANNELS; channel++) {
            lists.add(new ArrayList<>());
        }
        for (Map.Entry<String, List<Integer>> request : new TreeMap<>(map).entrySet()) {
            for (int place : request.getValue()) {
                if (place >> 4 == (controller << 4 | number)) {
                    lists.get(place & 15).add(site.dma(request.getKey()));
                }
            }
        }
        DmaRequest[][] requests = new DmaRequest[CHANNELS][];
        for (int channel = 0; channel < CHANNELS; channel++) {
            requests[channel] = lists.get(channel).toArray(DmaRequest[]::new);
        }
        Stream stream = new Stream(this, registers, number, requests);
        for (int channel = 0; channel < requests.length; channel++) {
            int of = channel;
            for (DmaRequest request : requests[channel]) {
                request.listen(raised -> {
                    if (raised) {
                        stream.raised(of);
                    }
                });
            }
        }
        return stream;
    }

    @Override
    protected void wasReset() {
        alarm.cancel();
        chosen = null;
        memoryFreeAt = 0;
        for (int n = 0; n < streams.length; n++) {
            streams[n].reset();
            lines[n].set(false);
        }
    }

    @Override
    protected void gating(boolean on) {
        if (on) {
            alarm.at(now());
        } else {
            catchUp();
            chosen = null;
            alarm.cancel();
        }
    }

    @Override
    protected int value(int offset) {
        int place = place(offset);
        if (place == DmaLayout.NDTR) {
            Stream stream = streams[number(offset)];
            return stream.running() ? stream.left() - moved(stream) : registers.get(offset);
        }
        if (place == DmaLayout.FCR) {
            return (registers.get(offset) & ~(7 << 3)) | (streams[number(offset)].fifoStatus() << 3);
        }
        return registers.get(offset);
    }

    private static int number(int offset) {
        return (offset - DmaLayout.FIRST) / DmaLayout.STRIDE;
    }

    private static int place(int offset) {
        return offset < DmaLayout.FIRST ? -1 : (offset - DmaLayout.FIRST) % DmaLayout.STRIDE;
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        if (offset == DmaLayout.LIFCR || offset == DmaLayout.HIFCR) {
            registers.put(offset - DmaLayout.LIFCR, written, false);
            registers.set(offset, 0);
            for (Stream stream : streams) {
                update(stream);
            }
        } else if (offset >= DmaLayout.FIRST) {
            Stream stream = streams[number(offset)];
            int now = registers.get(offset);
            if (place(offset) == DmaLayout.CR) {
                controlled(stream, offset, before, now);
            } else if (registers.has(offset - place(offset), DmaLayout.EN)) {
                writtenUnderWay(stream, offset, before, now);
            }
            update(stream);
        }
    }

    private void controlled(Stream stream, int offset, int before, int now) {
        if ((before & DmaLayout.EN) == 0) {
            if ((now & DmaLayout.EN) != 0) {
                stream.enable();
            }
            return;
        }
        registers.set(offset, (now & ~DmaLayout.PROTECTED) | (before & DmaLayout.PROTECTED));
        if ((now & DmaLayout.EN) == 0) {
            catchUp();
            registers.put(offset, DmaLayout.EN, false);
            stream.disable();
            rearrange();
        }
    }

    /** What is written while EN is 1 is not taken, but for the address of the memory that is not in use, and FEIE. */
    private void writtenUnderWay(Stream stream, int offset, int before, int now) {
        int place = place(offset);
        int cr = registers.get(offset - place);
        if (place == DmaLayout.FCR) {
            int fixed = DmaLayout.FTH | DmaLayout.DMDIS;
            registers.set(offset, (now & ~fixed) | (before & fixed));
        } else if (place < DmaLayout.M0AR || (cr & DmaLayout.DBM) == 0) {
            registers.set(offset, before);
        } else if ((place == DmaLayout.M1AR) == ((cr & DmaLayout.CT) != 0)) {
            registers.set(offset, before);
            stream.fail();
            rearrange();
        }
    }

    long now() {
        return site.cycle();
    }

    void flag(Stream stream, int bits) {
        registers.put(DmaLayout.LISR + (stream.number & 4), bits << DmaLayout.shift(stream.number), true);
        update(stream);
    }

    private void update(Stream stream) {
        int n = stream.number;
        int flags = registers.get(DmaLayout.LISR + (n & 4)) >> DmaLayout.shift(n);
        int base = DmaLayout.FIRST + DmaLayout.STRIDE * n;
        int cr = registers.get(base);
        // Each enable bit of CR stands one below its flag.
        boolean high = (flags & (cr & DmaLayout.ENABLES) << 1) != 0
                || ((flags & DmaLayout.FEIF) != 0 && registers.has(base + DmaLayout.FCR, DmaLayout.FEIE));
        lines[n].set(high);
    }

    /** Somebody wants the port: at once if it is free; a batch from memory to memory gives way if it has to. */
    void somebodyReady() {
        if (!clocked() || serving) {
            return;
        }
        Stream current = chosen;
        if (current != null && current.isMemoryToMemory()) {
            rearrange();
        } else if (current == null) {
            choose(Long.MAX_VALUE);
        }
    }

    private void rearrange() {
        if (serving) {
            return;
        }
        catchUp();
        chosen = null;
        alarm.cancel();
        choose(Long.MAX_VALUE);
    }

    /** The one that goes next, among those that wait since a cycle or longer. */
    private @Nullable Stream best(long since) {
        Stream best = null;
        for (Stream stream : streams) {
            boolean better = best == null || stream.priority() > best.priority();
            if (better && stream.ready() && stream.readyAt() <= since) {
                best = stream;
            }
        }
        return best;
    }

    private void choose(long since) {
        Stream best = best(since);
        chosen = best;
        if (best == null) {
            return;
        }
        begunAt = now();
        alarm.at(begunAt + cycles(best));
    }

    private long cycles(Stream stream) {
        if (stream.isMemoryToMemory()) {
            batch = stream.batch(BATCH_ITEMS);
            return ((long) batch * stream.itemUnits() + UNITS_A_CYCLE - 1) / UNITS_A_CYCLE;
        }
        return OVERHEAD_CYCLES + (long) stream.peripheralBeats() * accessCycles(stream.peripheralAddress());
    }

    private int accessCycles(int address) {
        if (address >>> 17 == 0x40000000 >>> 17) {
            return APB_CYCLES * site.clocks().divider(address >>> 16 == 0x4001 ? Domain.APB2 : Domain.APB1);
        }
        return 1;
    }

    private void due() {
        Stream first = chosen;
        if (first == null) {
            choose(Long.MAX_VALUE);
            return;
        }
        // Who came in the cycle in which the port became free takes part in the choice.
        Stream best = best(begunAt);
        if (best != null && best != first) {
            chosen = best;
            long at = begunAt + cycles(best);
            if (at > now()) {
                alarm.at(at);
                return;
            }
        }
        if (best != null) {
            work(best);
        }
        chosen = null;
        choose(Long.MAX_VALUE);
    }

    private void work(Stream stream) {
        serving = true;
        if (stream.isMemoryToMemory()) {
            stream.move(batch);
        } else {
            stream.serve();
        }
        serving = false;
    }

    /** How many items of the batch under way are moved by now. */
    private int moved(Stream stream) {
        if (stream != chosen || !stream.isMemoryToMemory() || !stream.running()) {
            return 0;
        }
        return (int) Math.min(batch, (now() - begunAt) * UNITS_A_CYCLE / stream.itemUnits());
    }

    private void catchUp() {
        Stream current = chosen;
        if (current != null && !serving && current.isMemoryToMemory()) {
            serving = true;
            current.move(moved(current));
            serving = false;
        }
    }

    /** The memory port is busy for some cycles more. */
    long memoryBusy(int cycles) {
        memoryFreeAt = Math.max(memoryFreeAt, now()) + cycles;
        return memoryFreeAt;
    }

    long read(int address, int size, boolean peripheralPort) {
        return reaches(address, peripheralPort) ? site.busRead(address & -size, size) : -1;
    }

    boolean write(int address, int size, int value, boolean peripheralPort) {
        return reaches(address, peripheralPort) && site.busWrite(address & -size, size, value);
    }

    /** CCM RAM, bit-band aliases and the processor's own region are the processor's alone. */
    private boolean reaches(int address, boolean peripheralPort) {
        if (peripheralPort && controller == 1) {
            return address >>> 15 == 0x40000000 >>> 15;
        }
        return address >>> 16 != 0x1000
                && address >>> 25 != 0x22 >>> 1
                && address >>> 25 != 0x42 >>> 1
                && address >>> 29 != 7;
    }
}
