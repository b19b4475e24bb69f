// SPDX-License-Identifier: Apache-2.0
/** The real nats-server of a test. */
package io.tickwork.bridge.support;
