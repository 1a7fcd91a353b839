package org.royaltyledger.projections.deep;

/** The digests that the program itself gives statements, to be compared with those of the fold. */
public interface StatementDigests {

  /** Takes the digest of a statement. */
  interface Each {
    void take(String party, String currency, String digest);
  }

  /** All statements of a closed month. */
  void each(String period, Each each);
}
