package dev.platine.mcu.trust;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.CoreRegisters;
import dev.platine.mcu.core.DebugPort;
import dev.platine.mcu.core.Engine;
import dev.platine.mcu.core.Processor;
import dev.platine.mcu.core.Watch;
import java.util.Arrays;
import java.util.List;

/**
 * A processor with flash, RAM in two parts, core-coupled memory and a {@link TestDevice}, which carries out a {@link Plan}. It can be loaded
 * again and again; its engine stays as it is, so that code that was hot before is hot again.
 */
final class Bare implements Subject {
    static final int FLASH = 0x08000000;
    static final int FLASH_BYTES = 0x10000;
    static final int RAM = 0x20000000;
    static final int RAM_BYTES = 0x10000;
    /** Directly behind the other part, and not the one that engines have their fast path for. */
    static final int SECOND_RAM = RAM + RAM_BYTES;

    static final int SECOND_BYTES = 0x1000;
    static final int CCM = 0x10000000;
    static final int CCM_BYTES = 0x1000;

    private static final int CPACR = 0xE000ED88;
    private static final int LINES = 16;

    private final Memory flash = new Memory(FLASH, FLASH_BYTES, false);
    private final Memory ram = new Memory(RAM, RAM_BYTES, true);
    private final Memory second = new Memory(SECOND_RAM, SECOND_BYTES, true);
    private final Memory ccm = new Memory(CCM, CCM_BYTES, true);
    private final Bus bus = new Bus();
    private final Processor processor;
    private final EventLog events;
    private final TestDevice device = new TestDevice(this);
    private final long[] alarms = new long[LINES];
    private List<Deed> deeds = List.of();
    private int nextDeed;
    private long origin;
    private int stepsLeft;
    private boolean stepsMasked;

    Bare(Engine engine) {
        ccm.holdsDataOnly();
        bus.add(flash, TestDevice.flashStores(this));
        bus.add(ram);
        bus.add(second);
        bus.add(ccm);
        bus.add(TestDevice.BASE, TestDevice.SIZE, device);
        bus.alias(0, flash);
        processor = new Processor(bus, 82, engine);
        events = new EventLog(processor, this::cycles);
        processor.observe(events);
        processor.fast(ram, flash);
    }

    /** Makes everything but the engine as the plan begins. */
    void load(Plan plan) {
        DebugPort debug = processor.debug();
        debug.detach();
        remap(0);
        Arrays.fill(alarms, Long.MAX_VALUE);
        device.reset();
        byte[] image = new byte[FLASH_BYTES];
        Bus loaded = new Bus();
        Memory wanted = new Memory(FLASH, FLASH_BYTES, false);
        loaded.add(wanted);
        if (!plan.image().isEmpty()) {
            Plan.program(plan.image()).load(loaded);
            System.arraycopy(wanted.bytes(), 0, image, 0, FLASH_BYTES);
        }
        for (Memory memory : List.of(ram, second, ccm)) {
            fill(memory, plan, new byte[memory.sizeBytes()]);
        }
        fill(flash, plan, image);
        for (int line = 0; line < LINES; line++) {
            processor.interrupt(line, false);
        }
        processor.powerUp();
        processor.debug().write(CPACR, 4, 0xF << 20);
        processor.cpu().exclusive = false;
        Arrays.fill(processor.cpu().s, 0);
        Arrays.fill(processor.cpu().r, 0, 13, 0);
        processor.cpu().flags(0);
        processor.cpu().ge = 0;
        processor.cpu().fpscr = 0;
        processor.cpu().r[14] = -1;
        processor.cpu().r[13] = RAM + 0x1800;
        plan.registers().forEach((number, value) -> debug.registers().set(number, value));
        origin = processor.cycles();
        deeds = plan.deeds();
        nextDeed = 0;
        stepsLeft = 0;
        events.clear();
    }

