// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import java.nio.file.Path;

/** Where the files lie that come with the project. */
final class Home {
    private Home() {}

    /**
     * {@return a file of the project}
     *
     * @param relative its path from the root of the project.
     */
    static Path file(String relative) {
        return Path.of(System.getProperty("tickwork.home", "."), relative);
    }
}
