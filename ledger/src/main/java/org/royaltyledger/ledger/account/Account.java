package org.royaltyledger.ledger.account;

import java.util.Comparator;
import javax.money.CurrencyUnit;
import org.royaltyledger.ledger.royalty.State;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.PartyId;

/**
 * Where money stands. In each currency it is an account of its own.
 *
 * @param holder whose it is: an offering, a party, the state that money waits in, an advance, a
 *     contract's fees, a country, a pair of currencies
 * @param contract the licence or contract under which a party earns; empty for all others
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
    RETAINED("retained", Side.CREDIT),
    /** What was deducted as a fee. */
    FEE("fee", Side.CREDIT),
    /** What came back of an advance or a cost that nobody in the ledger had paid. */
    RECOUPED("recouped", Side.CREDIT),
    /** What is still to be earned back of an advance or a cost. */
    UNRECOUPED("unrecouped", Side.DEBIT),
    /** The other side of what is unrecouped; money that was advanced outside of the ledger. */
    ADVANCED("advanced", Side.CREDIT),
    /** What is kept of a party's money until its release. */
    RESERVED("reserved", Side.CREDIT),
    /** What is kept of a party's money until a condition is met. */
    HELD("held", Side.CREDIT),
    /** What was withheld for a country's tax. */
    TAX("tax", Side.CREDIT),
    /** What was given in one currency of a pair for the other. */
    EXCHANGE("exchange", Side.CREDIT),
    /** What a party is to be paid in the next payout run. */
    PAYABLE("payable", Side.CREDIT),
    /** What is in a payout run that has not ended. */
    IN_PAYMENT("in-payment", Side.CREDIT),
    /** What a party has been paid. */
    PAID("paid", Side.CREDIT);

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

    /** Whether its holder is a party. */
    public boolean isOfParty() {
      return switch (this) {
        case PARTY, RESERVED, HELD, PAYABLE, IN_PAYMENT, PAID -> true;
        case RECEIVABLE, WAITING, RETAINED, FEE, RECOUPED, UNRECOUPED, ADVANCED, TAX, EXCHANGE ->
            false;
      };
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

  /** What a party is owed under a licence or contract. */
  public static Account party(PartyId party, String contract) {
    return new Account(Kind.PARTY, party.code(), contract);
  }

  /** What was deducted as a fee under a contract. */
  public static Account fee(String contract) {
    return new Account(Kind.FEE, contract, "");
  }

  /** What came back of an advance that nobody in the ledger had paid. */
  public static Account recouped(String advance) {
    return new Account(Kind.RECOUPED, advance, "");
  }

  /** What is still to be earned back of an advance. */
  public static Account unrecouped(String advance) {
    return new Account(Kind.UNRECOUPED, advance, "");
  }

  /** The other side of what is unrecouped of an advance. */
  public static Account advanced(String advance) {
    return new Account(Kind.ADVANCED, advance, "");
  }

  /** What is kept of a party's income under a contract for a time. */
  public static Account reserved(PartyId party, String contract) {
    return new Account(Kind.RESERVED, party.code(), contract);
  }

  /** What is kept of a party's income under a contract until a condition is met. */
  public static Account held(PartyId party, String contract) {
    return new Account(Kind.HELD, party.code(), contract);
  }

  /** What was withheld for a country's tax. */
  public static Account tax(String country) {
    return new Account(Kind.TAX, country, "");
  }

  /** What was given in one currency of a pair for the other. */
  public static Account exchange(CurrencyUnit from, CurrencyUnit to) {
    return new Account(Kind.EXCHANGE, from.getCurrencyCode() + "-" + to.getCurrencyCode(), "");
  }

  /** What a party is to be paid in the next payout run. */
  public static Account payable(PartyId party) {
    return new Account(Kind.PAYABLE, party.code(), "");
  }

  /** What a party has in payout runs that have not ended. */
  public static Account inPayment(PartyId party) {
    return new Account(Kind.IN_PAYMENT, party.code(), "");
  }

  /** What a party has been paid. */
  public static Account paid(PartyId party) {
    return new Account(Kind.PAID, party.code(), "");
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
