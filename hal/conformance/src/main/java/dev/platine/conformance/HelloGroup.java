package dev.platine.conformance;

import static dev.platine.conformance.Errors.assertKind;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.OpenOptions;

/** How a board introduces itself. */
interface HelloGroup extends Group {
    @Behaviour("hello.1")
    default void shouldTellWhoTheBoardIs() {
        Board board = subject().open();
        assertThat(board.info().name()).isNotBlank();
        assertThat(board.info().vendor()).isNotBlank();
        assertThat(board.info().model()).isNotBlank();
        assertThat(board.info().firmwareVersion()).isNotBlank();
    }

    @Behaviour("hello.2")
    default void shouldDescribeItsChannelsInTheOrderOfTheirIds() {
        Board board = subject().open();
        assertThat(board.channels()).isNotEmpty();
        for (int id = 0; id < board.channels().size(); id++) {
            assertThat(board.channels().get(id).id()).isEqualTo(id);
        }
    }

    @Behaviour("hello.3")
    default void shouldDescribeTheSameBoardOnEveryConnection() {
        BoardDescription first;
        try (Board board = subject().open()) {
            first = new BoardDescription(board.info(), board.channels());
        }
        Board again = subject().open();
        assertThat(new BoardDescription(again.info(), again.channels())).isEqualTo(first);
    }

    @Behaviour("hello.4")
    default void shouldHaveASafeValueInsideTheRangeOfEachOutput() {
        for (ChannelSpec channel : subject().open().channels()) {
            if (channel.direction() == Direction.OUTPUT && channel.kind() != ChannelKind.TEXT) {
                assertThat(channel.accepts(channel.safeBits()))
                        .as(channel.name())
                        .isTrue();
            }
        }
    }

    @Behaviour("hello.5")
    default void shouldNameTheNearestChannelsWhenOneIsNotFound() {
        Board board = subject().open();
        String name = board.channels().get(0).name();
        BoardException e = assertKind(Kind.NOT_FOUND, () -> board.handle(name + "_"));
        assertThat(e.getMessage()).contains(name);
        assertThat(e.channel()).isEqualTo(name + "_");
    }

    @Behaviour("hello.6")
    default void shouldRefuseAChannelThatIsUsedAsAnotherKind() {
        Board board = subject().open();
        for (ChannelSpec channel : board.channels()) {
            String name = channel.name();
            BoardException e = channel.kind() == ChannelKind.DIGITAL
                    ? assertKind(Kind.WRONG_DIRECTION, () -> board.analogInput(name))
                    : assertKind(Kind.WRONG_DIRECTION, () -> board.digitalOutput(name));
            assertThat(e.channel()).isEqualTo(name);
        }
    }

    @Behaviour("hello.7")
    default void shouldBeConnectedWhileItIsOpen() {
        Board board = subject().open();
        assertThat(board.isConnected()).isTrue();
        board.close();
        assertThat(board.isConnected()).isFalse();
    }

    @Behaviour("hello.8")
    default void shouldOpenManyTimesOneAfterTheOther() {
        for (int i = 0; i < 12; i++) {
            try (Board board = subject().open()) {
                assertThat(board.clock().nowNs()).isPositive();
            }
        }
    }

    @Behaviour("hello.9")
    default void shouldTakeTheLongestClientName() {
        OpenOptions options = Subject.OPTIONS.withClientName("c".repeat(31));
        assertThat(subject().open(options).isConnected()).isTrue();
    }

    @Behaviour("hello.10")
    default void shouldRefuseAnotherBoardsName() {
        subject().need(Ability.OTHER_BOARD);
        BoardException e =
                assertKind(Kind.NOT_FOUND, () -> subject().target().openOther("no-such-board", Subject.OPTIONS));
        assertThat(e.getMessage()).contains("no-such-board");
    }
}
