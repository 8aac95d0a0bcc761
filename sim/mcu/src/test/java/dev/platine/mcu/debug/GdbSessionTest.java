package dev.platine.mcu.debug;

import static dev.platine.mcu.debug.GdbClient.CODE;
import static dev.platine.mcu.debug.GdbClient.framed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.core.CoreRegisters;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The debugger's protocol, packet by packet. */
class GdbSessionTest {
    private static final String STOPPED = "T05thread:1;";

    private final GdbClient gdb = new GdbClient();

    private int register(int number) {
        return gdb.chip.processor().debug().registers().get(number);
    }

    @Test
    void shouldHaltTheChipWhenAClientComes() {
        assertThat(gdb.session.stands()).isTrue();
        assertThat(gdb.answer("?")).isEqualTo(STOPPED);
        long before = gdb.chip.nowNs();
        gdb.chip.run(before + 1_000_000);
        assertThat(gdb.chip.nowNs()).isEqualTo(before);
        assertThat(gdb.chip.dueNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldAcknowledgeUntilToldNotTo() {
        assertThat(gdb.raw("$?#3f")).startsWith("+$");
        assertThat(gdb.raw("$?#00")).isEqualTo("-");
        assertThat(gdb.raw("-")).isEqualTo(framed(STOPPED));
        assertThat(gdb.raw(framed("QStartNoAckMode"))).isEqualTo("+" + framed("OK"));
        assertThat(gdb.raw("$?#00")).isEqualTo(framed(STOPPED));
    }

    @Test
    void shouldTakePacketsInPiecesAndAfterRubbish() {
        assertThat(gdb.raw("rubbish#12$g")).isEmpty();
        assertThat(gdb.raw("$")).isEmpty();
        assertThat(gdb.raw("?")).isEmpty();
        assertThat(gdb.raw("#3")).isEmpty();
        assertThat(gdb.raw("f")).isEqualTo("+" + framed(STOPPED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "b", "vMustReplyEmpty", "vCont", "qOffsets", "QNonStop:1", "qTStatus", "Z5,0,0", "x1,2"})
    void shouldAnswerWhatItDoesNotKnowByAnEmptyPacket(String packet) {
        assertThat(gdb.answer(packet)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m",
                "m0",
                "mx,4",
                "m0,fffff",
                "m123456789,1",
                "M20000000,2:00",
                "M20000000,1:0",
                "X20000000,3:ab",
                "p",
                "pff",
                "P0=12",
                "P=00000000",
                "G00",
                "Z0",
                "Z2,20000000,0",
                "Z2,20000000,fffffff",
                "vCont;",
                "vCont;r1",
                "vCont;x",
                "vFlashErase:0,0",
                "vFlashErase:08000000,1",
                "vFlashErase:8004000",
                "vFlashWrite:20000000:a",
                "qXfer:memory-map:read::0",
                "qXfer:features:read:x:0,1"
            })
    void shouldRefuseWhatIsWrong(String packet) {
        assertThat(gdb.answer(packet)).matches("E[0-9a-f]{2}");
    }

    @Test
    void shouldLiveWithWhateverBytesCome() {
        SplittableRandom random = new SplittableRandom(90);
        String[] begins = {
            "m",
            "M20000000,",
            "X20000000,4:",
            "p",
            "P",
            "G",
            "Z",
            "z2,2000000",
            "vCont;",
            "vFlashErase:",
            "vFlashWrite:8",
            "qXfer:",
            "qXfer:memory-map:read::",
            "qRcmd,",
            "qSupported:",
            "qSymbol:",
            "qSymbol::",
            "qXfer:threads:read::",
            "qThreadExtraInfo,",
            "vCont;s:",
            "vRun",
            "vAttach",
            "!",
            "T",
            "Hg",
            "s",
            "c",
            "C05;",
            "H",
            "",
            "D:",
            "k:",
            "?"
        };
        for (int i = 0; i < 3000; i++) {
            StringBuilder packet = new StringBuilder(begins[random.nextInt(begins.length - 4)]);
            for (int length = random.nextInt(20); length > 0; length--) {
                boolean plain = random.nextInt(4) > 0;
                packet.append(plain ? "0123456789abcdef,:;=".charAt(random.nextInt(20)) : (char) random.nextInt(256));
            }
            gdb.raw(random.nextInt(8) == 0 ? packet.toString() : framed(packet.toString()));
            gdb.run(1000);
        }
        gdb.raw("#00\u0003");
        gdb.raw("#00\u0003");
        assertThat(gdb.session.stands()).isTrue();
        assertThat(gdb.ask("qC")).containsExactly("QC1");
    }

    @Test
    void shouldDescribeRegistersInTheOrderOfTheirValues() {
        String xml = gdb.answer("qXfer:features:read:target.xml:0,4000");
        assertThat(xml)
                .startsWith("l<?xml")
                .contains("arm.m-profile", "arm.m-system", "arm.vfp", "name=\"d15\"", "fpscr");
        String part = gdb.answer("qXfer:features:read:target.xml:2,5");
        assertThat(part).isEqualTo("m" + xml.substring(3, 8));
        assertThat(gdb.answer("qXfer:features:read:target.xml:ffff,5")).isEqualTo("l");
        int described = xml.split("<reg ", -1).length - 1;
        int digits = (described - 16) * 8 + 16 * 16;
        assertThat(gdb.answer("g")).hasSize(digits);
    }

    @Test
    void shouldReadAndWriteRegisters() {
        assertThat(gdb.answer("p0f")).isEqualTo("00010008");
        assertThat(gdb.answer("p11")).isEqualTo("00100020");
        assertThat(gdb.answer("P3=78563412")).isEqualTo("OK");
        assertThat(register(3)).isEqualTo(0x12345678);
        assertThat(gdb.answer("P18=0102030405060708")).isEqualTo("OK");
        assertThat(register(CoreRegisters.S0 + 2)).isEqualTo(0x04030201);
        assertThat(register(CoreRegisters.S0 + 3)).isEqualTo(0x08070605);
        assertThat(gdb.answer("p18")).isEqualTo("0102030405060708");
        String all = gdb.answer("g");
        String changed = all.substring(0, 13 * 8) + "00080020" + all.substring(14 * 8);
        assertThat(gdb.answer("G" + changed)).isEqualTo("OK");
        assertThat(register(CoreRegisters.SP)).isEqualTo(0x20000800);
        assertThat(register(CoreRegisters.MSP)).isEqualTo(0x20000800);
    }

    @Test
    void shouldTellFlashWithItsSectorsAndAllElse() {
        assertThat(gdb.answer("qXfer:memory-map:read::0,4000"))
                .contains("type=\"flash\" start=\"0x8000000\" length=\"0x10000\"><property name=\"blocksize\">0x4000<")
                .contains("type=\"flash\" start=\"0x8010000\" length=\"0x10000\"><property name=\"blocksize\">0x10000<")
                .contains("type=\"flash\" start=\"0x8020000\" length=\"0x60000\"><property name=\"blocksize\">0x20000<")
                .contains("type=\"ram\" start=\"0x20000000\" length=\"0x20000\"")
                .contains("type=\"ram\" start=\"0x40000000\"");
    }

    @Test
    void shouldReadAndWriteMemory() {
        assertThat(gdb.answer("M20000001,3:010203")).isEqualTo("OK");
        assertThat(gdb.answer("X20000004,2:}\u0003x")).isEqualTo("OK");
        assertThat(gdb.answer("m20000000,7")).isEqualTo("00010203237800");
        assertThat(gdb.answer("m8000100,4")).isEqualTo("00200121");
        assertThat(gdb.answer("m100,4")).isEqualTo("00200121");
        assertThat(gdb.answer("m2001fffe,8")).as("up to where memory ends").isEqualTo("0000");
        assertThat(gdb.answer("mc0000000,4")).isEqualTo("E0e");
        assertThat(gdb.answer("M8000100,1:00"))
                .as("flash is loaded, not stored to")
                .isEqualTo("E0e");
        assertThat(gdb.answer("me000ed00,4")).isEqualTo("41c20f41");
    }

    @Test
    void shouldWriteDevicesAsStoresDo() {
        assertThat(gdb.answer("M40023830,4:01000000")).isEqualTo("OK");
        assertThat(Objects.requireNonNull(gdb.chip.blocks().get("GPIOA")).clocked())
                .isTrue();
        assertThat(gdb.monitor("peripherals"))
                .containsPattern("GPIOA +0x40020000 clock on")
                .containsPattern("GPIOB +0x40020400 clock off");
        gdb.answer("M40020000,4:000400a8");
        gdb.answer("M40020018,4:20000000");
        assertThat(gdb.monitor("pins PA5")).isEqualTo("PA5   output    high driven high\nOK");
    }

    @Test
    void shouldHaltInFrontOfABreakpointAndGoOnFromIt() {
        gdb.ask("qSupported:swbreak+;hwbreak+");
        assertThat(gdb.answer("Z1,8000108,2")).isEqualTo("OK");
        assertThat(gdb.go("c")).containsExactly("T05hwbreak:;thread:1;");
        assertThat(register(CoreRegisters.PC)).isEqualTo(CODE + 8);
        assertThat(register(0)).isEqualTo(1);
        assertThat(gdb.answer("vCont;c:1"))
                .as("the client lifts a breakpoint that it wants to pass")
                .isEqualTo("T05hwbreak:;thread:1;");
        assertThat(register(0)).isEqualTo(1);
        assertThat(gdb.answer("z1,8000108,2")).isEqualTo("OK");
        assertThat(gdb.go("s")).containsExactly(STOPPED);
        assertThat(gdb.answer("Z1,8000108,2")).isEqualTo("OK");
        assertThat(gdb.go("vCont;c:1")).containsExactly("T05hwbreak:;thread:1;");
        assertThat(register(0)).isEqualTo(2);
        assertThat(gdb.answer("Z0,8000108,2")).isEqualTo("OK");
        assertThat(gdb.answer("z1,8000108,2")).isEqualTo("OK");
        assertThat(gdb.answer("c")).isEqualTo("T05swbreak:;thread:1;");
        assertThat(gdb.answer("z0,8000108,2")).isEqualTo("OK");
        assertThat(gdb.go("c")).isEmpty();
        assertThat(gdb.answer("Z0,c0000000,2")).isEqualTo("E0e");
    }

    @Test
    void shouldStepAndStepOverARange() {
        assertThat(gdb.go("s")).containsExactly(STOPPED);
        assertThat(register(CoreRegisters.PC)).isEqualTo(CODE + 2);
        assertThat(gdb.go("vCont;s:1")).containsExactly(STOPPED);
        assertThat(register(CoreRegisters.PC)).isEqualTo(CODE + 4);
        assertThat(gdb.go("vCont;r8000100,8000108:1")).containsExactly(STOPPED);
        assertThat(register(CoreRegisters.PC)).isEqualTo(CODE + 8);
        assertThat(gdb.go("s8000106")).containsExactly(STOPPED);
        assertThat(register(0)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"2,watch", "4,awatch"})
    void shouldTellWhatAWatchedWriteChanged(int kind, String word) {
        assertThat(gdb.answer("Z" + kind + ",20000000,4")).isEqualTo("OK");
        assertThat(gdb.answer("Z" + kind + ",20000000,4"))
                .as("once more is the same")
                .isEqualTo("OK");
        assertThat(gdb.go("c")).hasSize(2).last().isEqualTo("T05" + word + ":20000000;thread:1;");
        List<String> second = gdb.go("c");
        assertThat(GdbClient.text(second.get(0))).startsWith("0x20000000: 0x1 -> 0x2 by 0x08000108");
        assertThat(gdb.answer("z" + kind + ",20000000,4")).isEqualTo("OK");
        assertThat(gdb.go("c")).isEmpty();
    }

    @Test
    void shouldNotHaltAtAWriteWhereReadsAreWatched() {
        assertThat(gdb.answer("Z3,20000000,4")).isEqualTo("OK");
        assertThat(gdb.go("c")).isEmpty();
    }

    @Test
    void shouldHaltWhenItIsInterrupted() {
        assertThat(gdb.go("c")).isEmpty();
        assertThat(gdb.session.stands()).isFalse();
        assertThat(gdb.ask("?")).as("no answer while it runs").isEmpty();
        assertThat(gdb.raw("\u0003")).isEqualTo(framed("T02thread:1;"));
        assertThat(gdb.session.stands()).isTrue();
        assertThat(gdb.raw("\u0003")).as("halted already").isEmpty();
    }

    @Test
    void shouldStepOutOfASleep() {
        gdb.chip.memory("FLASH").program(CODE, 2, 0xBF30);
        assertThat(gdb.go("s")).containsExactly(STOPPED);
        assertThat(gdb.chip.processor().sleeping()).isTrue();
        assertThat(gdb.go("s")).as("nothing wakes it").isEmpty();
        assertThat(gdb.raw("\u0003")).isEqualTo(framed("T02thread:1;"));
    }

    @Test
    void shouldLoadFlashByItsRules() {
        assertThat(gdb.answer("vFlashWrite:8000100:\u00ff"))
                .as("bits are set by erasing only")
                .isEqualTo("E16");
        assertThat(gdb.answer("vFlashErase:8000000,4000")).isEqualTo("OK");
        assertThat(gdb.answer("m8000100,2")).isEqualTo("ffff");
        assertThat(gdb.answer("vFlashWrite:8000100:\u00fe}\u0003}]")).isEqualTo("OK");
        assertThat(gdb.answer("vFlashDone")).isEqualTo("OK");
        assertThat(gdb.answer("m8000100,4")).isEqualTo("fe237dff");
    }

    @Test
    void shouldRunWhatWasLoadedOverCodeThatRanBefore() {
        gdb.go("c");
        gdb.raw("\u0003");
        gdb.answer("vFlashErase:8000000,4000");
        gdb.answer("vFlashWrite:8000000:\0\20\0 \1\1\0\b");
        gdb.answer("vFlashWrite:8000100:* \u00fe\u00e7");
        assertThat(gdb.monitor("reset halt")).contains("halted at 0x08000100").endsWith("OK");
        gdb.go("c");
        gdb.raw("\u0003");
        assertThat(register(0)).isEqualTo(42);
    }

    @Test
    void shouldResetAndStayHalted() {
        gdb.go("c");
        gdb.raw("\u0003");
        assertThat(register(CoreRegisters.PC)).isNotEqualTo(CODE);
        assertThat(gdb.monitor("reset")).contains("halted at 0x08000100");
        assertThat(register(CoreRegisters.PC)).isEqualTo(CODE);
        gdb.go("s");
        assertThat(gdb.ask("R00")).isEmpty();
        assertThat(gdb.answer("p0f")).isEqualTo("00010008");
    }

    @Test
    void shouldTellTimeFaultsAndWhatItCan() {
        assertThat(gdb.monitor("help")).contains("reset [halt]", "peripherals", "faults");
        assertThat(gdb.monitor("nonsense")).startsWith("no command 'nonsense'");
        String before = gdb.monitor("time");
        assertThat(before).startsWith("0.000000000 s of virtual time, 0 cycles, HCLK 16000000 Hz");
        assertThat(gdb.monitor("time")).isEqualTo(before);
        assertThat(gdb.monitor("faults")).startsWith("CFSR 0x00000000").contains("in thread mode at 0x08000100");
        assertThat(gdb.monitor("report")).startsWith("all that was touched is modelled");
        gdb.answer("P1=000000c0");
        assertThat(gdb.go("c8000108")).last().isEqualTo("T0bthread:1;");
        assertThat(gdb.answer("s")).as("it cannot be stepped").isEqualTo("T0bthread:1;");
        assertThat(gdb.monitor("faults")).contains("PRECISERR", "BFAR 0xc0000000", "FORCED", "locked up");
    }

    @Test
    void shouldLetTheChipGoWhenTheClientGoes() {
        gdb.answer("Z1,8000108,2");
        assertThat(gdb.answer("D")).isEqualTo("OK");
        assertThat(gdb.session.isEnded()).isTrue();
        assertThat(gdb.session.stands()).isFalse();
        assertThat(gdb.run(10_000)).isEmpty();
        assertThat(gdb.chip.processor().debug().attached()).isFalse();
        assertThat(gdb.ask("g")).isEmpty();
        gdb.session.end();
    }

    @Test
    void shouldHaveOneThread() {
        assertThat(gdb.answer("qfThreadInfo")).isEqualTo("m1");
        assertThat(gdb.answer("qsThreadInfo")).isEqualTo("l");
        assertThat(gdb.answer("Hg1")).isEqualTo("OK");
        assertThat(gdb.answer("qAttached")).isEqualTo("1");
        assertThat(new String(GdbText.bytes(gdb.answer("qThreadExtraInfo,1")), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("stm32f446 thread mode");
    }
}
