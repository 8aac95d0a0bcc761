package dev.platine.mcu.debug;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.chip.MemorySpec;
import dev.platine.mcu.core.DebugPort;
import dev.platine.mcu.peripheral.flash.FlashTraits;
import java.util.Arrays;

/**
 * Memory as GDB reads and writes it. Reading has no effects; flash that is protected from it is not read. Writing to a device has the effects of a store; flash
 * is written by {@link GdbFlash} only.
 */
final class GdbMemory {
    /** How many bytes fit into an answer. */
    static final int MOST_READ_BYTES = GdbFrames.MOST_BYTES / 2;

    private static final String FLASH = "FLASH";

    private final Chip chip;
    private final DebugPort debug;
    private final GdbFlash flash;

    GdbMemory(Chip chip, GdbFlash flash) {
        this.chip = chip;
        this.flash = flash;
        debug = chip.processor().debug();
    }

    /** The memory map. */
    String map() {
        StringBuilder xml = new StringBuilder("""
                <?xml version="1.0"?>
                <!DOCTYPE memory-map PUBLIC "+//IDN gnu.org//DTD GDB Memory Map V1.0//EN" "http://sourceware.org/gdb/gdb-memory-map.dtd">
                <memory-map>
                """);
        for (MemorySpec memory : chip.spec().memories()) {
            if (memory.name().equals(FLASH)) {
                region(xml, "rom", 0, memory.sizeBytes());
                flash(xml, memory);
            } else {
                boolean ram = memory.kind() == MemorySpec.Kind.RAM || memory.kind() == MemorySpec.Kind.DATA;
                region(xml, ram ? "ram" : "rom", memory.base() & 0xFFFFFFFFL, memory.sizeBytes());
            }
        }
        region(xml, "ram", 0x22000000L, 0x02000000L); // bits of RAM
        region(xml, "ram", 0x40000000L, 0xC0000000L); // devices, where there are some
        return xml.append("</memory-map>\n").toString();
    }

    private static void region(StringBuilder xml, String type, long base, long bytes) {
        xml.append("<memory type=\"").append(type).append("\" start=\"0x").append(Long.toHexString(base));
        xml.append("\" length=\"0x").append(Long.toHexString(bytes)).append("\"/>\n");
    }

    private static void flash(StringBuilder xml, MemorySpec memory) {
        for (int offset = 0; offset < memory.sizeBytes(); ) {
            int sector = FlashTraits.sectorOf(offset);
            int block = FlashTraits.offset(sector + 1) - offset;
            int end = offset + block;
            while (end < memory.sizeBytes() && FlashTraits.offset(FlashTraits.sectorOf(end) + 1) - end == block) {
                end += block;
            }
            xml.append("<memory type=\"flash\" start=\"0x").append(Integer.toHexString(memory.base() + offset));
            xml.append("\" length=\"0x").append(Integer.toHexString(end - offset));
            xml.append("\"><property name=\"blocksize\">0x").append(Integer.toHexString(block));
            xml.append("</property></memory>\n");
            offset = end;
        }
    }

    /** The answer to {@code m}, {@code M} or {@code X}. */
    String answer(String packet) {
        GdbText text = new GdbText(packet, 1);
        long address = text.number();
        boolean whole = text.passed(',');
        long count = text.number();
        if (!whole || address < 0 || count < 0 || count > MOST_READ_BYTES) {
            return GdbSession.BAD;
        }
        if (packet.charAt(0) == 'm') {
            byte[] read = read((int) address, (int) count);
            return read.length == 0 && count > 0 ? GdbSession.NO_MEMORY : GdbText.hex(read);
        }
        whole = text.passed(':');
        byte[] data = packet.charAt(0) == 'M' ? GdbText.bytes(text.rest()) : GdbFrames.unescaped(text.rest());
        if (!whole || data.length != count) {
            return GdbSession.BAD;
        }
        return write((int) address, data) ? GdbSession.OK : GdbSession.NO_MEMORY;
    }

    /** Reads as many of some bytes as can be read from their beginning. */
    byte[] read(int address, int count) {
        byte[] bytes = new byte[count];
        for (int done = 0; done < count; ) {
            int at = address + done;
            if (flash.hides(at)) {
                return Arrays.copyOf(bytes, done);
            }
            long word = debug.peek(at & ~3, 4);
            for (int lane = at & 3; lane < 4 && done < count; lane++, done++) {
                long value = word == Bus.ERROR ? debug.peek(address + done, 1) : word >>> (8 * lane);
                if (word == Bus.ERROR && value == Bus.ERROR) {
                    return Arrays.copyOf(bytes, done);
                }
                bytes[done] = (byte) value;
            }
        }
        return bytes;
    }

    /** Writes; false if something did not take its part, or if it is flash or ROM. */
    boolean write(int address, byte[] bytes) {
        for (int done = 0; done < bytes.length; ) {
            int at = address + done;
            int left = bytes.length - done;
            int size = (at & 3) == 0 && left >= 4 ? 4 : (at & 1) == 0 && left >= 2 ? 2 : 1;
            if (!write(at, size, (int) GdbText.littleEndian(bytes, done, size))) {
                return false;
            }
            done += size;
        }
        return true;
    }

    private boolean write(int address, int size, int value) {
        Memory memory = chip.bus().memory(chip.bus().resolve(address));
        if (memory == null) {
            return debug.write(address, size, value);
        }
        return memory.writable() && debug.poke(address, size, value);
    }
}
