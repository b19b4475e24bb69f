// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

/** The version of this build. */
public final class BuildVersion {
    private BuildVersion() {}

    /** {@return the version in the jar's manifest, {@code development} when run from classes} */
    public static String current() {
        String version = BuildVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
