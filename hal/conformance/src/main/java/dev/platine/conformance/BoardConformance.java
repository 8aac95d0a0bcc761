package dev.platine.conformance;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The suite that every kind of board passes. Extend it once for each kind, say how to start one, and run it as any JUnit
 * test:
 *
 * <pre>{@code
 * class TcpConformanceTest extends BoardConformance {
 *     @Override
 *     protected BoardUnderTest start() {
 *         return new ServedBoard("tcp");
 *     }
 * }
 * }</pre>
 *
 * <p>One board is started for the class and shared by its behaviours, which run one after the other. Behaviours that need
 * an {@link Ability} or a channel that is missing are skipped. What was found is written to
 * {@code target/conformance/KIND-CLASS.jsonl}, one line a behaviour; {@link ConformanceTable} makes a table of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(Sentences.class)
@ExtendWith(Recorder.class)
@SuppressWarnings("exports")
public abstract class BoardConformance
        implements HelloGroup,
                AccessGroup,
                RangeGroup,
                ExchangeGroup,
                SafeGroup,
                SubscribeGroup,
                ClockGroup,
                DeadlineGroup,
                ErrorGroup,
                LinkGroup,
                ResetGroup,
                TextGroup,
                ClientsGroup,
                PeerGroup,
                BenchGroup {
    private @Nullable Subject subject;

    /** For subclasses. */
    protected BoardConformance() {}

    /**
     * Starts the board and the place around it. Called once.
     *
     * @return the board, closed by the suite
     * @throws Exception when it cannot be started; the whole class then fails
     */
    protected abstract BoardUnderTest start() throws Exception;

    /**
     * What the behaviours work on.
     *
     * @return the same for all behaviours of the class
     */
    @Override
    public final Subject subject() {
        if (subject == null) {
            throw new IllegalStateException("must be started by JUnit first");
        }
        return subject;
    }

    @BeforeAll
    final void startBoard() throws Exception {
        subject = new Subject(start());
    }

    @AfterEach
    final void tidyUp() throws Exception {
        subject().tidyUp();
    }

    @AfterAll
    final void stopBoard() {
        if (subject != null) {
            subject.target().close();
        }
    }
}
