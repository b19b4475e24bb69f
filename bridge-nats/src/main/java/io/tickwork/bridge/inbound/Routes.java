// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import io.tickwork.bridge.Subjects;
import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.time.Timeframe;
import io.tickwork.codecs.validate.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what a subject stands for. For one thread; a subject that was seen before costs a look into a table. */
final class Routes {
    /** Sound subjects that are remembered: those of many thousands of symbols. */
    private static final int KNOWN_MAX = 1 << 17;

    /** In a control message no name means every symbol, or the groups. */
    private static final MarketSymbol EVERY_SYMBOL = new MarketSymbol(InboundEvents.NO_SYMBOL, "", 0, 0);

    private static final String EVERY_SYMBOL_TOKEN = Subjects.token(EVERY_SYMBOL.name());

    private final Map<InboundKind, SubjectTemplate> templates;
    private final boolean othersAreIgnored;
    private final Map<String, MarketSymbol> symbols = new HashMap<>();
    private final Map<String, Route> known = new HashMap<>();

    /**
     * @param templates of the subjects.
     * @param symbols that data is taken of.
     * @param othersAreIgnored whether data of other symbols is not ours; else it is refused.
     */
    Routes(Map<InboundKind, SubjectTemplate> templates, List<MarketSymbol> symbols, boolean othersAreIgnored) {
        this.templates = templates;
        this.othersAreIgnored = othersAreIgnored;
        for (MarketSymbol symbol : symbols) {
            this.symbols.put(Subjects.token(symbol.name()), symbol);
        }
    }

    Route find(String subject) {
        Route route = known.get(subject);
        if (route == null) {
            route = read(subject);
            if (route.symbol() != null && known.size() < KNOWN_MAX) {
                known.put(subject, route);
            }
        }
        return route;
    }

    private Route read(String subject) {
        List<String> tokens = SubjectTemplate.tokens(subject);
        for (Map.Entry<InboundKind, SubjectTemplate> each : templates.entrySet()) {
            SubjectTemplate template = each.getValue();
            if (template.matches(tokens)) {
                MarketSymbol symbol = symbol(each.getKey(), template.symbolToken(tokens));
                if (symbol == null) {
                    return othersAreIgnored ? Route.OTHER : Route.refused(Refusal.SYMBOL);
                }
                String timeframe = template.timeframeToken(tokens);
                try {
                    return Route.of(each.getKey(), symbol, timeframe == null ? 0 : Timeframe.parse(timeframe));
                } catch (IllegalArgumentException e) {
                    return Route.refused(Refusal.SUBJECT);
                }
            }
        }
        return Route.OTHER;
    }

    private MarketSymbol symbol(InboundKind kind, String token) {
        return kind instanceof ControlKind && token.equals(EVERY_SYMBOL_TOKEN) ? EVERY_SYMBOL : symbols.get(token);
    }
}
