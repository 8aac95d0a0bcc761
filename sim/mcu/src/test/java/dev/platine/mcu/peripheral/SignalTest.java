package dev.platine.mcu.peripheral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalTest {
    private final Signal signal = new Signal("TIM2_TRGO");
    private final List<String> heard = new ArrayList<>();

    @Test
    void shouldTellListenersInTheOrderOfTheirComing() {
        signal.listen(high -> heard.add("a " + high));
        signal.listen(high -> heard.add("b " + high));
        signal.pulse();
        assertThat(heard).containsExactly("a true", "b true", "a false", "b false");
    }

    @Test
    void shouldLetAListenerGoWhileItIsTold() {
        Signal.Listener[] once = new Signal.Listener[1];
        once[0] = high -> {
            heard.add("once");
            signal.forget(once[0]);
        };
        signal.listen(once[0]);
        signal.listen(high -> heard.add("after"));
        signal.pulse();
        assertThat(heard).containsExactly("once", "after", "after");
        signal.forget(once[0]);
        assertThat(signal.isHeard()).isTrue();
    }

    @Test
    void shouldBringItsLevelUpToNowBeforeSomebodyHearsIt() {
        signal.onHeard(() -> {
            heard.add("heard " + signal.isHeard());
            signal.level(true);
        });
        signal.listen(high -> heard.add("level " + high));
        assertThat(heard).containsExactly("heard false", "heard true");
        assertThat(signal.isHigh()).isTrue();
    }

    @Test
    void shouldTellItsGiverWhenTheLastListenerHasGone() {
        Signal.Listener listener = high -> {};
        signal.listen(listener);
        signal.onHeard(() -> heard.add("heard " + signal.isHeard()));
        signal.forget(listener);
        assertThat(heard).containsExactly("heard false");
    }
}
