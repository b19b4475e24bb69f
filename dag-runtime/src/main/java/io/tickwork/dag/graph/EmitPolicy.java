// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a produced value counts as new.
 *
 * @param onChange false: always; true: only when it differs from the last value emitted by more than {@code epsilon}.
 * @param epsilon the greatest difference that is held back; for longs and booleans any difference counts.
 */
public record EmitPolicy(boolean onChange, double epsilon) {
    /** Every produced value counts. */
    public static final EmitPolicy ALWAYS = new EmitPolicy(false, 0);

    private static final Pattern ON_CHANGE = Pattern.compile("on-change(?:\\(\\s*([^)\\s]+)\\s*\\))?");

    /**
     * @param text {@code always}, {@code on-change} or {@code on-change(epsilon)}.
     * @return the policy.
     * @throws IllegalArgumentException when it is none of these.
     */
    public static EmitPolicy parse(String text) {
        if (text.equals("always")) {
            return ALWAYS;
        }
        Matcher matcher = ON_CHANGE.matcher(text);
        if (matcher.matches()) {
            double epsilon = matcher.group(1) == null ? 0 : number(matcher.group(1));
            if (epsilon >= 0 && Double.isFinite(epsilon)) {
                return new EmitPolicy(true, epsilon);
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is not an emit policy; write always, on-change or on-change(0.01)");
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    @Override
    public String toString() {
        return onChange ? (epsilon == 0 ? "on-change" : "on-change(" + epsilon + ")") : "always";
    }
}
