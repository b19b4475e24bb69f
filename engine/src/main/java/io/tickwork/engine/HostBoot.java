// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells one start of the host from another. */
final class HostBoot {
    private static final Path FILE = Path.of("/proc/sys/kernel/random/boot_id");

    private HostBoot() {}

    /** {@return what the kernel calls this start of the host; empty where it gives it no name} */
    static String id() {
        try {
            return Files.readString(FILE).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
