package dev.platine.mcu.chip;

import dev.platine.mcu.engine.choice.EngineChoice;
import dev.platine.mcu.image.Image;
import dev.platine.mcu.pin.Drive;
import dev.platine.mcu.pin.SerialFrame;
import dev.platine.mcu.pin.Surroundings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Builds a chip that nobody sees and lets it work for some thousand instructions. Who does so while the first board is still being read finds
 * the classes of chips loaded, and the loop of the engine on its way through the JVM's first compiler. Changes nothing else.
 */
public final class Rehearsal {
    /** Bursts are short: the JVM translates a method that is called often sooner than a loop that goes on. */
    private static final int BURST_NS = 4_000;

    private static final int BURSTS = 400;

    /** Sums, loads and stores in two loops, something of what all programs do; ends by semihosting, with code 0. */
    private static final char[] PROGRAM = {
        0x1000, 0x2000, 0x0009, 0x0800, // stack, reset
        0x25c8, // movs r5, #200
        0x2064, // movs r0, #100
        0x2220, // movs r2, #32
        0x0612, // lsls r2, r2, #24
        0x6011, // str r1, [r2, #0]
        0x6813, // ldr r3, [r2, #0]
        0x18c9, // adds r1, r1, r3
        0x4041, // eors r1, r0
        0x084c, // lsrs r4, r1, #1
        0x3801, // subs r0, #1
        0xd1f8, // bne 10 <again>
        0xb430, // push {r4, r5}
        0xbc30, // pop {r4, r5}
        0x3d01, // subs r5, #1
        0xd1f1, // bne a <outer>
        0x2018, // movs r0, #24
        0x2102, // movs r1, #2
        0x0409, // lsls r1, r1, #16
        0x3126, // adds r1, #38
        0xbeab, // bkpt 0x00ab
        0xe7fe, // b 30 <again+0x20>
    };

    private Rehearsal() {}

    /**
     * Runs it, in some tens of milliseconds.
     *
     * @param engine what is to carry out the instructions
     * @return how many instructions were carried out
     */
    public static long run(EngineChoice engine) {
        Chip chip = new Chip(Stm32f4.f446(), engine.create(), new Nobody());
        Image.elf("rehearsal", elf()).load(chip.bus());
        chip.powerUp(0);
        for (int i = 1; i <= BURSTS; i++) {
            chip.run((long) i * BURST_NS);
        }
        return chip.processor().cycles();
    }

    /**
     * The program, for rehearsals that begin with a file. It works for 140,000 instructions and ends by semihosting, with code 0.
     *
     * @return an ELF file without symbols
     */
    public static byte[] elf() {
        int header = 52;
        int size = PROGRAM.length * 2;
        ByteBuffer file = ByteBuffer.allocate(header + 32 + size).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x464C457F).put(new byte[] {1, 1, 1}).position(16);
        file.putShort((short) 2)
                .putShort((short) 40)
                .putInt(1)
                .putInt(0x08000009)
                .putInt(header)
                .putInt(0);
        file.putInt(0x05000200).putShort((short) header).putShort((short) 32).putShort((short) 1);
        file.putShort((short) 40).putShort((short) 0).putShort((short) 0);
        file.putInt(1)
                .putInt(header + 32)
                .putInt(0x08000000)
                .putInt(0x08000000)
                .putInt(size)
                .putInt(size);
        file.putInt(5).putInt(4);
        for (char half : PROGRAM) {
            file.putShort((short) half);
        }
        return file.array();
    }

    private static final class Nobody implements Surroundings {
        @Override
        public void driven(int pin, Drive drive, double volts) {}

        @Override
        public void sent(int pin, SerialFrame frame) {}

        @Override
        public double volts(int pin) {
            return 0;
        }
    }
}
