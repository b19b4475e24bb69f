// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.export;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.AggressorSide;
import io.tickwork.codecs.sbe.CandleDecoder;
import io.tickwork.codecs.sbe.DepthDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.NodeResetDecoder;
import io.tickwork.codecs.sbe.ParameterChangeDecoder;
import io.tickwork.codecs.sbe.QuoteDecoder;
import io.tickwork.codecs.sbe.SessionStatusDecoder;
import io.tickwork.codecs.sbe.SymbolDefinitionDecoder;
import io.tickwork.codecs.sbe.TradeDecoder;
import io.tickwork.codecs.time.Timeframe;
import io.tickwork.engine.export.Column.Kind;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.Manifest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Writes the events of a journal as tables, one for each kind. The columns of market data are those that an import
 * reads, and some more, which it ignores.
 *
 * <p>Threading: one thread. Allocates for each row.
 */
final class EventTables implements JournalHandler {
    private static final int LEVELS = 10;
    private static final Map<EventKind, List<Column>> COLUMNS = columns();

    private final ExportContext context;
    private final TableFiles files;
    private final Map<Integer, Manifest.Symbol> symbols = new HashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final DepthDecoder depth = new DepthDecoder();
    private final CandleDecoder candle = new CandleDecoder();
    private final SymbolDefinitionDecoder definition = new SymbolDefinitionDecoder();
    private final ParameterChangeDecoder change = new ParameterChangeDecoder();

    private int symbolId;
    private int priceExponent;
    private int sizeExponent;
    private long lastSequence;

    EventTables(ExportContext context, TableFiles files) {
        this.context = context;
        this.files = files;
    }

    private static Map<EventKind, List<Column>> columns() {
        Map<EventKind, List<Column>> columns = new EnumMap<>(EventKind.class);
        columns.put(EventKind.TRADES, of(decimal("price"), decimal("size"), text("side"), whole("id")));
        columns.put(EventKind.QUOTES, of(decimal("bid"), decimal("bid_size"), decimal("ask"), decimal("ask_size")));
        List<Column> levels = new ArrayList<>(List.of(whole("id")));
        for (int level = 1; level <= LEVELS; level++) {
            levels.addAll(List.of(
                    decimal("bid_" + level),
                    decimal("bid_size_" + level),
                    decimal("ask_" + level),
                    decimal("ask_size_" + level)));
        }
        columns.put(EventKind.DEPTH, of(levels.toArray(Column[]::new)));
        columns.put(
                EventKind.CANDLES,
                of(
                        text("timeframe"),
                        decimal("open"),
                        decimal("high"),
                        decimal("low"),
                        decimal("close"),
                        decimal("volume"),
                        whole("count"),
                        whole("close_time_ns")));
        columns.put(EventKind.CLOCKS, of());
        columns.put(EventKind.SYMBOLS, of(whole("symbol_id"), whole("price_exponent"), whole("size_exponent")));
        columns.put(EventKind.PARAMETERS, of(text("node"), text("parameter"), new Column("value", Column.Kind.DOUBLE)));
        columns.put(EventKind.RESETS, of(text("node")));
        columns.put(EventKind.SESSIONS, of(text("status")));
        return columns;
    }

    private static List<Column> of(Column... own) {
        List<Column> columns = new ArrayList<>(
                List.of(whole("sequence"), whole("timestamp"), whole("receive_time_ns"), text("symbol")));
        columns.addAll(List.of(own));
        columns.add(whole("source"));
        columns.add(whole("source_sequence"));
        return List.copyOf(columns);
    }

    private static Column whole(String name) {
        return new Column(name, Kind.LONG);
    }

    private static Column decimal(String name) {
        return new Column(name, Kind.DECIMAL);
    }

    private static Column text(String name) {
        return new Column(name, Kind.TEXT);
    }

    /** {@return the last event that was read} */
    long lastSequence() {
        return lastSequence;
    }

    /** {@return whether there has been a symbol of this name} */
    boolean hasSymbol(String name) {
        return symbols.values().stream().anyMatch(symbol -> symbol.name().equals(name));
    }

    @Override
    public void onManifest(Manifest manifest) {
        manifest.symbols().forEach(symbol -> symbols.put(symbol.id(), symbol));
    }

