package dev.platine.mcu.peripheral.exti;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.register.RegisterLayout;
import org.jspecify.annotations.Nullable;

/**
 * The system configuration (RM0090 section 9): the pins of the external interrupts, the memory that is shown at address 0, the compensation cell,
 * which is ready at once.
 */
public final class Syscfg extends Peripheral {
    private static final int MEMRMP = 0x00;
    private static final int EXTICR1 = 0x08;
    private static final int EXTICR4 = 0x14;
    private static final int CMPCR = 0x20;
    private static final int READY = 1 << 8;

    private final Exti exti;
    private final Bus bus;
    private final @Nullable Memory[] shown;

    /**
     * What differs from chip to chip.
     *
     * @param memoryFields of MEMRMP
     * @param modeFields of PMC
     * @param interfaceFields of CFGR; empty where the chip lacks it
     */
    public record Variant(String memoryFields, String modeFields, String interfaceFields) {
        RegisterLayout layout() {
            RegisterLayout.Builder layout = RegisterLayout.of("SYSCFG")
                    .register("MEMRMP", MEMRMP, 0, memoryFields)
                    .register("PMC", 0x04, 0, modeFields);
            for (int i = 0; i < 4; i++) {
                int line = 4 * i;
                layout.register(
                        "EXTICR" + (i + 1),
                        EXTICR1 + 4 * i,
                        0,
                        "EXTI" + line + "@0:4, EXTI" + (line + 1) + "@4:4, EXTI" + (line + 2) + "@8:4, EXTI"
                                + (line + 3) + "@12:4");
            }
            layout.register("CMPCR", CMPCR, 0, "CMP_PD@0, READY@8 r");
            if (!interfaceFields.isEmpty()) {
                layout.register("CFGR", 0x2C, 0, interfaceFields);
            }
            return layout.build();
        }
    }

    /**
     * The block after reset.
     *
     * @param site where it stands
     * @param variant the chip's
     * @param exti hears which pins are chosen
     * @param bus shows memories at address 0
     * @param shown by MEM_MODE: the memory, null where the chip has none that holds bytes
     */
    public Syscfg(Site site, Variant variant, Exti exti, Bus bus, @Nullable Memory[] shown) {
        super(site, variant.layout());
        storesAll();
        acceptsAll();
        this.exti = exti;
        this.bus = bus;
        this.shown = shown.clone();
        wasReset();
    }

    @Override
    protected void wasReset() {
        show();
        for (int offset = EXTICR1; offset <= EXTICR4; offset += 4) {
            choose(offset, -1);
        }
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        if (offset == MEMRMP) {
            show();
        } else if (offset == CMPCR) {
            registers.put(CMPCR, READY, (registers.get(CMPCR) & 1) != 0);
        } else if (offset >= EXTICR1 && offset <= EXTICR4) {
            choose(offset, before ^ registers.get(offset));
        }
    }

    private void show() {
        int mode = registers.get(MEMRMP) & 7;
        bus.alias(0, mode < shown.length ? shown[mode] : null);
    }

    private void choose(int offset, int changed) {
        int ports = registers.get(offset);
        for (int i = 0; i < 4; i++) {
            if ((changed >>> (4 * i) & 15) != 0) {
                exti.choose(offset - EXTICR1 + i, ports >>> (4 * i) & 15);
            }
        }
    }
}
