package org.royaltyledger.ledger.backup;

import java.util.List;
import org.royaltyledger.ledger.proof.Checkpoint;

/**
 * What is in a backup.
 *
 * @param usages how many are in its blocks
 * @param rows how many rows of tables beside the log
 * @param names whether those that tell of persons are among them
 * @param checkpoints how many were signed
 * @param newest the last of them, which covers all
 * @param keys all that signed, as the log names them; the newest last
 */
public record BackedUp(
    long events,
    long usages,
    long rows,
    boolean names,
    int checkpoints,
    Checkpoint newest,
    List<String> keys) {}
