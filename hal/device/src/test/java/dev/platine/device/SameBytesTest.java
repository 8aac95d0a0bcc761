package dev.platine.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import dev.platine.core.channel.BoardDescription;
import dev.platine.core.protocol.proto.BoardEvent;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.Hello;
import dev.platine.hal.Board;
import dev.platine.hal.OpenOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java and C write the same bytes for the same message, and read each other's. */
class SameBytesTest {
    private static final int MESSAGES = 5_000;
    private static final String[] LETTERS = {"a", "Z", " ", "ö", "λ", "€", "😀", "\u0001", "\uffff"};

    @TempDir
    static Path folder = Path.of("");

    private final SplittableRandom random = new SplittableRandom(53);
    private final Options options = new Options();

    private Message any(Descriptor type) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        for (OneofDescriptor oneof : type.getRealOneofs()) {
            int chosen = random.nextInt(oneof.getFieldCount());
            message.setField(oneof.getField(chosen), value(oneof.getField(chosen)));
        }
        for (FieldDescriptor field : type.getFields()) {
            if (field.isRepeated()) {
                int count = random.nextInt(options.maxCount(field) + 1);
                for (int i = 0; i < count; i++) {
                    message.addRepeatedField(field, value(field));
                }
            } else if (field.getRealContainingOneof() == null && random.nextInt(4) > 0) {
                message.setField(field, value(field));
            }
        }
        return message.build();
    }

    private Object value(FieldDescriptor field) {
        return switch (field.getType()) {
            case UINT32 -> (int) (number() & options.maxNumber(field));
            case FIXED32 -> (int) number();
            case FIXED64 -> random.nextLong();
            case FLOAT -> Float.intBitsToFloat((int) number() & 0xff7f_ffff);
            case STRING -> text(options.maxBytes(field));
            case ENUM ->
                field.getEnumType()
                        .getValues()
                        .get(random.nextInt(field.getEnumType().getValues().size()));
            case MESSAGE -> any(field.getMessageType());
            default -> throw new IllegalStateException("no such type in board.proto: " + field);
        };
    }

    /** Of any length in bits, 0 to 32. */
    private long number() {
        return random.nextLong() >>> 32 >>> random.nextInt(33);
    }

    private String text(int maxBytes) {
        StringBuilder text = new StringBuilder();
        int bytes = random.nextInt(maxBytes + 1);
        String letter = LETTERS[random.nextInt(LETTERS.length)];
        int left = bytes - letter.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        while (left >= 0) {
            text.append(letter);
            letter = LETTERS[random.nextInt(LETTERS.length)];
            left -= letter.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        }
        return text.toString();
    }

    private void assertSameBytes(Descriptor type, String what) throws IOException {
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            messages.add(any(type).toByteArray());
        }
        List<String> answers = Decoder.decode(folder, messages, what);
        assertThat(answers)
                .isEqualTo(messages.stream().map(HexFormat.of()::formatHex).toList());
        for (String answer : answers) {
            DynamicMessage.parseFrom(type, HexFormat.of().parseHex(answer));
        }
    }

    @Test
    void shouldWriteTheSameBytesForRequests() throws IOException {
        assertSameBytes(BoardRequest.getDescriptor(), "request");
    }

    @Test
    void shouldWriteTheSameBytesForReplies() throws IOException {
        assertSameBytes(BoardReply.getDescriptor(), "reply");
    }

    @Test
    void shouldWriteTheSameBytesForEvents() throws IOException {
        assertSameBytes(BoardEvent.getDescriptor(), "event");
    }

    /** What the device says of its channels in hello is what Java makes of their descriptions. */
    @Test
    void shouldHaveTheSameHashOfTheChannels() throws IOException {
        try (TrialBoard trial = new TrialBoard("tcp:0", java.util.EnumSet.of(dev.platine.conformance.Ability.BENCH))) {
            int hash;
            try (Board board = trial.open(OpenOptions.DEFAULT)) {
                hash = new BoardDescription(board.info(), board.channels()).schemaHash();
            }
            assertThat(trial.hello(Hello.newBuilder()
                                    .setProtocolMin(1)
                                    .setProtocolMax(1)
                                    .setMaxFrameSend(256)
                                    .setMaxFrameReceive(256)
                                    .build())
                            .getSchemaHash())
                    .isEqualTo(hash);
        }
    }
}
