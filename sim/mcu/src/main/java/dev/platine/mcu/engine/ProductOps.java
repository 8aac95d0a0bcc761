package dev.platine.mcu.engine;

import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;
import dev.platine.mcu.isa.Products;

/** Multiplications of halfwords and upper halves, with their sums. */
final class ProductOps {
    private ProductOps() {}

    static void execute(Cpu cpu, Insn i) {
        int[] r = cpu.r;
        int n = r[i.n];
        int m = r[i.m];
        int crossed = Integer.rotateRight(m, 16);
        switch (i.op) {
            case Op.SMULBB, Op.SMULBT, Op.SMULTB, Op.SMULTT -> r[i.d] = halves(i.op - Op.SMULBB, n, m);
            case Op.SMLABB, Op.SMLABT, Op.SMLATB, Op.SMLATT -> add(cpu, i, halves(i.op - Op.SMLABB, n, m));
            case Op.SMULWB -> r[i.d] = Products.smulw(n, m, false);
            case Op.SMULWT -> r[i.d] = Products.smulw(n, m, true);
            case Op.SMLAWB -> add(cpu, i, Products.smulw(n, m, false));
            case Op.SMLAWT -> add(cpu, i, Products.smulw(n, m, true));
            case Op.SMUAD -> set(cpu, i, Products.smuad(n, m));
            case Op.SMUADX -> set(cpu, i, Products.smuad(n, crossed));
            case Op.SMUSD -> set(cpu, i, Products.smusd(n, m));
            case Op.SMUSDX -> set(cpu, i, Products.smusd(n, crossed));
            case Op.SMLAD -> add(cpu, i, Products.smuad(n, m));
            case Op.SMLADX -> add(cpu, i, Products.smuad(n, crossed));
            case Op.SMLSD -> add(cpu, i, Products.smusd(n, m));
            case Op.SMLSDX -> add(cpu, i, Products.smusd(n, crossed));
            case Op.SMMUL -> r[i.d] = Products.smmla(n, m, 0, false);
            case Op.SMMULR -> r[i.d] = Products.smmla(n, m, 0, true);
            case Op.SMMLA -> r[i.d] = Products.smmla(n, m, r[i.a], false);
            case Op.SMMLAR -> r[i.d] = Products.smmla(n, m, r[i.a], true);
            case Op.SMMLS -> r[i.d] = Products.smmls(n, m, r[i.a], false);
            case Op.SMMLSR -> r[i.d] = Products.smmls(n, m, r[i.a], true);
            case Op.SMLALBB, Op.SMLALBT, Op.SMLALTB, Op.SMLALTT -> addLong(r, i, halves(i.op - Op.SMLALBB, n, m));
            case Op.SMLALD -> addLong(r, i, Products.smuad(n, m));
            case Op.SMLALDX -> addLong(r, i, Products.smuad(n, crossed));
            case Op.SMLSLD -> addLong(r, i, Products.smusd(n, m));
            default -> addLong(r, i, Products.smusd(n, crossed));
        }
    }

    private static int halves(int which, int n, int m) {
        return Products.smul(n, m, (which & 2) != 0, (which & 1) != 0);
    }

    private static void add(Cpu cpu, Insn i, long product) {
        set(cpu, i, product + cpu.r[i.a]);
    }

    private static void set(Cpu cpu, Insn i, long sum) {
        cpu.q |= Products.overflows(sum) ? 1 : 0;
        cpu.r[i.d] = (int) sum;
    }

    private static void addLong(int[] r, Insn i, long product) {
        MoreDataOps.set(r, i, MoreDataOps.both(r, i) + product);
    }
}
