package dev.platine.mcu.isa;

import static dev.platine.mcu.isa.Row.fp;

import java.util.List;
import java.util.stream.Stream;

/** Floating-point arithmetic, comparison and conversion, single precision. */
final class FloatRows {
    private static final List<Row> THREE_OPERANDS = List.of(
            fp("11101110 0D00nnnn dddd1010 N0M0mmmm", Op.VMLA, "vmla.f32 {sd}, {sn}, {sm}"),
            fp("11101110 0D00nnnn dddd1010 N1M0mmmm", Op.VMLS, "vmls.f32 {sd}, {sn}, {sm}"),
            fp("11101110 0D01nnnn dddd1010 N0M0mmmm", Op.VNMLS, "vnmls.f32 {sd}, {sn}, {sm}"),
            fp("11101110 0D01nnnn dddd1010 N1M0mmmm", Op.VNMLA, "vnmla.f32 {sd}, {sn}, {sm}"),
            fp("11101110 0D10nnnn dddd1010 N0M0mmmm", Op.VMUL, "vmul.f32 {sd}, {sn}, {sm}"),
            fp("11101110 0D10nnnn dddd1010 N1M0mmmm", Op.VNMUL, "vnmul.f32 {sd}, {sn}, {sm}"),
            fp("11101110 0D11nnnn dddd1010 N0M0mmmm", Op.VADD, "vadd.f32 {sd}, {sn}, {sm}"),
            fp("11101110 0D11nnnn dddd1010 N1M0mmmm", Op.VSUB, "vsub.f32 {sd}, {sn}, {sm}"),
            fp("11101110 1D00nnnn dddd1010 N0M0mmmm", Op.VDIV, "vdiv.f32 {sd}, {sn}, {sm}"),
            fp("11101110 1D01nnnn dddd1010 N0M0mmmm", Op.VFNMS, "vfnms.f32 {sd}, {sn}, {sm}"),
            fp("11101110 1D01nnnn dddd1010 N1M0mmmm", Op.VFNMA, "vfnma.f32 {sd}, {sn}, {sm}"),
            fp("11101110 1D10nnnn dddd1010 N0M0mmmm", Op.VFMA, "vfma.f32 {sd}, {sn}, {sm}"),
            fp("11101110 1D10nnnn dddd1010 N1M0mmmm", Op.VFMS, "vfms.f32 {sd}, {sn}, {sm}"));

    private static final List<Row> TWO_OPERANDS = List.of(
            fp("11101110 1D11iiii dddd1010 0000iiii", Op.VMOV_IMM, "vmov.f32 {sd}, #{i}")
                    .imm(Imm.FLOAT),
            fp("11101110 1D110000 dddd1010 01M0mmmm", Op.VMOV_REG, "vmov.f32 {sd}, {sm}"),
            fp("11101110 1D110000 dddd1010 11M0mmmm", Op.VABS, "vabs.f32 {sd}, {sm}"),
            fp("11101110 1D110001 dddd1010 01M0mmmm", Op.VNEG, "vneg.f32 {sd}, {sm}"),
            fp("11101110 1D110001 dddd1010 11M0mmmm", Op.VSQRT, "vsqrt.f32 {sd}, {sm}"),
            fp("11101110 1D110010 dddd1010 01M0mmmm", Op.VCVTB_F32_F16, "vcvtb.f32.f16 {sd}, {sm}"),
            fp("11101110 1D110010 dddd1010 11M0mmmm", Op.VCVTT_F32_F16, "vcvtt.f32.f16 {sd}, {sm}"),
            fp("11101110 1D110011 dddd1010 01M0mmmm", Op.VCVTB_F16_F32, "vcvtb.f16.f32 {sd}, {sm}"),
            fp("11101110 1D110011 dddd1010 11M0mmmm", Op.VCVTT_F16_F32, "vcvtt.f16.f32 {sd}, {sm}"),
            fp("11101110 1D110100 dddd1010 01M0mmmm", Op.VCMP, "vcmp.f32 {sd}, {sm}"),
            fp("11101110 1D110100 dddd1010 11M0mmmm", Op.VCMPE, "vcmpe.f32 {sd}, {sm}"),
            fp("11101110 1D111000 dddd1010 01M0mmmm", Op.VCVT_F32_U32, "vcvt.f32.u32 {sd}, {sm}"),
            fp("11101110 1D111000 dddd1010 11M0mmmm", Op.VCVT_F32_S32, "vcvt.f32.s32 {sd}, {sm}"),
            fp("11101110 1D111100 dddd1010 01M0mmmm", Op.VCVTR_U32_F32, "vcvtr.u32.f32 {sd}, {sm}"),
            fp("11101110 1D111100 dddd1010 11M0mmmm", Op.VCVT_U32_F32, "vcvt.u32.f32 {sd}, {sm}"),
            fp("11101110 1D111101 dddd1010 01M0mmmm", Op.VCVTR_S32_F32, "vcvtr.s32.f32 {sd}, {sm}"),
            fp("11101110 1D111101 dddd1010 11M0mmmm", Op.VCVT_S32_F32, "vcvt.s32.f32 {sd}, {sm}"),
            fp("11101110 1D110101 dddd1010 01000000", Op.VCMP_ZERO, "vcmp.f32 {sd}, #0.0"),
            fp("11101110 1D110101 dddd1010 11000000", Op.VCMPE_ZERO, "vcmpe.f32 {sd}, #0.0"),
            fp("11101110 1D11101v dddd1010 z1j0iiii", Op.VCVT_FIXED_TO_FLOAT, "vcvt.f32.{fixed} {sd}, {sd}, #{imm}")
                    .imm(Imm.FIXED),
            fp("11101110 1D11111v dddd1010 z1j0iiii", Op.VCVT_FLOAT_TO_FIXED, "vcvt.{fixed}.f32 {sd}, {sd}, #{imm}")
                    .imm(Imm.FIXED));

    static final List<Row> ROWS =
            Stream.of(THREE_OPERANDS, TWO_OPERANDS).flatMap(List::stream).toList();

    private FloatRows() {}
}
