// SPDX-License-Identifier: Apache-2.0
/** Shows what passes on subjects, in words. */
package io.tickwork.bridge.tail;
