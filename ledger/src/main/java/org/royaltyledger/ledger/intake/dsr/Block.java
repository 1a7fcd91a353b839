package org.royaltyledger.ledger.intake.dsr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.DraftBlock;
import org.royaltyledger.ledger.intake.Quoted;

/** The rows of one BlockId: resources, and what was sold of them. Holds no more than it says. */
final class Block {

  /** The most rows that are kept, resources and sales rows together. */
  static final int MOST_ROWS = 32_768;

  /** The most bytes of them. */
  private static final int MOST_BYTES = 4 << 20;

  private final String id;
  private final Profile profile;
  private final Quirks quirks;
  private final List<Resource> resources = new ArrayList<>();
  private final Map<String, Resource> named = new HashMap<>();
  private final Set<String> ambiguous = new HashSet<>();
  private final Map<String, List<String>> usedByRelease = new HashMap<>();
  private final List<Sale> sales = new ArrayList<>();
  private @Nullable RowType before;
  private @Nullable Resource current;
  private int rows;
  private long bytes;
  private @Nullable String wrong;
  private long doubtfulLine;

  Block(String id, Profile profile, Quirks quirks) {
    this.id = id;
    this.profile = profile;
    this.quirks = quirks;
  }

  String id() {
    return id;
  }

  /** Notes that a line in or before it could not be read: a resource may be missing. */
  void doubt(long line) {
    doubtfulLine = line;
  }

  /**
   * Takes the next row into account: whether it may stand here, and what resource it speaks of.
   *
   * @throws IllegalArgumentException if the row cannot be read
   */
  void add(RowType type, Cells row, int length, DraftBlock draft) {
    RowType it = type;
    if (type == RowType.WORK && isClaim(before)) {
      it = profile == Profile.UGC ? RowType.CLAIMED_WORK : type;
    }
    if (wrong == null && !profile.allows(before, it)) {
      wrong =
          "block '%s' is not built as a %s: %s on line %d may not stand %s; ask the sender for a corrected report"
              .formatted(
                  Quoted.shown(id),
                  profile.written(),
                  row.type(),
                  row.line(),
                  before == null ? "first" : "where it does");
    }
    boolean apart = before == RowType.SALE || before == RowType.CLAIM;
    before = it;
    switch (it) {
      case RESOURCE, RESOURCE_WITH_WORK -> {
        if (hasRoom(length)) {
          resource(Resource.of(row, it == RowType.RESOURCE_WITH_WORK, quirks, draft));
        }
      }
      case WORK -> {
        if (hasRoom(length) && current != null) {
          current.work(row, apart, quirks, draft);
        }
      }
      case SUB_RELEASE -> {
        if (hasRoom(length)) {
          List<String> used = row.values(5);
          usedByRelease.put(row.text(2), used);
          usedByRelease.put(row.text(3), used);
        }
      }
      default -> {
        // RE01, RU01, RU02, LI01 and the works of claims say nothing that a usage keeps
      }
    }
  }

  /** Keeps a sales row until the block's end. */
  void sold(Sale sale, int length) {
    if (!hasRoom(length)) {
      sale.reject(String.valueOf(wrong));
    } else if (current != null && profile == Profile.ROYALTY_REPORTING) {
      sale.under(current, current.group());
    }
    sales.add(sale);
  }

  /** Whether it keeps no further rows: those that come are rejected one by one. */
  boolean isOver() {
    return rows > MOST_ROWS || bytes > MOST_BYTES;
  }

  /** Why no sales row of it can be taken, null if they can. */
  @Nullable String wrong() {
    return wrong;
  }

  /** Its sales rows, each with its resource or with the reason why it has none. */
  List<Sale> end() {
    for (Sale sale : sales) {
      try {
        if (wrong != null) {
          sale.reject(wrong);
        } else {
          sale.of(find(sale));
        }
      } catch (IllegalArgumentException e) {
        sale.reject(String.valueOf(e.getMessage()));
      }
    }
    return sales;
  }

  private static boolean isClaim(@Nullable RowType row) {
    return row == RowType.CLAIM || row == RowType.CLAIMED_WORK;
  }

  private boolean hasRoom(int length) {
    rows++;
    bytes += length;
    if (isOver()) {
      wrong =
          "block '%s' has more than %d resources, works and sales rows, or more than %d MiB of them: let the sender divide it"
              .formatted(Quoted.shown(id), MOST_ROWS, MOST_BYTES >> 20);
    }
    return !isOver();
  }

  private void resource(Resource it) {
    current = it;
    resources.add(it);
    name(it.reference(), it);
    name(it.dspId(), it);
  }

  private void name(String code, Resource it) {
    Resource other = code.isEmpty() ? it : named.putIfAbsent(code, it);
    if (other != null && !other.equals(it)) {
      ambiguous.add(code);
    }
  }

  private Resource find(Sale sale) {
    String target = sale.target().isEmpty() ? ofRelease(sale.release()) : sale.target();
    Resource found = target.isEmpty() || ambiguous.contains(target) ? null : named.get(target);
    if (found != null) {
      return found;
    }
    if (resources.size() == 1 && doubtfulLine == 0) {
      return resources.getFirst();
    }
    String given = sale.target().isEmpty() ? sale.release() : sale.target();
    if (resources.isEmpty()) {
      throw new IllegalArgumentException(
          "block '%s' has no resource before this row: the rows of a block stand together, ask the sender for a corrected report"
              .formatted(Quoted.shown(id)));
    }
    if (doubtfulLine > 0) {
      throw new IllegalArgumentException(
          "'%s' is no resource of block '%s', which may lack one as line %d could not be read: correct that line, then import the file again"
              .formatted(Quoted.shown(given), Quoted.shown(id), doubtfulLine));
    }
    throw new IllegalArgumentException(
        "'%s' is the ResourceReference or DspResourceId of %s of the %d resources in block '%s': it must name one, ask the sender for a corrected report"
            .formatted(
                Quoted.shown(given),
                ambiguous.contains(target) ? "several" : "none",
                resources.size(),
                Quoted.shown(id)));
  }

  /** The one resource of a sub-release, empty if it has none or several. */
  private String ofRelease(String release) {
    List<String> used = release.isEmpty() ? null : usedByRelease.get(release);
    return used == null || used.size() != 1 ? "" : used.getFirst();
  }
}
