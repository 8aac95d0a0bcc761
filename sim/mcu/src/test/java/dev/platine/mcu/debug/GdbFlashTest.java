package dev.platine.mcu.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.image.Symbols;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loading by a debugger against the rules of the flash interface, and what its option bytes close. */
class GdbFlashTest {
    private static final long SECOND_NS = 1_000_000_000;

    private final GdbClient gdb = new GdbClient();

    private void store(int address, int value) {
        assertThat(gdb.answer("M" + Integer.toHexString(address) + ",4:" + GdbText.littleEndian(value, 4)))
                .isEqualTo("OK");
    }

    /** Programs the option bytes as firmware does: sector bits and level of read protection. */
    private void options(int notProtected, int level) {
        store(0x40023C08, 0x08192A3B);
        store(0x40023C08, 0x4C5D6E7F);
        store(0x40023C14, notProtected << 16 | level << 8 | 0xEC);
        store(0x40023C14, notProtected << 16 | level << 8 | 0xEC | 2);
        goOn();
    }

    private void goOn() {
        gdb.raw(GdbClient.framed("c"));
        gdb.run(SECOND_NS);
        gdb.raw("\u0003");
    }

    @Test
    void shouldRefuseProtectedSectorsAndSayWhich() {
        options(0x0FD, 0xAA);
        assertThat(gdb.answer("vFlashErase:8000000,8000"))
                .as("all or none of the sectors")
                .isEqualTo("E16");
        assertThat(gdb.answer("m8000104,2")).as("nothing is erased").isEqualTo("4907");
        assertThat(gdb.answer("vFlashWrite:8004000:a")).isEqualTo("E16");
        assertThat(gdb.answer("m8004000,1")).isEqualTo("ff");
        assertThat(gdb.monitor("flash"))
                .contains("sector 1  0x08004000  16 KB erased, write-protected\n")
                .contains("sector 0  0x08000000  16 KB used up to 0x0800010b\n")
                .contains("last load refused: sector 1 at 0x08004000 is write-protected (nWRP)");
        assertThat(gdb.answer("vFlashErase:8008000,4000")).isEqualTo("OK");
        assertThat(gdb.answer("vFlashWrite:8008000:a")).isEqualTo("OK");
        assertThat(gdb.answer("m8008000,1")).isEqualTo("61");
    }

    @Test
    void shouldNotLookIntoFlashThatIsProtectedFromIt() {
        options(0xFF, 0x55);
        assertThat(gdb.answer("m8000100,4")).isEqualTo("E0e");
        assertThat(gdb.answer("m100,4")).as("by the alias").isEqualTo("E0e");
        assertThat(gdb.answer("m1ffffffc,8")).as("nothing is there").isEqualTo("E0e");
        assertThat(gdb.answer("m20000000,4")).hasSize(8);
        assertThat(gdb.answer("vFlashErase:8008000,4000")).isEqualTo("E16");
        assertThat(gdb.answer("vFlashWrite:8008000:a")).isEqualTo("E16");
        assertThat(gdb.monitor("flash")).contains("last load refused: read protection level 1 (RDP)");
    }

    @Test
    void shouldLetNobodyInAtLevelTwo() {
        options(0xFF, 0xCC);
        gdb.session.end();
        List<String> notes = new ArrayList<>();
        GdbSession next = new GdbSession(gdb.chip, Symbols.NONE, List.of(), notes::add);
        assertThat(next.isEnded()).isTrue();
        assertThat(next.stands()).isFalse();
        assertThat(notes).containsExactly("gdb: refused: read protection level 2 (RDP) keeps debuggers out for good");
        byte[] asked = GdbClient.framed("?").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        next.receive(asked, asked.length);
        assertThat(next.takeOutput()).asString().isEqualTo("+");
    }

    @Test
    void shouldEndWhatTheFirmwareBeganBeforeItLoads() {
        store(0x40023C04, 0x45670123);
        store(0x40023C04, 0xCDEF89AB);
        store(0x40023C10, 1 << 16 | 2 << 3 | 2); // erases sector 2
        assertThat(gdb.answer("vFlashErase:8008000,4000")).isEqualTo("OK");
        assertThat(gdb.answer("vFlashWrite:8008000:a")).isEqualTo("OK");
        goOn();
        assertThat(gdb.answer("m8008000,1"))
                .as("the firmware's erasing does not end behind the load")
                .isEqualTo("61");
        assertThat(gdb.answer("m40023c0c,4")).as("not busy").isEqualTo("00000000");
    }

    @Test
    void shouldTellWhatIsNoWholeSector() {
        assertThat(gdb.answer("vFlashErase:8000000,100")).isEqualTo("E16");
        assertThat(gdb.monitor("flash")).contains("0x100 bytes at 0x08000000 are no whole sectors");
        assertThat(gdb.answer("vFlashErase:20000000,4000")).isEqualTo("E16");
        assertThat(gdb.monitor("flash")).contains("0x4000 bytes at 0x20000000 are no flash of this chip");
        assertThat(gdb.answer("vFlashWrite:8000100:\u00ff")).isEqualTo("E16");
        assertThat(gdb.monitor("flash")).contains("0x08000100 is not erased: programming only clears bits");
    }
}
