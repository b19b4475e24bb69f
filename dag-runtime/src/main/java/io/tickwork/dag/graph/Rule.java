// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import java.util.Locale;

/** The rules a graph must keep; each error names the one that was broken. */
public enum Rule {
    /** The text is YAML, in the form documented for graphs. */
    YAML,
    /** Node ids are made of letters, digits, hyphens and underscores. */
    NODE_ID,
    /** No two nodes have one id. */
    DUPLICATE_ID,
    /** A type is one of the catalogue. */
    UNKNOWN_TYPE,
    /** An input refers to a source or to a node of the graph. */
    UNKNOWN_INPUT,
    /** A selector names an output or a field of what it follows. */
    UNKNOWN_OUTPUT,
    /** What an input refers to is of the kind the input reads. */
    WRONG_KIND,
    /** A timeframe is a whole number of s, m, h, d or w, from 1s to 1w. */
    TIMEFRAME,
    /** Every input of a type is given, and no others. */
    INPUTS,
    /** Every parameter without a default is given. */
    MISSING_PARAMETER,
    /** Every parameter given is one of the type. */
    UNKNOWN_PARAMETER,
    /** A parameter has the kind and the range that the type declares. */
    PARAMETER_VALUE,
    /** An element that is selected lies within its vector, and vectors have the lengths their reader wants. */
    VECTOR_LENGTH,
    /** Each timeframe is made of one thing, from which it can be made. */
    FEED,
    /** A calendar is sound, and what names one names a calendar of the graph. */
    SESSION,
    /** A symbol reads others sampled; groups read symbols, and nothing else but timers and groups. */
    OTHER_SYMBOL,
    /** What is different for a symbol is there to be different. */
    OVERRIDE,
    /** A node type makes its node. */
    NODE_TYPE,
    /** A fault policy is {@code quarantine} or {@code halt}. */
    ON_FAULT,
    /** A reset policy is {@code never} or {@code session}. */
    RESET,
    /** An emit policy is {@code always}, {@code on-change} or {@code on-change(epsilon)}. */
    EMIT,
    /** What is published is an output of the node. */
    PUBLISH,
    /** No node depends on itself. */
    CYCLE,
    /** A graph stays within its limits. */
    LIMIT;

    /** {@return the name for messages} */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
