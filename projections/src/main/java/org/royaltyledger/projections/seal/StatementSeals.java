package org.royaltyledger.projections.seal;

import java.util.List;
import java.util.stream.Stream;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.proof.MerkleTree;
import org.royaltyledger.ledger.proof.SealedStatement;
import org.royaltyledger.ledger.proof.TreeHash;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.settlement.Settlement;
import org.royaltyledger.ledger.store.StoreKey;
import org.royaltyledger.projections.rendering.digest.StatementDigest;
import org.royaltyledger.projections.statement.BookedStatements;
import org.royaltyledger.projections.statement.Statement;

/**
 * A Merkle tree over the digests of all statements of a close: its root stands in the close's
 * event, so whoever has a statement can be shown that it is the one of then, and sees nothing of
 * another.
 */
public final class StatementSeals {

  private final StoreKey key;

  public StatementSeals(StoreKey key) {
    this.key = key;
  }

  /** What stands for all statements that a close comes to. */
  public PeriodEvent.Sealed seal(Booking booking, Settlement settlement) {
    List<SealedStatement> all =
        sealed(BookedStatements.of(booking, settlement).figures(), SealedStatement.VERSION);
    return new PeriodEvent.Sealed(all.size(), tree(all).root().base64(), SealedStatement.VERSION);
  }

  /**
   * What proves that a statement is under a seal.
   *
   * @param statement what is hashed to its leaf
   * @param row of the leaf, from 0
   * @param path from the leaf's neighbour up
   */
  @SuppressWarnings("ArrayRecordComponent") // shown, never compared
  public record Proof(SealedStatement statement, byte[] salt, int row, List<TreeHash> path) {
    public Proof {
      path = List.copyOf(path);
    }
  }

  /** All statements of a month, and what stands for them. */
  public final class Month {

    private final List<Statement> statements;
    private final int version;
    private final List<SealedStatement> sealed;
    private final MerkleTree tree;

    private Month(List<Statement> statements, int version) {
      this.statements = List.copyOf(statements);
      this.version = version;
      this.sealed = sealed(statements.stream(), version);
      this.tree = tree(sealed);
    }

    public List<Statement> statements() {
      return statements;
    }

    public PeriodEvent.Sealed seal() {
      return new PeriodEvent.Sealed(sealed.size(), tree.root().base64(), version);
    }

    /**
     * @param row of the statement to prove, from 0
     */
    public Proof proof(int row) {
      SealedStatement of = sealed.get(row);
      return new Proof(of, salt(of), row, tree.inclusion(row));
    }
  }

  /**
   * @param statements all of a month, by party and currency
   * @param version that its close sealed with
   */
  public Month month(List<Statement> statements, int version) {
    return new Month(statements, version);
  }

  private MerkleTree tree(List<SealedStatement> all) {
    return SealedStatement.tree(all.stream().map(it -> it.leaf(salt(it))).toList());
  }

  private byte[] salt(SealedStatement of) {
    return key.saltOf(of.period(), of.party(), of.currency());
  }

  private static List<SealedStatement> sealed(Stream<Statement> statements, int version) {
    List<SealedStatement> all =
        statements
            .parallel()
            .map(
                it ->
                    new SealedStatement(
                        it.period(), it.party(), it.currency(), StatementDigest.digest(it), null))
            .toList();
    return version == 1 ? all : SealedStatement.numbered(all);
  }
}
