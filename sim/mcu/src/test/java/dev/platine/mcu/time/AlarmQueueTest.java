package dev.platine.mcu.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlarmQueueTest {
    private final List<String> rang = new ArrayList<>();
    private final AlarmQueue queue = new AlarmQueue(t -> {});

    @Test
    void shouldRingInOrderOfTimeAndThenOfMaking() {
        record Set(int number, long time) {}
        List<Alarm> alarms = new ArrayList<>();
        List<Set> sets = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            int number = i;
            alarms.add(queue.alarm(() -> rang.add("" + number)));
        }
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 200; i++) {
                alarms.get(i).at(random.nextInt(50));
            }
        }
        for (int i = 0; i < 200; i += 3) {
            alarms.get(i).cancel();
        }
        for (int i = 0; i < 200; i++) {
            if (alarms.get(i).isSet()) {
                sets.add(new Set(i, alarms.get(i).time()));
            }
        }
        queue.runUntil(100);
        sets.sort(Comparator.comparingLong(Set::time).thenComparingInt(Set::number));
        assertThat(rang).isEqualTo(sets.stream().map(s -> "" + s.number()).toList());
        assertThat(queue.next()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldRingAgainWhenSetInItsAction() {
        Alarm[] self = new Alarm[1];
        self[0] = queue.alarm(() -> {
            rang.add("at " + queue.next());
            if (rang.size() < 3) {
                self[0].at(10L * rang.size());
            }
        });
        self[0].at(5);
        queue.runUntil(15);
        assertThat(rang).hasSize(2);
        assertThat(queue.next()).isEqualTo(20);
    }

    @Test
    void shouldTellOnlyOfWhatComesFirst() {
        List<Long> told = new ArrayList<>();
        AlarmQueue telling = new AlarmQueue(told::add);
        telling.alarm(() -> {}).at(10);
        telling.alarm(() -> {}).at(20);
        telling.alarm(() -> {}).at(5);
        assertThat(told).containsExactly(10L, 5L);
    }
}
