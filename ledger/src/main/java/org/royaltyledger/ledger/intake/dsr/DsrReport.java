package org.royaltyledger.ledger.intake.dsr;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.fact.FactBook;
import org.royaltyledger.ledger.intake.DraftBlock;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.intake.UsageReader;
import org.royaltyledger.ledger.intake.source.LineReader;
import org.royaltyledger.ledger.intake.source.SourceBroken;

/**
 * {@code DSR_*.tsv}: one usage for each sales row that states one. Blocks stream: no more than one
 * is held, and the first line of the next.
 */
public final class DsrReport implements UsageReader {

  /** A share as a fraction: the standard writes 25 for a quarter. */
  private static final Pattern FRACTION = Pattern.compile("0?\\.[0-9]+|0\\.[0-9]*|1\\.0*");

  private static final Pattern ZERO = Pattern.compile("0?\\.0*");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final int SHARE_CELL = 6;

  private final String file;
  private final Set<String> offerings;
  private final Quirks quirks;
  private final Summaries summaries;
  private final Deque<Sale> ready = new ArrayDeque<>();
  private @Nullable Head head;
  private @Nullable Sales sales;
  private @Nullable Block block;

  /** The block before, as long as the line that ended it may be one that was cut off. */
  private @Nullable Block ended;

  private long blocks;
  private long badLine;
  private long footLine;
  private boolean over;
  private @Nullable SourceBroken failure;

  /**
   * @param file its name without folders
   * @param known the offerings that a report may be of
   */
  public DsrReport(String file, FactBook known) {
    this.file = file;
    this.offerings =
        known.all(CatalogueEvent.OfferingRecorded.class).stream()
            .map(CatalogueEvent.OfferingRecorded::offering)
            .collect(Collectors.toSet());
    this.quirks = new Quirks(file);
    this.summaries = new Summaries(quirks);
  }

  @Override
  public boolean read(LineReader lines, DraftBlock draft) throws SourceBroken {
    while (!draft.isFull()) {
      Sale sale = ready.poll();
      if (sale != null) {
        sale.addTo(draft);
      } else if (!over) {
        readLine(lines, draft);
      } else {
        quirks.tellRest(draft);
        if (failure != null) {
          throw failure;
        }
        return false;
      }
    }
    return true;
  }

  private void readLine(LineReader lines, DraftBlock draft) {
    try {
      if (lines.next()) {
        settle();
        row(lines, draft);
      } else if (head == null) {
        fail(
            lines,
            "no HEAD is there: nothing of it was taken, get the whole report and import it again");
      } else if (footLine == 0) {
        fail(
            lines,
            "no FOOT is there after line %d, so it is cut off: the rows before are taken; get the whole report and import it again, what is in already counts once"
                .formatted(lines.number()));
      } else {
        end();
      }
    } catch (SourceBroken e) {
      failure = e;
      breakOff(lines);
    }
  }

  private void row(LineReader lines, DraftBlock draft) {
    String problem = lines.problem();
    if (problem == null && lines.buffer()[lines.offset()] == '#') {
      return;
    }
    if (head == null || sales == null) {
      open(lines, problem, draft);
      return;
    }
    if (footLine > 0) {
      fail(
          lines,
          "line %d goes on after FOOT on line %d: what comes after it was not read, divide the file into its reports"
              .formatted(lines.number(), footLine));
      return;
    }
    if (problem != null) {
      bad(lines, problem, draft);
      return;
    }
    Cells row = Cells.of(lines);
    RowType type = RowType.of(row.type());
    switch (type) {
      case HEAD ->
          fail(
              lines,
              "line %d begins another report: the rows before are taken, divide the file into its reports"
                  .formatted(lines.number()));
      case FOOT -> {
        endBlock();
        footLine = lines.number();
        foot(row, head, draft);
      }
      case SUMMARY -> {
        endBlock();
        summary(row, lines, draft);
      }
      case DEAL -> {
        // agreed between the two parties: nothing that a usage keeps
      }
      case UNKNOWN ->
          bad(
              lines,
              "record type '%s' is unknown: what the row states is not counted, ask the sender for a %s without it"
                  .formatted(Quoted.shown(row.type()), head.profile().written()),
              draft);
      default -> inBlock(type, row, head, sales, lines, draft);
    }
  }

  /** The first row must be HEAD, of a report that is read. */
  private void open(LineReader lines, @Nullable String problem, DraftBlock draft) {
    Cells row = problem == null ? Cells.of(lines) : Cells.of(lines.number(), "");
    String why = "line %d is not HEAD, which comes first".formatted(lines.number());
    if (problem != null) {
      why = "line %d, which should be HEAD: %s".formatted(lines.number(), problem);
    } else if (RowType.of(row.type()) == RowType.HEAD) {
      try {
        Head it = Head.of(row);
        head = it;
        sales = new Sales(it, offerings, summaries, quirks);
        head(it, row, draft);
        return;
      } catch (IllegalArgumentException e) {
        why = String.valueOf(e.getMessage());
      }
    }
    fail(lines, Quoted.sentence(why) + "; nothing of the file was taken");
  }

