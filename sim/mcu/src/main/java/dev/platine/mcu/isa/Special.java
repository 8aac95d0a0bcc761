package dev.platine.mcu.isa;

/** The numbers of the special registers that MRS and MSR name. */
public final class Special {
    /** Flags. */
    public static final int APSR = 0;
    /** Exception number and flags. */
    public static final int IAPSR = 1;
    /** Execution state and flags. */
    public static final int EAPSR = 2;
    /** All of the program status. */
    public static final int XPSR = 3;
    /** Exception number. */
    public static final int IPSR = 5;
    /** Execution state. */
    public static final int EPSR = 6;
    /** Exception number and execution state. */
    public static final int IEPSR = 7;
    /** Main stack pointer. */
    public static final int MSP = 8;
    /** Process stack pointer. */
    public static final int PSP = 9;
    /** All exceptions that can be held off are. */
    public static final int PRIMASK = 16;
    /** Exceptions from this priority down are held off. */
    public static final int BASEPRI = 17;
    /** As {@link #BASEPRI}, but writing can only hold off more. */
    public static final int BASEPRI_MAX = 18;
    /** All exceptions but NMI are held off. */
    public static final int FAULTMASK = 19;
    /** Privilege, stack, floating-point context. */
    public static final int CONTROL = 20;

    private Special() {}

    /**
     * A special register's name.
     *
     * @param number its number
     * @param mask which flags are written, 2 for NZCVQ and 1 for GE, told as binutils does
     * @param write whether it is written
     * @return as in assembler
     */
    public static String name(int number, int mask, boolean write) {
        String flags = !write ? "" : mask == 1 ? "_s" : mask == 3 ? "_fs" : "_f";
        return switch (number) {
            case APSR -> "CPSR" + flags;
            case IAPSR -> "IAPSR";
            case EAPSR -> "EAPSR";
            case XPSR -> "PSR";
            case IPSR -> "IPSR";
            case EPSR -> "EPSR";
            case IEPSR -> "IEPSR";
            case MSP -> "MSP";
            case PSP -> "PSP";
            case PRIMASK -> "PRIMASK";
            case BASEPRI -> "BASEPRI";
            case BASEPRI_MAX -> "BASEPRI_MAX";
            case FAULTMASK -> "FAULTMASK";
            case CONTROL -> "CONTROL";
            default -> "special" + number;
        };
    }
}
