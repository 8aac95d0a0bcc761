package dev.platine.hal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.BoardProvider;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoardsTest {
    static class One implements BoardProvider {
        @Override
        public Set<String> schemes() {
            return Set.of("fake", "false");
        }

        @Override
        public String uriForm() {
            return "fake:NAME";
        }

        @Override
        public BoardPort open(URI uri, OpenOptions options) {
            return new FakePort();
        }
    }

    static final class Two extends One {}

    private static BoardException refused(String uri, BoardProvider... providers) {
        return catchThrowableOfType(
                BoardException.class, () -> Boards.open(uri, OpenOptions.DEFAULT, List.of(providers)));
    }

    @Test
    void shouldOpenByScheme() {
        try (Board board = Boards.open("FAKE:charger", OpenOptions.DEFAULT, List.of(new One()))) {
            assertThat(board.name()).isEqualTo("FAKE:charger");
            assertThat(board.isConnected()).isTrue();
        }
    }

    @Test
    void shouldNameBothWhenTwoOpenOneScheme() {
        BoardException e = refused("fake:x", new One(), new Two());
        assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED);
        assertThat(e).hasMessageContaining(One.class.getName()).hasMessageContaining(Two.class.getName());
    }

    @Test
    void shouldListTheFormsWhenNobodyOpensAScheme() {
        BoardException e = refused("localhost:5000", new One());
        assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED);
        assertThat(e).hasMessage("localhost:5000: open: nobody opens localhost:; forms are fake:NAME");
        assertThat(refused("x:y")).hasMessageContaining("no provider");
    }

    @Test
    void shouldSayWhatIsWrongWithAUri() {
        assertThat(refused("fake:a b", new One()).kind()).isEqualTo(Kind.MALFORMED);
        assertThat(refused("/dev/ttyUSB0", new One())).hasMessageContaining("must begin with a scheme");
        assertThat(refused("", new One()).kind()).isEqualTo(Kind.MALFORMED);
    }

    @Test
    void shouldKnowTheLinksOfThisModule() {
        assertThat(Boards.uriForms())
                .anyMatch(form -> form.startsWith("tcp://HOST:PORT"))
                .anyMatch(form -> form.startsWith("tls://"))
                .anyMatch(form -> form.startsWith("unix://"))
                .anyMatch(form -> form.startsWith("serial://"));
    }
}
