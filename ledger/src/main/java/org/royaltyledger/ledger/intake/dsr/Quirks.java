package org.royaltyledger.ledger.intake.dsr;

import java.util.EnumMap;
import java.util.Map;
import org.royaltyledger.ledger.intake.DraftBlock;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.intake.Warning;

/**
 * What is odd about a report and is told, though it is taken: the first few of each kind one by
 * one, the others as a number, so that memory stays bounded.
 */
final class Quirks {

  /** A kind of oddity, and how many are told one by one. */
  enum Kind {
    NAME(20, "about the file's name"),
    HEAD(20, "about HEAD"),
    SUMMARY(10, "about summary records"),
    DATE(1, "about dates without hyphens"),
    SHARE(1, "about shares written as fractions"),
    CODE(10, "about codes"),
    NO_USAGE(10, "about rows that state no usage"),
    FOOT(20, "about FOOT");

    private final int told;
    private final String about;

    Kind(int told, String about) {
      this.told = told;
      this.about = about;
    }
  }

  /** How many of a kind there were, and the line of the last. */
  private static final class Count {
    private long seen;
    private long line;
  }

  private final String file;
  private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);

  Quirks(String file) {
    this.file = file;
  }

  void tell(Kind kind, long line, String text, DraftBlock draft) {
    Count count = counts.computeIfAbsent(kind, _ -> new Count());
    count.line = line;
    if (count.seen++ < kind.told) {
      draft.warn(new Warning(file, line, Quoted.sentence(text)));
    }
  }

  /** Tells the numbers of those that were not told one by one; once, at the file's end. */
  void tellRest(DraftBlock draft) {
    counts.forEach(
        (kind, count) -> {
          if (count.seen > kind.told) {
            draft.warn(
                new Warning(
                    file,
                    count.line,
                    "%d more warnings %s, this is the last of them"
                        .formatted(count.seen - kind.told, kind.about)));
          }
        });
    counts.clear();
  }
}
