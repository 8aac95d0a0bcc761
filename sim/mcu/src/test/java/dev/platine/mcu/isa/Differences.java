package dev.platine.mcu.isa;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Where the table and binutils differ, each with its reason: {@code binutils-differences.txt}. */
final class Differences {
    /** One reasoned difference: the encodings, how they differ, and why. */
    static final class Entry {
        final String bits;
        final String how;
        final String reason;
        private final int mask;
        private final int value;
        int count;

        Entry(String bits, String how, String reason) {
            this.bits = bits;
            this.how = how;
            this.reason = reason;
            String packed = bits.replace(" ", "");
            mask = Integer.parseUnsignedInt(packed.replace('0', '1').replace('-', '0'), 2);
            value = Integer.parseUnsignedInt(packed.replace('-', '0'), 2);
        }

        boolean is16() {
            return bits.replace(" ", "").length() == 16;
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    static Differences read() throws IOException {
        Differences differences = new Differences();
        try (InputStream in = Differences.class.getResourceAsStream("binutils-differences.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] columns = line.split(" *\\| *");
                    differences.entries.add(new Entry(columns[0], columns[1], columns[2]));
                }
            }
        }
        return differences;
    }

    /** Whether a difference is listed; counts it. */
    boolean explain(int word, String here, String there) {
        boolean is16 = word >>> 16 == 0;
        String how = here.equals("<undefined>") ? "there" : there.equals("<undefined>") ? "here" : "text";
        for (Entry entry : entries) {
            if (entry.is16() == is16 && (word & entry.mask) == entry.value && entry.how.equals(how)) {
                entry.count++;
                return true;
            }
        }
        return false;
    }

    List<Entry> unused() {
        return entries.stream().filter(e -> e.count == 0).toList();
    }
}
