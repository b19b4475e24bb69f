// SPDX-License-Identifier: Apache-2.0
/** Looks through a whole journal for damage, and says exactly which events were lost to it. */
package io.tickwork.journal.scan;
