package dev.platine.mcu.peripheral.debug;

import dev.platine.mcu.chip.Assembly;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.ResetCause;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.register.RegisterLayout;

/**
 * The debug support's registers (RM0090 section 38.16): which chip it is, and what stands still with the processor. Here all time stands still
 * while a debugger holds the processor, so every block behaves as if its freeze bit were set. Only power resets it.
 */
public final class DebugMcu extends Peripheral {
    private static final int CR = 0x4;
    private static final int APB1_FZ = 0x8;
    private static final int APB2_FZ = 0xC;

    private final Assembly chip;
    private int control;
    private int freeze1;
    private int freeze2;

    /**
     * The registers.
     *
     * @param site where they stand
     * @param chip whose resets they outlive, and whose memory {@code ID} they fill
     * @param idCode revision and device
     * @param large whether the timers and CAN controllers of the large chips are there
     */
    public DebugMcu(Site site, Assembly chip, int idCode, boolean large) {
        super(site, layout(idCode, large));
        storesAll();
        acceptsAll();
        this.chip = chip;
        chip.onReset(this::resetComes);
    }

    private static RegisterLayout layout(int idCode, boolean large) {
        String more1 = ", TIM6_STOP@4, TIM7_STOP@5, TIM12_STOP@6, TIM13_STOP@7, TIM14_STOP@8,"
                + "I2CFMP_SMBUS_TIMEOUT@24, CAN1_STOP@25, CAN2_STOP@26";
        String timers1 = "TIM2_STOP@0, TIM3_STOP@1, TIM4_STOP@2, TIM5_STOP@3, RTC_STOP@10, WWDG_STOP@11, IWDG_STOP@12,"
                + "I2C1_SMBUS_TIMEOUT@21, I2C2_SMBUS_TIMEOUT@22, I2C3_SMBUS_TIMEOUT@23" + (large ? more1 : "");
        String timers2 = "TIM1_STOP@0, TIM9_STOP@16, TIM10_STOP@17, TIM11_STOP@18" + (large ? ", TIM8_STOP@1" : "");
        return RegisterLayout.of("DBGMCU")
                .register("IDCODE", 0x0, idCode, "DEV_ID@0:12 r, REV_ID@16:16 r")
                .register("CR", CR, 0, "DBG_SLEEP@0!, DBG_STOP@1!, DBG_STANDBY@2!, TRACE_IOEN@5?, TRACE_MODE@6:2?")
                .register("APB1_FZ", APB1_FZ, 0, accepted(timers1))
                .register("APB2_FZ", APB2_FZ, 0, accepted(timers2))
                .build();
    }

    /** Time stands for everybody while the processor is halted, whatever these bits say. */
    private static String accepted(String timers) {
        return timers.replaceAll("(^|[ ,])(?=[A-Z])", "$1DBG_").replaceAll("@(\\d+)", "@$1!");
    }

    private void resetComes(ResetCause cause) {
        if (cause == ResetCause.POWER) {
            control = 0;
            freeze1 = 0;
            freeze2 = 0;
            Identity.write(
                    chip.memory("ID"),
                    chip.memory("FLASH").sizeBytes(),
                    chip.externals().seed());
        }
    }

    @Override
    protected void wasReset() {
        registers.set(CR, control);
        registers.set(APB1_FZ, freeze1);
        registers.set(APB2_FZ, freeze2);
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        control = registers.get(CR);
        freeze1 = registers.get(APB1_FZ);
        freeze2 = registers.get(APB2_FZ);
    }
}
