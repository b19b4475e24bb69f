/** Prices and sizes as fixed-point decimals: an integer mantissa and a power-of-ten exponent kept elsewhere. */
package io.tickwork.codecs.price;
