// SPDX-License-Identifier: Apache-2.0
/** Makes journals of recorded market data, without an engine: what graphs are run over later. */
package io.tickwork.engine.importer;
