// SPDX-License-Identifier: Apache-2.0
/** Translates between NATS and the rings: nothing outside this module knows NATS. */
package io.tickwork.bridge;