  private void head(Head it, Cells row, DraftBlock draft) {
    for (String odd : FileName.oddities(file, it)) {
      quirks.tell(Quirks.Kind.NAME, row.line(), odd, draft);
    }
    if (!it.version().startsWith("dsrf/")) {
      quirks.tell(
          Quirks.Kind.HEAD,
          row.line(),
          "MessageVersion '%s' is no version of DSR that is known, such as dsrf/30: it is read as that"
              .formatted(Quoted.shown(it.version())),
          draft);
    }
  }

  private void inBlock(
      RowType type, Cells row, Head of, Sales reading, LineReader lines, DraftBlock draft) {
    try {
      String id = row.text(1);
      Block it = block;
      if (it == null || !it.id().equals(id)) {
        endBlock();
        it = new Block(id, of.profile(), quirks);
        block = it;
        blocks++;
      }
      if (badLine > 0) {
        it.doubt(badLine);
        badLine = 0;
      }
      it.add(type, row, lines.length(), draft);
      switch (type) {
        case SALE -> sale(it, row, reading, lines, draft);
        case CLAIM -> share(row, draft);
        default -> {
          // the block keeps what it needs of it
        }
      }
    } catch (IllegalArgumentException e) {
      bad(lines, String.valueOf(e.getMessage()), draft);
    }
  }

  private void sale(Block of, Cells row, Sales reading, LineReader lines, DraftBlock draft) {
    try {
      Sale sale = reading.read(row, lines, draft);
      if (sale == null) {
        return;
      }
      if (of.isOver()) {
        draft.reject(lines, String.valueOf(of.wrong()));
      } else {
        of.sold(sale, lines.length());
      }
    } catch (IllegalArgumentException e) {
      draft.reject(lines, String.valueOf(e.getMessage()));
    }
  }

  private void share(Cells row, DraftBlock draft) {
    String share = row.text(SHARE_CELL);
    if (FRACTION.matcher(share).matches() && !ZERO.matcher(share).matches()) {
      quirks.tell(
          Quirks.Kind.SHARE,
          row.line(),
          "RightSharePercentage '%s' looks like a fraction where the standard writes 100 for the whole: claims are not read, shares come from splits files"
              .formatted(Quoted.shown(share)),
          draft);
    }
  }

  private void summary(Cells row, LineReader lines, DraftBlock draft) {
    try {
      summaries.add(row, draft);
    } catch (IllegalArgumentException e) {
      draft.reject(lines, String.valueOf(e.getMessage()));
    }
  }

  /** A line that is not what it should be may have been a resource of the block it stands in. */
  private void bad(LineReader lines, String reason, DraftBlock draft) {
    draft.reject(lines, reason);
    badLine = lines.number();
    if (block != null) {
      block.doubt(badLine);
    }
  }

  private void foot(Cells row, Head of, DraftBlock draft) {
    count("NumberOfLinesInFile", row, 1, row.line(), draft);
    count("NumberOfSummaryRecords", row, 3, summaries.rows(), draft);
    count("NumberOfBlocksInFile", row, 4, blocks, draft);
    if (of.isOnlyFile()) {
      optionalCount("NumberOfLinesInReport", row, 2, row.line(), draft);
      optionalCount("NumberOfBlocksInReport", row, 5, blocks, draft);
    }
  }

  private void optionalCount(String what, Cells row, int cell, long found, DraftBlock draft) {
    if (!row.raw(cell).isEmpty()) {
      count(what, row, cell, found, draft);
    }
  }

  private void count(String what, Cells row, int cell, long found, DraftBlock draft) {
    String given = row.raw(cell);
    if (!NUMBER.matcher(given).matches() || Long.parseLong(given) != found) {
      quirks.tell(
          Quirks.Kind.FOOT,
          row.line(),
          "FOOT says %s '%s' where %d are there: compare the file with the sender's"
              .formatted(what, Quoted.shown(given), found),
          draft);
    }
  }

  private void endBlock() {
    if (block != null) {
      ended = block;
      block = null;
    }
  }

  private void settle() {
    if (ended != null) {
      ready.addAll(ended.end());
      ended = null;
    }
  }

  private void end() {
    settle();
    endBlock();
    settle();
    over = true;
  }

  private void fail(LineReader lines, String why) {
    failure = SourceBroken.because(lines.number(), why);
    breakOff(lines);
  }

  /** Of a royalty report, resources may come after sales rows: one may be missing now. */
  private void breakOff(LineReader lines) {
    if (head != null && head.profile() == Profile.ROYALTY_REPORTING) {
      for (Block it : new @Nullable Block[] {ended, block}) {
        if (it != null) {
          it.doubt(lines.number() + 1);
        }
      }
    }
    end();
  }
}
