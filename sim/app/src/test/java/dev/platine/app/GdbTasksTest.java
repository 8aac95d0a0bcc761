package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * GDB with an operating system's tasks, with programs that are loaded and begun anew, and with several boards. The firmware's sources are tasks.c and
 * hello.c in src/test/firmware.
 */
class GdbTasksTest {
    @TempDir
    Path folder;

    private GdbProgram gdb = new GdbProgram(Path.of(""));

    @BeforeEach
    void prepare() {
        gdb = new GdbProgram(folder);
    }

    @AfterEach
    void stop() {
        gdb.stop();
    }

    private String transcript(Path firmware, int port, String script) throws Exception {
        return gdb.run("file " + firmware + "\ntarget extended-remote 127.0.0.1:" + port + "\n" + script);
    }

    @Test
    void shouldShowTasksAsThreadsWithTheirOwnRegisters() throws Exception {
        Path firmware = gdb.firmware("tasks.elf");
        int port = gdb.board(firmware, 1).get(0);
        String text = transcript(firmware, port, """
                echo -- before\\n
                info threads
                monitor tasks
                tbreak work if ticks == 21
                continue
                echo -- running\\n
                info threads
                thread apply all -q bt
                thread find sleeper
                thread 4
                info registers s16 control
                up 2
                print sum
                echo -- another thread is stepped\\n
                next
                next
                next
                print sum
                print slept
                info threads
                monitor tasks
                echo -- handler\\n
                tbreak tick_handler
                continue
                bt
                finish
                echo -- reset\\n
                monitor reset halt
                maintenance flush register-cache
                info threads
                print $pc
                tbreak work
                continue
                echo -- end\\n
                info threads
                detach
                """);
        assertThat(text)
                .containsPattern(
                        "-- before\\s+Id +Target Id +Frame \\s*\\* 1 +Thread 1 \"stm32f446\" \\(thread mode\\)");
        assertThat(text).contains("FreeRTOS is there and has not started yet");
        assertThat(text)
                .containsPattern("\\* 2 +Thread \\d+ \"worker\" \\(running, priority 1\\) +work \\(")
                .containsPattern("  \\d +Thread \\d+ \"idle\" \\(ready, priority 0\\) +idle \\(\\)")
                .containsPattern(
                        "  4 +Thread \\d+ \"sleeper\" \\(blocked until tick 30, priority 2\\) .* in switch_now \\(\\)")
                .containsPattern("  \\d +Thread \\d+ \"waiter\" \\(blocked, priority 3\\)")
                .containsPattern(
                        "  \\d +Thread \\d+ \"parked\" \\(suspended or waiting for a notification, priority 3\\)");
        assertThat(text.replaceAll("\\(list=.*\\) at", "(..) at"))
                .contains("in switch_now () at tasks.c")
                .containsPattern(
                        "#1 +0x[0-9a-f]+ in leave \\(\\.\\.\\) at tasks.c:\\d+\n#2 +0x[0-9a-f]+ in sleeper \\(\\)");
        assertThat(text).containsPattern("s16 +2\\.5 ").containsPattern("control +0x6 ");
        assertThat(text).contains("-- another", "-- handler", "-- reset");
        assertThat(text.substring(text.indexOf("-- another")))
                .contains("sleeper () at tasks.c", "= 3.5\n")
                .containsPattern("\\* 4 +Thread \\d+ \"sleeper\" \\(running, priority 2\\)")
                .containsPattern("2 +Thread \\d+ \"worker\" \\(ready, priority 1\\)")
                .containsPattern("sleeper +running, priority 2, block 0x200[0-9a-f]+, stack from 0x200")
                .doesNotContain("not sure");
        assertThat(text.substring(text.indexOf("-- handler")))
                .containsPattern("#0 +tick_handler \\(\\).*\n#1 +<signal handler called>\n#2 .*")
                .containsPattern("Run till exit|sleeper|worker|switch_now");
        assertThat(text.substring(text.indexOf("-- reset")))
                .contains("type 'maintenance flush register-cache'")
                .containsPattern("\\* \\d+ +Thread \\d+ \"stm32f446\" \\(thread mode\\) +reset_handler \\(\\)")
                .contains("<reset_handler>")
                .containsPattern("-- end\\s+Id .*\\s+\\* \\d+ +Thread \\d+ \"worker\" \\(running, priority 1\\)");
    }

