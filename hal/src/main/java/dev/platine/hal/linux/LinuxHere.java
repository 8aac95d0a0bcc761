package dev.platine.hal.linux;

import java.util.Set;

/** Says whether {@link LinuxCalls} fits this system; asking loads nothing native. */
public final class LinuxHere {
    private static final Set<String> GENERIC_64_BIT = Set.of("amd64", "x86_64", "aarch64", "riscv64", "loongarch64");

    private LinuxHere() {}

    /**
     * Whether the calls can be used.
     *
     * @return true on 64-bit Linux with the generic numbers
     */
    public static boolean supported() {
        return System.getProperty("os.name", "").equals("Linux")
                && GENERIC_64_BIT.contains(System.getProperty("os.arch", ""));
    }
}
