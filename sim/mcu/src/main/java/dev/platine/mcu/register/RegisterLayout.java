package dev.platine.mcu.register;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The registers of a kind of block, declared as data. Immutable, so one may serve all blocks of its kind.
 *
 * <p>A field is written {@code NAME@lsb[:width][ access][?|!]}, separated by commas; access is a word of the reference manual's list
 * ({@code rw} if left out); a question mark says <em>known, not modelled</em>: the field keeps its bits, has no effect, and setting it
 * is recorded. An exclamation mark says <em>accepted</em>: the field keeps its bits and can have no effect in this model. What no field names is reserved.
 */
public final class RegisterLayout {
    private final String kind;
    private final List<Register> registers;
    private final @Nullable Register[] byWord;

    private RegisterLayout(String kind, List<Register> registers) {
        this.kind = kind;
        this.registers = List.copyOf(registers);
        int last = 0;
        for (Register register : registers) {
            last = Math.max(last, register.offset());
        }
        byWord = new Register[last / 4 + 1];
        for (Register register : registers) {
            byWord[register.offset() / 4] = register;
        }
    }

    /**
     * Begins a layout.
     *
     * @param kind of block: {@code USART}
     * @return where registers are added
     */
    public static Builder of(String kind) {
        return new Builder(kind);
    }

    /**
     * The kind of block.
     *
     * @return such as {@code USART}
     */
    public String kind() {
        return kind;
    }

    /**
     * The registers.
     *
     * @return in the order of the declaration
     */
    public List<Register> registers() {
        return registers;
    }

    /**
     * How many words lie between the first and the last register, both counted.
     *
     * @return at least 1
     */
    public int words() {
        return byWord.length;
    }

    /**
     * The register at a word.
     *
     * @param word the offset in bytes, divided by 4
     * @return the register, null where none is
     */
    public @Nullable Register at(int word) {
        return word < byWord.length ? byWord[word] : null;
    }

    /** Takes registers one by one. */
    public static final class Builder {
        private final String kind;
        private final List<Register> registers = new ArrayList<>();
        private final Set<Integer> taken = new HashSet<>();

        private Builder(String kind) {
            this.kind = kind;
        }

        /**
         * Adds a register.
         *
         * @param name as the reference manual has it
         * @param offset bytes from the block's base, a multiple of 4
         * @param reset its value after reset
         * @param fields as the class describes
         * @return this
         * @throws IllegalArgumentException if the place is taken or no multiple of 4, or a field is not written as it should be
         */
        public Builder register(String name, int offset, int reset, String fields) {
            if (!taken.add(offset) || (offset & 3) != 0) {
                throw new IllegalArgumentException(
                        "must be a free multiple of 4: " + kind + "." + name + " offset=" + offset);
            }
            registers.add(Register.of(name, offset, reset, fields));
            return this;
        }

        /**
         * Ends the declaration.
         *
         * @return the layout
         */
        public RegisterLayout build() {
            return new RegisterLayout(kind, registers);
        }
    }
}
