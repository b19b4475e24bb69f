// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.validate;

/** Why a message may not enter the engine. */
public enum Refusal {
    /** It ends before it is complete, or goes on after it is; or its block has not the length of its template. */
    LENGTH,
    /** Its header names another schema. */
    SCHEMA,
    /** Its header names a version of the schema newer than this build, which therefore cannot validate it. */
    VERSION,
    /** Its header names no inbound template. */
    TEMPLATE,
    /** A time is not after 1970, or its event time is further ahead of its time of receipt than allowed. */
    TIME,
    /** It names a symbol that is not defined, or none where it must, or one where it must not. */
    SYMBOL,
    /** A price is not positive. */
    PRICE,
    /** A size, volume or count is negative. */
    SIZE,
    /** A bar whose timeframe is none, which closes before it opens, or whose low and high do not hold the others. */
    CANDLE,
    /** More levels of depth than a message may have. */
    LEVELS,
    /** An enumerator that this build does not know. */
    ENUMERATOR,
    /** An exponent out of range. */
    EXPONENT,
    /** A name that must not be empty is, or a list of changes is. */
    EMPTY,
    /** A parameter's new value is infinite or not a number. */
    NOT_FINITE,
    /** It came on a subject that is none of its kind: decided by an edge, as are those that follow. */
    SUBJECT,
    /** A header that says how to read it says something unknown. */
    HEADER,
    /** A text that is not of the documented form. */
    FORMAT,
    /** A decimal that has more digits than the symbol's exponent holds, or is too large for 64 bits. */
    PRECISION,
    /** It is longer than any event may be, or than the slots of this engine's ring. */
    OVERSIZED,
    /** It names a node that the graph does not have: decided by whoever knows the graph, as are those that follow. */
    NODE,
    /** It names a parameter that the node does not have, or that cannot be changed while the graph runs. */
    PARAMETER,
    /** A value that the parameter does not take, or not together with those of the node's other parameters. */
    VALUE
}
