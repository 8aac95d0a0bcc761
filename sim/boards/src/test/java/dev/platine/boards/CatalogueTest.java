package dev.platine.boards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.BoardSpecException;
import dev.platine.sim.spec.Catalogue;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final Catalogue catalogue = new Catalogue();

    @Test
    void shouldListEachBoardWithItsOwnNameAndSummary() {
        assertThat(catalogue.summaries()).containsKey("ev-charger");
        catalogue.summaries().forEach((name, summary) -> {
            BoardSpec spec = catalogue.load(name);
            assertThat(spec.name()).isEqualTo(name);
            assertThat(spec.summary()).isEqualTo(summary);
        });
    }

    @Test
    void shouldReadABoardByItsPath() {
        assertThat(catalogue.load("./ev-charger/board.yaml").channels())
                .isEqualTo(catalogue.load("ev-charger").channels());
        assertThat(catalogue.load("./ev-charger").name()).isEqualTo("ev-charger");
    }

    @Test
    void shouldSayWhichBoardWasMeant() {
        assertThatThrownBy(() -> catalogue.load("ev-chager"))
                .isInstanceOf(BoardSpecException.class)
                .hasMessage("ev-chager:1:1: no board of that name; did you mean 'ev-charger'?; a path needs a slash");
    }

    @Test
    void shouldHaveChannelsEnoughForAControlLoop() {
        BoardSpec spec = catalogue.load("ev-charger");
        assertThat(count(spec, c -> c.kind() == ChannelKind.ANALOG && c.direction() == Direction.INPUT))
                .isGreaterThanOrEqualTo(8);
        assertThat(count(spec, c -> c.kind() == ChannelKind.DIGITAL && c.direction() == Direction.INPUT))
                .isGreaterThanOrEqualTo(8);
        assertThat(count(spec, c -> c.direction() == Direction.OUTPUT)).isGreaterThanOrEqualTo(4);
    }

    private static long count(BoardSpec spec, Predicate<ChannelSpec> which) {
        return spec.channels().stream().filter(which).count();
    }

    @Test
    void shouldFallBackToNotCharging() {
        for (ChannelSpec channel : catalogue.load("ev-charger").channels()) {
            assertThat(channel.safeBits()).as(channel.name()).isZero();
        }
    }
}
