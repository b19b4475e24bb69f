// SPDX-License-Identifier: Apache-2.0
/** Tables in files: what a journal holds and what a graph puts out, as CSV or in a form that a plug-in brings. */
package io.tickwork.engine.export;
