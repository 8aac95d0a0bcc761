package dev.platine.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What every error of a board must be: of the kind expected, one line, and telling where. */
final class Errors {
    private Errors() {}

    static BoardException assertKind(Kind kind, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as("thrown by the call").isInstanceOf(BoardException.class);
        BoardException e = (BoardException) thrown;
        assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind);
        assertThat(e.getMessage()).doesNotContain("\n");
        assertThat(e.board()).isNotBlank();
        assertThat(e.operation()).isNotBlank();
        return e;
    }
}