    /** Writes what differs only, so that code which stays is not forgotten. */
    private static void fill(Memory memory, Plan plan, byte[] bytes) {
        for (Plan.Piece piece : plan.pieces()) {
            if (memory.contains(piece.address(), piece.bytes().length)) {
                System.arraycopy(piece.bytes(), 0, bytes, piece.address() - memory.base(), piece.bytes().length);
            }
        }
        byte[] now = memory.bytes();
        int at = Arrays.mismatch(now, bytes);
        while (at >= 0) {
            memory.program(memory.base() + at, 1, bytes[at]);
            int next = Arrays.mismatch(now, at + 1, now.length, bytes, at + 1, bytes.length);
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    @Override
    public long cycles() {
        return processor.cycles() - origin;
    }

    @Override
    public void advance(long to, Portions portions) {
        int idle = 0;
        while (cycles() < to && idle < 1000) {
            long before = cycles();
            due();
            long until =
                    Math.min(to, nextDeed < deeds.size() ? deeds.get(nextDeed).cycle() : Long.MAX_VALUE);
            for (long alarm : alarms) {
                until = Math.min(until, alarm);
            }
            if (stepsLeft > 0) {
                step();
            } else {
                processor.run(Math.min(portions.next(), Math.max(until - cycles(), 1)));
            }
            settle();
            idle = cycles() == before ? idle + 1 : 0;
        }
        due();
    }

    private void step() {
        stepsLeft--;
        processor.debug().requestHalt();
        processor.debug().step(stepsMasked);
        processor.run(1);
    }

    private void due() {
        for (int line = 0; line < LINES; line++) {
            if (alarms[line] <= cycles()) {
                alarms[line] = Long.MAX_VALUE;
                processor.interrupt(line, true);
            }
        }
        while (nextDeed < deeds.size() && deeds.get(nextDeed).cycle() <= cycles()) {
            carryOut(deeds.get(nextDeed++));
        }
    }

    private void settle() {
        var halt = processor.debug().halt();
        if (halt != null) {
            events.halted(halt);
            processor.debug().resume();
        }
        if (processor.resetRequested()) {
            events.note("reset");
            processor.reset();
        }
    }

    private void carryOut(Deed deed) {
        DebugPort debug = processor.debug();
        switch (deed.kind()) {
            case LINE -> processor.interrupt(deed.value(0), deed.value(1) != 0);
            case PULSE -> {
                processor.interrupt(deed.value(0), true);
                processor.interrupt(deed.value(0), false);
            }
            case WRITE -> debug.write(deed.value(0), deed.value(1), deed.value(2));
            case POKE -> debug.poke(deed.value(0), deed.value(1), deed.value(2));
            case BREAK -> debug.breakpoint(deed.value(0), true);
            case CLEAR -> debug.breakpoint(deed.value(0), false);
            case WATCH -> debug.watch(watch(deed));
            case UNWATCH -> debug.unwatch(watch(deed));
            case STEP -> {
                stepsLeft = deed.value(0);
                stepsMasked = deed.value(1) != 0;
            }
            case REGISTER -> debug.registers().set(deed.value(0), deed.value(1));
            case EVENT -> processor.sendEvent();
            case RESET -> processor.reset();
        }
    }

    private static Watch watch(Deed deed) {
        return new Watch(deed.value(0), deed.value(1), (deed.value(2) & 1) != 0, (deed.value(2) & 2) != 0);
    }

    /** A line goes high at a cycle. */
    void alarm(int line, long cycle) {
        alarms[line] = cycle;
        processor.stop();
    }

    void remap(int what) {
        bus.alias(0, what == 0 ? flash : what == 1 ? ram : null);
    }

    Memory flash() {
        return flash;
    }

    Memory ram() {
        return ram;
    }

    @Override
    public Processor processor() {
        return processor;
    }

    @Override
    public EventLog events() {
        return events;
    }

    @Override
    public List<Memory> memories() {
        return List.of(flash, ram, second, ccm);
    }

    /** The register that the firmware of these tests leaves its result in, when it has one. */
    int register(int number) {
        return processor.debug().registers().get(number);
    }

    /** Whether an instruction is the next: for tests that count. */
    boolean isAt(int address) {
        return register(CoreRegisters.PC) == address;
    }
}
