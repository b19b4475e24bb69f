// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tickwork.bridge.inbound.JsonEvents.RefusedException;
import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.NodeResetEncoder;
import io.tickwork.codecs.sbe.ParameterChangeEncoder;
import io.tickwork.codecs.sbe.ParameterChangeEncoder.ChangesEncoder;
import io.tickwork.codecs.sbe.SessionState;
import io.tickwork.codecs.sbe.SessionStatusEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** Reads the control messages of {@link JsonEvents}. An event whose time is not given has the time 0. */
final class JsonControls {
    private static final int NAMES_LENGTH = ChangesEncoder.nodeHeaderLength() + ChangesEncoder.parameterHeaderLength();

    private final MutableDirectBuffer event;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ParameterChangeEncoder change = new ParameterChangeEncoder();
    private final NodeResetEncoder reset = new NodeResetEncoder();
    private final SessionStatusEncoder session = new SessionStatusEncoder();

    private record Change(byte[] node, byte[] parameter, double value) {}

    /** @param event where events are encoded, from 0. */
    JsonControls(MutableDirectBuffer event) {
        this.event = event;
    }

    /** Reads an object that has been begun; returns the length of its event in bytes. */
    int decode(JsonParser json, ControlKind kind, int symbolId, long receiveTimeNs)
            throws IOException, RefusedException {
        return switch (kind) {
            case PARAMETER -> parameter(json, symbolId, receiveTimeNs);
            case RESET -> reset(json, symbolId, receiveTimeNs);
            case SESSION -> session(json, symbolId, receiveTimeNs);
        };
    }

    private int parameter(JsonParser json, int symbolId, long receiveTimeNs) throws IOException, RefusedException {
        long time = 0;
        List<Change> changes = new ArrayList<>();
        for (String name = JsonEvents.nextField(json); name != null; name = JsonEvents.nextField(json)) {
            switch (name) {
                case "time" -> time = time(json);
                case "changes" -> {
                    JsonEvents.expect(json.currentToken(), JsonToken.START_ARRAY);
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        JsonEvents.expect(json.currentToken(), JsonToken.START_OBJECT);
                        changes.add(change(json));
                    }
                }
                default -> throw RefusedException.FORMAT;
            }
        }
        if (changes.isEmpty()) {
            throw RefusedException.FORMAT;
        }
        requireRoom(MessageHeaderEncoder.ENCODED_LENGTH
                + ParameterChangeEncoder.BLOCK_LENGTH
                + ChangesEncoder.sbeHeaderSize()
                + changes.stream()
                        .mapToInt(each -> ChangesEncoder.sbeBlockLength()
                                + NAMES_LENGTH
                                + each.node().length
                                + each.parameter().length)
                        .sum());
        change.wrapAndApplyHeader(event, 0, header);
        InboundEvents.stamp(event, 0, time, receiveTimeNs, symbolId);
        ChangesEncoder encoder = change.changesCount(changes.size());
        for (Change each : changes) {
            encoder.next()
                    .value(each.value())
                    .putNode(each.node(), 0, each.node().length)
                    .putParameter(each.parameter(), 0, each.parameter().length);
        }
        return change.limit();
    }

    private static Change change(JsonParser json) throws IOException, RefusedException {
        byte[] node = null;
        byte[] parameter = null;
        Double value = null;
        for (String name = JsonEvents.nextField(json); name != null; name = JsonEvents.nextField(json)) {
            switch (name) {
                case "node" -> node = name(json);
                case "parameter" -> parameter = name(json);
                case "value" -> value = value(json);
                default -> throw RefusedException.FORMAT;
            }
        }
        if (node == null || parameter == null || value == null) {
            throw RefusedException.FORMAT;
        }
        return new Change(node, parameter, value);
    }

    private static byte[] name(JsonParser json) throws IOException, RefusedException {
        JsonEvents.expect(json.currentToken(), JsonToken.VALUE_STRING);
        byte[] name = json.getText().getBytes(UTF_8);
        if (name.length == 0 || json.getTextLength() > JsonEvents.STRING_LENGTH_MAX) {
            throw RefusedException.FORMAT;
        }
        return name;
    }

    /** A flag is 0 or 1 in the event. */
    private static double value(JsonParser json) throws IOException, RefusedException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> 1;
            case VALUE_FALSE -> 0;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Double.parseDouble(json.getText());
            default -> throw RefusedException.FORMAT;
        };
    }

    /** Zero is what an event has whose time is not given. */
    private static long time(JsonParser json) throws IOException, RefusedException {
        long time = JsonEvents.time(json);
        if (time == 0) {
            throw RefusedException.TIME;
        }
        return time;
    }

    private int reset(JsonParser json, int symbolId, long receiveTimeNs) throws IOException, RefusedException {
        long time = 0;
        byte[] node = null;
        for (String name = JsonEvents.nextField(json); name != null; name = JsonEvents.nextField(json)) {
            switch (name) {
                case "time" -> time = time(json);
                case "node" -> node = name(json);
                default -> throw RefusedException.FORMAT;
            }
        }
        if (node == null) {
            throw RefusedException.FORMAT;
        }
        requireRoom(MessageHeaderEncoder.ENCODED_LENGTH
                + NodeResetEncoder.BLOCK_LENGTH
                + NodeResetEncoder.nodeHeaderLength()
                + node.length);
        reset.wrapAndApplyHeader(event, 0, header);
        InboundEvents.stamp(event, 0, time, receiveTimeNs, symbolId);
        reset.putNode(node, 0, node.length);
        return reset.limit();
    }

    private int session(JsonParser json, int symbolId, long receiveTimeNs) throws IOException, RefusedException {
        long time = 0;
        SessionState state = null;
        for (String name = JsonEvents.nextField(json); name != null; name = JsonEvents.nextField(json)) {
            switch (name) {
                case "time" -> time = time(json);
                case "status" -> state = state(json);
                default -> throw RefusedException.FORMAT;
            }
        }
        if (state == null) {
            throw RefusedException.FORMAT;
        }
        session.wrapAndApplyHeader(event, 0, header);
        InboundEvents.stamp(event, 0, time, receiveTimeNs, symbolId);
        session.status(state);
        return session.limit();
    }

    private static SessionState state(JsonParser json) throws IOException, RefusedException {
        JsonEvents.expect(json.currentToken(), JsonToken.VALUE_STRING);
        return switch (json.getText()) {
            case "closed" -> SessionState.CLOSED;
            case "pre-open" -> SessionState.PRE_OPEN;
            case "open" -> SessionState.OPEN;
            case "halted" -> SessionState.HALTED;
            default -> throw RefusedException.FORMAT;
        };
    }

    private void requireRoom(int length) throws RefusedException {
        if (length > event.capacity()) {
            throw RefusedException.OVERSIZED;
        }
    }
}
