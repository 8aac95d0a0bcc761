package dev.platine.mcu.debug;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.image.Symbols;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client of the debugger's protocol without GDB, and a chip with a small program. */
final class GdbClient {
    static final int CODE = 0x08000100;
    static final int RAM = 0x20000000;

    final Chip chip = new Bench(Stm32f4.f446()).chip();
    final GdbSession session;

    /** The program counts in r0 and stores it to {@link #RAM}, whose address is in r1. */
    GdbClient() {
        int[] program = {
            0x2000, // movs r0, #0
            0x2101, // movs r1, #1
            0x0749, // lsls r1, r1, #29
            0x3001, // adds r0, #1
            0x6008, // str r0, [r1]
            0xE7FC // b back to the addition
        };
        for (int i = 0; i < program.length; i++) {
            chip.memory("FLASH").program(CODE + 2 * i, 2, program[i]);
        }
        chip.memory("FLASH").program(0x08000000, 4, RAM + 0x1000);
        chip.memory("FLASH").program(0x08000004, 4, CODE + 1);
        chip.powerUp(chip.nowNs());
        session = new GdbSession(chip, Symbols.NONE);
    }

    /** Sends bytes as they are; what comes back. */
    String raw(String bytes) {
        byte[] out = bytes.getBytes(StandardCharsets.ISO_8859_1);
        session.receive(out, out.length);
        return new String(session.takeOutput(), StandardCharsets.ISO_8859_1);
    }

    static String framed(String packet) {
        int sum = packet.chars().sum() & 0xFF;
        return "$" + packet + "#" + Character.forDigit(sum >> 4, 16) + Character.forDigit(sum & 15, 16);
    }

    /** The answers to a packet, without acknowledgements and frames. */
    List<String> ask(String packet) {
        return packets(raw(framed(packet)));
    }

    /** The one answer to a packet. */
    String answer(String packet) {
        List<String> all = ask(packet);
        if (all.size() != 1) {
            throw new AssertionError("to " + packet + " came " + all);
        }
        return all.get(0);
    }

    /** Lets time pass, while it may; the packets that come. */
    List<String> run(long ns) {
        long until = chip.nowNs() + ns;
        while (!session.stands() && chip.nowNs() < until) {
            chip.run(until);
            session.look();
        }
        return packets(new String(session.takeOutput(), StandardCharsets.ISO_8859_1));
    }

    /** Sends a packet that lets the chip run; the packets that come until it stops, or for a while. */
    List<String> go(String packet) {
        raw(framed(packet));
        return run(1_000_000);
    }

    /** The text of a command of {@code monitor}. */
    String monitor(String command) {
        List<String> all = ask("qRcmd," + GdbText.hex(command.getBytes(StandardCharsets.UTF_8)));
        StringBuilder text = new StringBuilder();
        for (String packet : all.subList(0, all.size() - 1)) {
            text.append(text(packet));
        }
        return text.append(all.get(all.size() - 1)).toString();
    }

    /** The text of a packet with text for the console. */
    static String text(String packet) {
        return new String(GdbText.bytes(packet.substring(1)), StandardCharsets.UTF_8);
    }

    private static List<String> packets(String bytes) {
        List<String> packets = new ArrayList<>();
        for (int at = bytes.indexOf('$'); at >= 0; at = bytes.indexOf('$', at + 1)) {
            packets.add(bytes.substring(at + 1, bytes.indexOf('#', at)));
        }
        return packets;
    }
}
