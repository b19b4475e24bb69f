// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.reversion;

import io.tickwork.strategies.position.PastSignals;

/** The rule of {@link Reversion}, each case of it written out. */
final class ReversionOracle {
    private ReversionOracle() {}

    static void decide(PastSignals past, double z, double price, double entry, double exit, double stop) {
        if (past.mustLeave()) {
            past.leave("session-end", 0, price);
        } else if (past.held().equals("long") && z <= -stop) {
            past.leave("stop", -z, price);
        } else if (past.held().equals("short") && z >= stop) {
            past.leave("stop", z, price);
        } else if (past.held().equals("long") && z >= -exit || past.held().equals("short") && z <= exit) {
            past.leave(Math.abs(z), price);
        } else if (past.held().equals("flat") && z <= -entry && z > -stop && past.mayEnter("long")) {
            past.enter("long", -z, price);
        } else if (past.held().equals("flat") && z >= entry && z < stop && past.mayEnter("short")) {
            past.enter("short", z, price);
        }
    }
}
