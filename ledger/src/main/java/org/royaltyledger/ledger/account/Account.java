package org.royaltyledger.ledger.account;

import java.util.Comparator;
import org.royaltyledger.ledger.royalty.State;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.PartyId;

/**
 * Where money stands. In each currency it is an account of its own.
 *
 * @param holder whose it is: an offering, a party, or the state that money waits in
 * @param contract the licence under which a party earns; empty for all others
 */
public record Account(Kind kind, String holder, String contract) implements Comparable<Account> {

  private static final Comparator<Account> ORDER =
      Comparator.comparing(Account::kind)
          .thenComparing(Account::holder, Codes.ORDER)
          .thenComparing(Account::contract, Codes.ORDER);

  /** What an account is for, in the order of reports. */
  public enum Kind {
    /** What came in from a service for an offering. */
    RECEIVABLE("receivable", Side.DEBIT),
    /** What a party is owed. */
    PARTY("party", Side.CREDIT),
    /** What waits in a state until it is known whose it is. */
    WAITING("waiting", Side.CREDIT),
    /** What the service of an offering keeps. */
    RETAINED("retained", Side.CREDIT);

    private final String written;
    private final Side side;

    Kind(String written, Side side) {
      this.written = written;
      this.side = side;
    }

    /** As in tables and documents. */
    public String written() {
      return written;
    }

    /** The side on which it grows. */
    public Side side() {
      return side;
    }

    /**
     * @throws IllegalArgumentException if {@code text} is no kind
     */
    public static Kind parse(String text) {
      for (Kind kind : values()) {
        if (kind.written.equals(text)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("account '%s' is of no known kind".formatted(text));
    }
  }

  /** What came in from the service of an offering. */
  public static Account receivable(OfferingId offering) {
    return new Account(Kind.RECEIVABLE, offering.code(), "");
  }

  /** What a party is owed under a licence. */
  public static Account party(PartyId party, LicenceId contract) {
    return new Account(Kind.PARTY, party.code(), contract.code());
  }

  /** What waits in a state. */
  public static Account waiting(State state) {
    return new Account(Kind.WAITING, state.written(), "");
  }

  /** What the service of an offering keeps. */
  public static Account retained(OfferingId offering) {
    return new Account(Kind.RETAINED, offering.code(), "");
  }

  @Override
  public int compareTo(Account other) {
    return ORDER.compare(this, other);
  }

  /** As a message names it, e.g. {@code party mia agency-remix}. */
  @Override
  public String toString() {
    return contract.isEmpty()
        ? "%s %s".formatted(kind.written, holder)
        : "%s %s %s".formatted(kind.written, holder, contract);
  }
}
