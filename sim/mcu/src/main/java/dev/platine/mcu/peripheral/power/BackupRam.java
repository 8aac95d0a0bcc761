package dev.platine.mcu.peripheral.power;

import dev.platine.mcu.bus.Device;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.chip.Gates;
import dev.platine.mcu.chip.Place;
import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.peripheral.Site;

/**
 * The backup memory: 4 KB behind a clock gate, written only while PWR lets the backup domain be written. It outlives resets; standby and a
 * power cut only on the backup regulator, the latter also only with a battery.
 */
public final class BackupRam implements Device, Gates.Switched {
    /** Where it stands. */
    public static final int BASE = 0x40024000;

    /** How large it is. */
    public static final int BYTES = 4096;

    /** Its gate. */
    public static final Place GATE = new Place(0x30, -1, 18);

    private final Memory memory = new Memory(BASE, BYTES, true);
    private final Site site;
    private final Signal writable;
    private boolean clocked;

    /**
     * The memory, all zeros.
     *
     * @param site of the power control
     */
    public BackupRam(Site site) {
        this.site = site;
        writable = site.signal("DBP");
    }

    @Override
    public void clock(boolean on) {
        clocked = on;
    }

    @Override
    public void reset() {}

    /** Its supply is gone. */
    void lost() {
        memory.clear();
    }

    @Override
    public long read(int offset, int size) {
        return answers(offset) ? peek(offset, size) : 0;
    }

    @Override
    public boolean write(int offset, int size, int value) {
        if (answers(offset) && writable.isHigh()) {
            memory.program(BASE + offset, size, value);
        }
        return true;
    }

    private boolean answers(int offset) {
        if (!clocked) {
            site.clockOff(BASE - site.base() + (offset & ~3));
        }
        return clocked;
    }

    @Override
    public long peek(int offset, int size) {
        return memory.read(BASE + offset, size);
    }
}
