// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.NodeResetDecoder;
import io.tickwork.codecs.sbe.ParameterChangeDecoder;
import io.tickwork.codecs.sbe.SessionStatusDecoder;

/**
 * Kinds of messages that tell the graph what to do. None is taken unless its subjects are named: whoever may publish on
 * them decides what the engine computes.
 */
public enum ControlKind implements InboundKind {
    /** New values of parameters, all of them or none. */
    PARAMETER("control.parameter.{symbol}", ParameterChangeDecoder.TEMPLATE_ID, InboundEvents.COMMON_LENGTH - 4),
    /** A node begins anew. */
    RESET("control.reset.{symbol}", NodeResetDecoder.TEMPLATE_ID, InboundEvents.COMMON_LENGTH - 4),
    /** The venue opens, closes or halts. */
    SESSION("control.session.{symbol}", SessionStatusDecoder.TEMPLATE_ID, InboundEvents.COMMON_LENGTH - 3);

    private final String defaultPattern;
    private final int templateId;
    private final int paddingOffset;

    ControlKind(String defaultPattern, int templateId, int paddingOffset) {
        this.defaultPattern = defaultPattern;
        this.templateId = templateId;
        this.paddingOffset = paddingOffset;
    }

    @Override
    public String defaultPattern() {
        return defaultPattern;
    }

    @Override
    public int templateId() {
        return templateId;
    }

    @Override
    public int paddingOffset() {
        return paddingOffset;
    }
}
