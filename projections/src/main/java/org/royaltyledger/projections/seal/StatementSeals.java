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
    return sealed(BookedStatements.of(booking, settlement).figures());
  }

  /**
   * What stands for statements.
   *
   * @param statements all of a month, by party and currency
   */
  public PeriodEvent.Sealed sealed(Stream<Statement> statements) {
    List<TreeHash> leaves = leaves(statements);
    return new PeriodEvent.Sealed(leaves.size(), SealedStatement.tree(leaves).root().base64());
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
    private final MerkleTree tree;

    private Month(List<Statement> statements) {
      this.statements = List.copyOf(statements);
      this.tree = SealedStatement.tree(leaves(statements.stream()));
    }

    public List<Statement> statements() {
      return statements;
    }

    public PeriodEvent.Sealed seal() {
      return new PeriodEvent.Sealed(statements.size(), tree.root().base64());
    }

    /**
     * @param row of the statement to prove, from 0
     */
    public Proof proof(int row) {
      SealedStatement sealed = sealed(statements.get(row));
      return new Proof(sealed, salt(sealed), row, tree.inclusion(row));
    }
  }

  /**
   * @param statements all of a month, by party and currency
   */
  public Month month(List<Statement> statements) {
    return new Month(statements);
  }

  private List<TreeHash> leaves(Stream<Statement> statements) {
    return statements.parallel().map(this::leaf).toList();
  }

  private TreeHash leaf(Statement statement) {
    SealedStatement sealed = sealed(statement);
    return sealed.leaf(salt(sealed));
  }

  private byte[] salt(SealedStatement of) {
    return key.saltOf(of.period(), of.party(), of.currency());
  }

  private static SealedStatement sealed(Statement it) {
    return new SealedStatement(it.period(), it.party(), it.currency(), StatementDigest.digest(it));
  }
}
