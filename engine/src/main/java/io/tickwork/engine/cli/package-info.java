// SPDX-License-Identifier: Apache-2.0
/** The command line: one command with sub-commands, their options, what they print and their exit codes. */
package io.tickwork.engine.cli;
