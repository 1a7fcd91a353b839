/**
 * Proofs that outsiders can check: a Merkle tree over the log (RFC 6962), and checkpoints that are
 * signed.
 */
@NullMarked
package org.royaltyledger.ledger.proof;

import org.jspecify.annotations.NullMarked;
