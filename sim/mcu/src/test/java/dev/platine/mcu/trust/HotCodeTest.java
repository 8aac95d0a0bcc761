package dev.platine.mcu.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.image.Symbols;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every loop and case of {@code src/test/firmware/trust}: both engines agree, on cold code and on hot. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HotCodeTest {
    private static final Symbols SYMBOLS = Plan.program(Programs.ELF).symbols();

    static Stream<String> cases() {
        return Programs.names("").stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldAgreeOnColdAndOnHotCode(String name) {
        Both both = new Both(Engines.tested());
        Plan plan = Programs.plan(name);
        assertThat(both.difference(plan)).isEmpty();
        assertThat(both.difference(plan.copy().seed(2).warm(3))).isEmpty();
        assertThat(both.subject().isAt(SYMBOLS.address("done").orElseThrow()))
                .as("it came to its end; it is at "
                        + SYMBOLS.describe(both.subject().register(15)))
                .isTrue();
    }
}
