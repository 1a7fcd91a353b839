package org.royaltyledger.ledger.intake.csv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.intake.StreamLines;

/**
 * The records of a CSV file per RFC 4180, strict, with the line each begins on.
 *
 * <p>A bad record costs no more than its first line: after a quote that is never closed, reading
 * goes on with the next line. Empty lines between records are skipped.
 */
final class CsvRecords {

  /** The most bytes of a record. */
  static final int LONGEST = 64 * 1024;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Raw(long number, byte[] bytes) {}

  /** Where a record stands at the end of a line. */
  private enum State {
    DONE,
    QUOTED,
    BROKEN
  }

  private final StreamLines lines;
  private final Deque<Raw> ahead = new ArrayDeque<>();

  CsvRecords(InputStream content) {
    lines = new StreamLines(content, LONGEST);
  }

  /** The next record; null after the last. */
  @Nullable CsvRecord next() throws IOException {
    Raw first = line();
    while (first != null && first.bytes().length == 0) {
      first = line();
    }
    if (first == null) {
      return null;
    }
    if (first.bytes().length > LONGEST) {
      return fault(first, "is longer than " + LONGEST + " bytes: shorten it");
    }
    var record = new ByteArrayOutputStream(first.bytes().length);
    record.writeBytes(first.bytes());
    var more = new ArrayList<Raw>();
    State state = scan(first.bytes(), false);
    while (state == State.QUOTED) {
      Raw line = line();
      if (line == null) {
        giveBack(more);
        return fault(first, "opens a quote that is never closed: close it, or write it twice");
      }
      more.add(line);
      record.write('\n');
      record.writeBytes(line.bytes());
      if (record.size() > LONGEST) {
        giveBack(more);
        return fault(
            first,
            "opens a quote that is not closed within %d bytes: close it, or write it twice"
                .formatted(LONGEST));
      }
      state = scan(line.bytes(), true);
    }
    if (state == State.BROKEN) {
      giveBack(more);
      return fault(
          first,
          "has a quote in the middle of a cell: put the whole cell in quotes, and write each quote"
              + " in it twice");
    }
    return read(first.number(), record.toByteArray());
  }

  private static CsvRecord read(long number, byte[] bytes) {
    String text;
    try {
      text = Quoted.utf8(bytes);
    } catch (IllegalArgumentException e) {
      return faulty(number, bytes, String.valueOf(e.getMessage()));
    }
    return new CsvRecord(number, text, cells(text), null);
  }

  private static CsvRecord fault(Raw line, String fault) {
    return faulty(line.number(), line.bytes(), "record " + fault);
  }

  /** A record with a fault has the cells that can be told apart, for what they name. */
  private static CsvRecord faulty(long number, byte[] bytes, String fault) {
    String text = Quoted.readable(bytes);
    return new CsvRecord(number, text, cells(text), fault);
  }

  private static List<String> cells(String text) {
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  private static State scan(byte[] line, boolean quoted) {
    boolean start = !quoted;
    for (int i = 0; i < line.length; i++) {
      byte b = line[i];
      if (quoted) {
        if (b == '"') {
          if (i + 1 < line.length && line[i + 1] == '"') {
            i++;
          } else if (i + 1 == line.length || line[i + 1] == ',') {
            quoted = false;
          } else {
            return State.BROKEN;
          }
        }
      } else if (b == '"') {
        if (!start) {
          return State.BROKEN;
        }
        quoted = true;
      }
      start = !quoted && b == ',';
    }
    return quoted ? State.QUOTED : State.DONE;
  }

  private @Nullable Raw line() throws IOException {
    Raw again = ahead.poll();
    if (again != null) {
      return again;
    }
    byte[] bytes = lines.next();
    return bytes == null ? null : new Raw(lines.number(), bytes);
  }

  private void giveBack(List<Raw> more) {
    for (int i = more.size() - 1; i >= 0; i--) {
      ahead.addFirst(more.get(i));
    }
  }
}
