// SPDX-License-Identifier: Apache-2.0
/** One connection to NATS: how it is set up, that it never gives up, and what befell it, counted. */
package io.tickwork.bridge.connection;
