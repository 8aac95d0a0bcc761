package dev.platine.boards.evcharger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** IEC 61851-1:2017, annex A, tables A.7 and A.8. */
class ChargingCurrentTest {
    @ParameterizedTest
    @CsvSource({
        "6, 10",
        "7.8, 13",
        "10.2, 17",
        "12, 20",
        "13.2, 22",
        "15, 25",
        "16.2, 27",
        "18, 30",
        "24, 40",
        "30, 50",
        "32.4, 54",
        "36, 60",
        "42, 70",
        "48, 80",
        "51, 85",
        "52.5, 85",
        "55, 86",
        "60, 88",
        "62.5, 89",
        "65, 90",
        "70, 92",
        "75, 94",
        "80, 96"
    })
    void shouldOfferByTableA7(double currentA, double percent) {
        assertThat(ChargingCurrent.dutyFor(currentA)).isEqualTo(percent / 100, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "2.9, 0",
        "5, 0",
        "7, 0",
        "7.9, 0",
        "8, 6",
        "9.9, 6",
        "10, 6",
        "20, 12",
        "53.333333, 32",
        "85, 51",
        "86, 55",
        "90, 65",
        "96, 80",
        "96.5, 80",
        "97, 80",
        "97.1, 0",
        "100, 0",
        "NaN, 0"
    })
    void shouldAllowByTableA8(double percent, double currentA) {
        assertThat(ChargingCurrent.limitFor(percent / 100)).isEqualTo(currentA, within(1e-6));
    }

    @Test
    void shouldNeverLetAVehicleTakeMoreThanIsOffered() {
        for (double currentA = ChargingCurrent.MIN_A; currentA <= ChargingCurrent.MAX_A; currentA += 0.01) {
            double allowed = ChargingCurrent.limitFor(ChargingCurrent.dutyFor(currentA));
            assertThat(allowed).isBetween(currentA - 1.51, currentA + 1e-9);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {5.99, 80.01, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void shouldRefuseACurrentThatNoDutyCycleSays(double currentA) {
        assertThatThrownBy(() -> ChargingCurrent.dutyFor(currentA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be from 6 to 80: currentA=" + currentA);
    }
}