    @Test
    void shouldLoadAnotherProgramAndBeginAnew() throws Exception {
        Path tasks = gdb.firmware("tasks.elf");
        Path hello = gdb.firmware("hello.elf");
        int port = gdb.board(tasks, 1).get(0);
        String text = transcript(tasks, port, """
                tbreak work
                run
                info threads
                file %s
                load
                tbreak say
                run
                echo -- loaded\\n
                x/s $r0
                info threads
                monitor tasks
                tbreak reset_handler
                run
                echo -- again\\n
                print $pc
                kill
                info threads
                tbreak say
                run
                x/s $r0
                """.formatted(hello));
        assertThat(text).contains("\"worker\" (running, priority 1)").containsPattern("Loading section .text, size 0x");
        assertThat(text.substring(text.indexOf("-- loaded")))
                .containsPattern("-- loaded\n0x[0-9a-f]+:\\s+\"hello from nucleo")
                .contains("Thread 1 \"stm32f446\" (thread mode)", "no operating system is known in this program")
                .containsPattern("-- again\n.*<reset_handler(\\+\\d+)?>")
                .contains("killed]\nNo threads.")
                .endsWith("\\r\\n\"\n[Inferior 1 (Remote target) detached]\n");
    }

    @Test
    void shouldTellThatASectorIsProtected() throws Exception {
        Path hello = gdb.firmware("hello.elf");
        int port = gdb.board(hello, 1).get(0);
        String first = """
                file %s
                target remote 127.0.0.1:%d
                tbreak say
                continue
                set var *(int *) 0x40023c08 = 0x08192A3B
                set var *(int *) 0x40023c08 = 0x4C5D6E7F
                set var *(int *) 0x40023c14 = 0x00FEAAEC
                set var *(int *) 0x40023c14 = 0x00FEAAEE
                tbreak say
                continue
                load
                echo not reached\\n
                """.formatted(hello, port);
        String text = gdb.run(first, "monitor flash\nx/s $r0\ndetach\n");
        assertThat(text)
                .contains("Error erasing flash with vFlashErase packet")
                .containsPattern("sector 0 +0x08000000 +16 KB used up to 0x080002[0-9a-f]{2}, write-protected\n")
                .contains("last erase refused: sector 0 at 0x08000000 is write-protected (nWRP)")
                .contains("\"tick\\r\\n\"")
                .doesNotContain("not reached");
        assertThat(gdb.complained())
                .isEqualTo("platine: gdb: erase refused: sector 0 at 0x08000000 is write-protected (nWRP)\n");
    }

    @Test
    void shouldShowTwoBoardsAsInferiorsAtTheSameTime() throws Exception {
        Path hello = gdb.firmware("hello.elf");
        List<Integer> ports = gdb.board(hello, 2, "--count", "2");
        String text = transcript(hello, ports.get(0), """
                add-inferior -exec %s -no-connection
                inferior 2
                target extended-remote 127.0.0.1:%d
                info inferiors
                info threads
                monitor time
                inferior 1
                monitor time
                detach inferior 2
                tbreak tick_handler
                continue
                print *(int *) &ticks
                monitor time
                inferior 2
                target extended-remote 127.0.0.1:%d
                monitor time
                """.formatted(hello, ports.get(1), ports.get(1)));
        assertThat(text)
                .containsPattern("  1 +Remote target +1 \\(extended-remote")
                .containsPattern("\\* 2 +Remote target +2 \\(extended-remote")
                .containsPattern("  1.1 +Thread 1 \"stm32f446\" \\(thread mode\\) 0x0800009c in reset_handler \\(\\)")
                .containsPattern("\\* 2.1 +Thread 1 \"stm32f446\" \\(thread mode\\) 0x0800009c in reset_handler \\(\\)")
                .containsPattern("(0\\.000000000 s of virtual time, 0 cycles.*\n)(.*\n)+\\1")
                .containsPattern("\\$1 = 0\n0\\.001\\d+ s of virtual time(.*\n)+0\\.00(1|099)\\d+ s of virtual time");
    }
}
