package dev.platine.mcu.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegisterTablesTest {
    private static final String COMMAND = "./mvnw -q -pl sim/mcu -am test -Dtest=RegisterTablesTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dregisters.renew=true";
    private static final Path TABLE = Path.of("..", "..", "docs", "registers.md");

    @Test
    void shouldSayInTheDocsWhatIsModelled() throws IOException {
        String now = RegisterTables.render(COMMAND);
        if (Boolean.getBoolean("registers.renew")) {
            Files.writeString(TABLE, now);
        }
        boolean same = Files.readString(TABLE).equals(now);
        assertThat(same)
                .as("docs/registers.md is not what the declarations say; renew it by\n%s\n", COMMAND)
                .isTrue();
    }

    @Test
    void shouldJoinNamesThatFollowEachOther() {
        assertThat(FieldLists.names(List.of("A", "F0", "F1", "F2", "G1", "G2", "B3X", "B2X", "B1X")))
                .isEqualTo("A, F0 to F2, G1, G2, B3X to B1X");
        assertThat(FieldLists.bits(0xFFFF0085)).isEqualTo("31:16, 7, 2, 0");
    }
}
