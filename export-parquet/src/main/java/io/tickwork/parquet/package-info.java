// SPDX-License-Identifier: Apache-2.0
/** Parquet, as a format of tables: an optional part, since what writes it is larger than all else together. */
package io.tickwork.parquet;
