package org.royaltyledger.ledger.party;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.PartyId;

/**
 * Whose money a question is about. Every query of what parties earn, hold or are paid takes one, so
 * that none can be asked without it being decided.
 *
 * @param ids null if it is about all
 */
public record Parties(@Nullable Collection<String> ids) {

  /** Of a list, each id is a parameter of its own. */
  private static final int MOST_LISTED = 1_000;

  /** Everybody's: for who may see all, and for the program itself. */
  public static final Parties ALL = new Parties(null);

  /** Nobody's. */
  public static final Parties NONE = new Parties(new TreeSet<>(Codes.ORDER));

  /** One party's. */
  public static Parties of(PartyId party) {
    return of(List.of(party.code()));
  }

  /** Those of some. */
  public static Parties of(Collection<String> parties) {
    var ids = new TreeSet<>(Codes.ORDER);
    ids.addAll(parties);
    return new Parties(ids);
  }

  public boolean isAll() {
    return ids == null;
  }

  /**
   * The condition of a column for a statement, which begins with {@code and}; empty if all.
   *
   * @param column of party ids
   */
  public String condition(String column) {
    return ids == null
        ? ""
        : isList()
            ? " and %s in (%s)"
                .formatted(column, String.join(", ", Collections.nCopies(ids.size(), "?")))
            : " and %s = any (?)".formatted(column);
  }

  /** The parameters of such a statement: others, then the ids. */
  public Object[] parameters(Object... others) {
    return ids == null
        ? others
        : Stream.concat(
                Stream.of(others),
                isList() ? ids.stream() : Stream.of((Object) ids.toArray(String[]::new)))
            .toArray();
  }

  /** An array may be of any length, but with one H2 looks at each row and not into an index. */
  private boolean isList() {
    return ids != null && !ids.isEmpty() && ids.size() <= MOST_LISTED;
  }

  public boolean contains(String party) {
    return ids == null || ids.contains(party);
  }
}
