// SPDX-License-Identifier: Apache-2.0
/** The assembled processor on a real NATS server, both of which may die at any moment. */
package io.tickwork.systemtests.nats;
