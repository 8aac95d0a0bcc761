package dev.platine.mcu.chip;

/**
 * The bit of RCC's registers that belongs to a block.
 *
 * @param enable offset of the enable register from RCC's base, -1 if the block is always clocked
 * @param reset offset of the reset register, -1 if it has none
 * @param bit 0 to 31, the same in both
 */
public record Place(int enable, int reset, int bit) {
    /** Always clocked, reset with the chip only. */
    public static final Place ALWAYS = new Place(-1, -1, 0);
}