    @Override
    public void onEvent(long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
        lastSequence = sequence;
        context.progress().accept(sequence);
        header.wrap(buffer, offset);
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        int block = header.blockLength();
        int version = header.version();
        symbolId = InboundEvents.symbolId(buffer, offset);
        EventKind kind = EventKind.of(header.templateId());
        if (kind == EventKind.SYMBOLS) {
            definition.wrap(buffer, body, block, version);
            int price = definition.priceExponent();
            int size = definition.sizeExponent();
            symbols.put(symbolId, new Manifest.Symbol(symbolId, definition.symbolName(), price, size));
        }
        Manifest.Symbol symbol = symbols.get(symbolId);
        if (sequence < context.firstSequence()
                || sequence > context.lastSequence()
                || kind == null
                || !context.kinds().contains(kind)
                || !context.isWanted(symbol == null ? "" : symbol.name())) {
            return;
        }
        priceExponent = symbol == null ? 0 : symbol.priceExponent();
        sizeExponent = symbol == null ? 0 : symbol.sizeExponent();
        Row row = new Row(kind, sequence, buffer, offset, symbol, sourceId, sourceSequence);
        switch (kind) {
            case TRADES -> write(row, trade.wrap(buffer, body, block, version));
            case QUOTES -> write(row, quote.wrap(buffer, body, block, version));
            case DEPTH -> write(row, depth.wrap(buffer, body, block, version));
            case CANDLES -> write(row, candle.wrap(buffer, body, block, version));
            case CLOCKS -> row.write();
            case SYMBOLS -> row.write((long) symbolId, (long) priceExponent, (long) sizeExponent);
            case PARAMETERS -> {
                for (ParameterChangeDecoder.ChangesDecoder each :
                        change.wrap(buffer, body, block, version).changes()) {
                    double value = each.value(); // the fields of a group are read in their order
                    String node = each.node();
                    row.write(node, each.parameter(), value);
                }
            }
            case RESETS ->
                row.write(new NodeResetDecoder()
                        .wrap(buffer, body, block, version)
                        .node());
            case SESSIONS ->
                row.write(new SessionStatusDecoder()
                        .wrap(buffer, body, block, version)
                        .status()
                        .name());
        }
    }

    /** What all kinds have in common, around what is a kind's own. */
    private final class Row {
        private final EventKind kind;
        private final Object[] values;

        Row(
                EventKind kind,
                long sequence,
                DirectBuffer buffer,
                int offset,
                Manifest.Symbol symbol,
                int sourceId,
                long sourceSequence) {
            this.kind = kind;
            values = new Object[COLUMNS.get(kind).size()];
            values[0] = sequence;
            values[1] = InboundEvents.eventTimeNs(buffer, offset);
            values[2] = InboundEvents.receiveTimeNs(buffer, offset);
            values[3] = symbol != null ? symbol.name() : symbolId == InboundEvents.NO_SYMBOL ? null : "#" + symbolId;
            values[values.length - 2] = (long) sourceId;
            values[values.length - 1] = sourceSequence;
        }

        void time(long timeNs) {
            values[1] = timeNs;
        }

        void write(Object... own) {
            System.arraycopy(own, 0, values, 4, own.length);
            files.write(kind.word(), COLUMNS.get(kind), values);
        }
    }

    private BigDecimal price(long mantissa) {
        return decimal(mantissa, priceExponent);
    }

    private BigDecimal size(long mantissa) {
        return decimal(mantissa, sizeExponent);
    }

    private static BigDecimal decimal(long mantissa, int exponent) {
        BigDecimal decimal = BigDecimal.valueOf(mantissa, -exponent).stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
    }

    private void write(Row row, TradeDecoder of) {
        AggressorSide side = of.aggressorSide();
        row.write(
                price(of.priceMantissa()),
                size(of.sizeMantissa()),
                side == AggressorSide.BUYER ? "buy" : side == AggressorSide.SELLER ? "sell" : "unknown",
                of.tradeId() == TradeDecoder.tradeIdNullValue() ? null : of.tradeId());
    }

    private void write(Row row, QuoteDecoder of) {
        row.write(
                price(of.bidPriceMantissa()),
                size(of.bidSizeMantissa()),
                price(of.askPriceMantissa()),
                size(of.askSizeMantissa()));
    }

    private void write(Row row, DepthDecoder of) {
        Object[] own = new Object[1 + 4 * LEVELS];
        own[0] = of.updateId() == DepthDecoder.updateIdNullValue() ? null : of.updateId();
        int place = 1;
        for (DepthDecoder.BidsDecoder level : of.bids()) {
            own[place] = price(level.priceMantissa());
            own[place + 1] = size(level.sizeMantissa());
            place += 4;
        }
        place = 3;
        for (DepthDecoder.AsksDecoder level : of.asks()) {
            own[place] = price(level.priceMantissa());
            own[place + 1] = size(level.sizeMantissa());
            place += 4;
        }
        row.write(own);
    }

    /** The time of a bar in a file is that of its open, as an import has it; its event comes with its close. */
    private void write(Row row, CandleDecoder of) {
        long closeTimeNs = (Long) row.values[1];
        row.time(of.openTimeNs());
        row.write(
                Timeframe.format(of.timeframeNs()),
                price(of.openMantissa()),
                price(of.highMantissa()),
                price(of.lowMantissa()),
                price(of.closeMantissa()),
                size(of.volumeMantissa()),
                (long) of.tradeCount(),
                closeTimeNs);
    }
}
