// SPDX-License-Identifier: Apache-2.0
/**
 * Files in compressed chunks: any part can be read without the rest, and damage to one chunk leaves the others alone.
 */
package io.tickwork.journal.archive;
