package dev.platine.mcu.chip;

import dev.platine.mcu.chip.ChipBuilder.Variant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The STM32F4 chips: declarations over shared blocks. Sources: RM0090, RM0368, RM0383, RM0390 and the data sheets' memory maps. */
public final class Stm32f4 {
    private static final int KB = 1024;

    private Stm32f4() {}

    /**
     * All of them.
     *
     * @return by name
     */
    public static List<ChipSpec> all() {
        return List.of(f401(), f405(), f407(), f411(), f446());
    }

    /**
     * The STM32F401xE: 84 MHz, 512 KB of flash, 96 KB of RAM.
     *
     * @return its declaration
     */
    public static ChipSpec f401() {
        return chip(Variant.F401, "stm32f401", 512, 96, 85, 8);
    }

    /**
     * The STM32F405: 168 MHz, 1 MB of flash, 112 + 16 KB of RAM and 64 KB beside the processor.
     *
     * @return its declaration
     */
    public static ChipSpec f405() {
        return chip(Variant.F405, "stm32f405", 1024, 128, 82, 9);
    }

    /**
     * The STM32F407: as the F405, with Ethernet and camera interface.
     *
     * @return its declaration
     */
    public static ChipSpec f407() {
        return chip(Variant.F407, "stm32f407", 1024, 128, 82, 9);
    }

    /**
     * The STM32F411xE: 100 MHz, 512 KB of flash, 128 KB of RAM.
     *
     * @return its declaration
     */
    public static ChipSpec f411() {
        return chip(Variant.F411, "stm32f411", 512, 128, 86, 8);
    }

    /**
     * The STM32F446: 180 MHz, 512 KB of flash, 112 + 16 KB of RAM.
     *
     * @return its declaration
     */
    public static ChipSpec f446() {
        return chip(Variant.F446, "stm32f446", 512, 128, 97, 8);
    }

    /**
     * One of them, without building the others.
     *
     * @param name such as {@code stm32f407}
     * @return its declaration, null if none has this name
     */
    public static @Nullable ChipSpec of(String name) {
        return switch (name) {
            case "stm32f401" -> f401();
            case "stm32f405" -> f405();
            case "stm32f407" -> f407();
            case "stm32f411" -> f411();
            case "stm32f446" -> f446();
            default -> null;
        };
    }

    private static ChipSpec chip(Variant variant, String name, int flashKb, int ramKb, int interrupts, int ports) {
        ChipBuilder chip = new ChipBuilder(variant);
        chip.memory("FLASH", 0x08000000, flashKb * KB, MemorySpec.Kind.FLASH);
        chip.memory("SRAM1", 0x20000000, ramKb * KB, MemorySpec.Kind.RAM);
        if (chip.is(Variant.F405, Variant.F407)) {
            chip.memory("CCM", 0x10000000, 64 * KB, MemorySpec.Kind.DATA);
        }
        chip.memory("SYSTEM", 0x1FFF0000, 30 * KB, MemorySpec.Kind.ROM);
        chip.memory("OTP", 0x1FFF7800, 528, MemorySpec.Kind.FLASH);
        chip.memory("ID", 0x1FFF7A10, 32, MemorySpec.Kind.ROM);
        chip.memory("OPTIONS", 0x1FFFC000, 16, MemorySpec.Kind.ROM);
        SystemBlocks.declare(chip);
        PortBlocks.declare(chip);
        DmaBlocks.declare(chip);
        SerialBlocks.declare(chip);
        BusBlocks.declare(chip);
        TimerBlocks.declare(chip);
        AnalogBlocks.declare(chip);
        BackupBlocks.declare(chip);
        CanBlocks.declare(chip);
        return chip.build(name, interrupts, ports);
    }
}
