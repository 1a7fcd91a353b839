package org.royaltyledger.ledger.intake.dsr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.DraftBlock;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.usage.SoughtAsset;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Isrc;
import org.royaltyledger.ledger.value.Iswc;

/** A recording of a block, with the works in it. */
final class Resource {

  /** The most codes of one kind by which an asset is sought. */
  private static final int MOST_CODES = 100;

  private static final int ISRC_CELL = 4;
  private static final int ISWC_OF_RESOURCE = 11;
  private static final int ISWC_OF_WORK = 3;

  private final String reference;
  private final String dspId;
  private final List<String> isrcs;
  private final List<String> iswcs = new ArrayList<>();

  /** The works that came together last. */
  private List<String> group = new ArrayList<>();

  private Resource(String reference, String dspId, List<String> isrcs) {
    this.reference = reference;
    this.dspId = dspId;
    this.isrcs = isrcs;
  }

  /** Of a row AS01 or AS02. */
  static Resource of(Cells row, boolean withWork, Quirks quirks, DraftBlock draft) {
    var isrcs = new ArrayList<String>();
    for (String given : row.values(ISRC_CELL)) {
      code("ISRC", given, row, isrcs, quirks, draft);
    }
    var it = new Resource(row.text(2), row.text(3), isrcs);
    if (withWork) {
      it.works(row, ISWC_OF_RESOURCE, quirks, draft);
    }
    return it;
  }

  /**
   * Adds a row MW01.
   *
   * @param apart whether it begins a new group
   */
  void work(Cells row, boolean apart, Quirks quirks, DraftBlock draft) {
    if (apart) {
      group = new ArrayList<>();
    }
    works(row, ISWC_OF_WORK, quirks, draft);
  }

  /** ResourceReference, empty without one. */
  String reference() {
    return reference;
  }

  /** DspResourceId, empty without one. */
  String dspId() {
    return dspId;
  }

  List<String> iswcs() {
    return iswcs;
  }

  List<String> group() {
    return group;
  }

  /**
   * The word of a block for this recording.
   *
   * @param works ISWCs
   * @throws IllegalArgumentException if no asset can be found by it
   */
  String sought(List<String> works) {
    if (isrcs.size() > MOST_CODES || works.size() > MOST_CODES) {
      throw new IllegalArgumentException(
          "resource '%s' has %d ISRCs and %d ISWCs: at most %d of each are allowed, let the sender divide it"
              .formatted(Quoted.shown(dspId), isrcs.size(), works.size(), MOST_CODES));
    }
    String id = isCode(dspId) ? dspId : "";
    if (isrcs.isEmpty() && works.isEmpty() && id.isEmpty()) {
      throw new IllegalArgumentException(
          "resource '%s' has no ISRC, no ISWC and no DspResourceId of 1 to 64 printable characters: nothing could find its asset, ask the sender for one of them"
              .formatted(Quoted.shown(reference)));
    }
    return new SoughtAsset(isrcs, works, id).written();
  }

  private void works(Cells row, int cell, Quirks quirks, DraftBlock draft) {
    var found = new ArrayList<String>();
    for (String given : row.values(cell)) {
      code("ISWC", given, row, found, quirks, draft);
    }
    iswcs.addAll(found);
    group.addAll(found);
  }

  /** Adds a code, written as the catalogue writes it. */
  private static void code(
      String what, String given, Cells row, List<String> codes, Quirks quirks, DraftBlock draft) {
    String bare = upper(given.replaceAll("[-. ]", ""));
    String code = form(what, bare);
    if (code == null) {
      quirks.tell(
          Quirks.Kind.CODE,
          row.line(),
          "%s '%s' is not %s: the resource is sought without it"
              .formatted(
                  what,
                  Quoted.shown(given),
                  what.equals("ISRC")
                      ? "2 letters, 3 letters or digits, 7 digits"
                      : "T and 10 digits"),
          draft);
      return;
    }
    if (!code.equals(upper(given))) {
      quirks.tell(
          Quirks.Kind.CODE,
          row.line(),
          "%s '%s' is read as %s: files write it without hyphens, points and blanks"
              .formatted(what, Quoted.shown(given), code),
          draft);
    }
    codes.add(code);
  }

  private static @Nullable String form(String what, String code) {
    try {
      return what.equals("ISRC") ? new Isrc(code).code() : new Iswc(code).code();
    } catch (IllegalArgumentException _) {
      return null; // told by the caller, in other words
    }
  }

  private static String upper(String code) {
    return code.toUpperCase(Locale.ROOT);
  }

  private static boolean isCode(String id) {
    try {
      Codes.require("DspResourceId", id);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
