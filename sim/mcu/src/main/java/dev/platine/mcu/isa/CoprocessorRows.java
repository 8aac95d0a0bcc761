package dev.platine.mcu.isa;

import static dev.platine.mcu.isa.Row.Trait.FLOAT;
import static dev.platine.mcu.isa.Row.flow;

import java.util.List;

/**
 * What is left of the coprocessors' space: the M4 has none but the floating-point unit, and what that does not know is undefined once
 * it is switched on; for the others the fault says that there is no coprocessor.
 */
final class CoprocessorRows {
    static final List<Row> ROWS = List.of(
            flow("111-1100 -------- ----101- --------", Op.UNDEFINED, "<undefined>", FLOAT),
            flow("111-1101 -------- ----101- --------", Op.UNDEFINED, "<undefined>", FLOAT),
            flow("111-1110 -------- ----101- --------", Op.UNDEFINED, "<undefined>", FLOAT),
            flow("111-1100 -------- ----kkkk --------", Op.NO_COPROCESSOR, "coprocessor {kind}")
                    .imm(Imm.I),
            flow("111-1101 -------- ----kkkk --------", Op.NO_COPROCESSOR, "coprocessor {kind}")
                    .imm(Imm.I),
            flow("111-1110 -------- ----kkkk --------", Op.NO_COPROCESSOR, "coprocessor {kind}")
                    .imm(Imm.I));

    private CoprocessorRows() {}
}
