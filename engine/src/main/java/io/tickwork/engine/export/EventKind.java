// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.export;

import io.tickwork.codecs.sbe.CandleDecoder;
import io.tickwork.codecs.sbe.ClockDecoder;
import io.tickwork.codecs.sbe.DepthDecoder;
import io.tickwork.codecs.sbe.NodeResetDecoder;
import io.tickwork.codecs.sbe.ParameterChangeDecoder;
import io.tickwork.codecs.sbe.QuoteDecoder;
import io.tickwork.codecs.sbe.SessionStatusDecoder;
import io.tickwork.codecs.sbe.SymbolDefinitionDecoder;
import io.tickwork.codecs.sbe.TradeDecoder;
import java.util.Locale;

/** The kinds of events of a journal, each a table of its own. */
public enum EventKind {
    /** Trades. */
    TRADES(TradeDecoder.TEMPLATE_ID),
    /** Best bids and asks. */
    QUOTES(QuoteDecoder.TEMPLATE_ID),
    /** Books. */
    DEPTH(DepthDecoder.TEMPLATE_ID),
    /** Bars that came from outside. */
    CANDLES(CandleDecoder.TEMPLATE_ID),
    /** Times that passed without anything else. */
    CLOCKS(ClockDecoder.TEMPLATE_ID),
    /** Definitions of symbols. */
    SYMBOLS(SymbolDefinitionDecoder.TEMPLATE_ID),
    /** Changes of parameters, a row for each parameter. */
    PARAMETERS(ParameterChangeDecoder.TEMPLATE_ID),
    /** Nodes that were made to begin anew. */
    RESETS(NodeResetDecoder.TEMPLATE_ID),
    /** What exchanges said of their sessions. */
    SESSIONS(SessionStatusDecoder.TEMPLATE_ID);

    private final int templateId;

    EventKind(int templateId) {
        this.templateId = templateId;
    }

    /** {@return what users call it, which is the name of its table} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the kind of a message, null when this build does not know it} */
    static EventKind of(int templateId) {
        for (EventKind kind : values()) {
            if (kind.templateId == templateId) {
                return kind;
            }
        }
        return null;
    }
}
