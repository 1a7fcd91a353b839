package org.royaltyledger.ledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text and who has signed it (C2SP signed-note): the text, an empty line, and a line for each
 * signature.
 *
 * @param text ends with a newline
 * @param signatures one or more; those of keys that a reader does not know are passed over
 */
public record SignedNote(String text, List<Line> signatures) {

  /** Of texts, so that none is read that could not be one. */
  private static final int LONGEST = 1_000_000;

  private static final String DASH = "\u2014 ";

  /**
   * One signature.
   *
   * @param name of the key
   * @param signed the id of the key and the signature, in base64
   */
  public record Line(String name, String signed) {}

  public SignedNote {
    signatures = List.copyOf(signatures);
    if (!text.endsWith("\n") || text.codePoints().anyMatch(it -> it < ' ' && it != '\n')) {
      throw new IllegalArgumentException(
          "the text of a note ends with a newline, and has no other control characters");
    }
  }

  /** Signs a text. */
  public static SignedNote of(String text, NoteSigner... signers) {
    var lines = new ArrayList<Line>();
    for (NoteSigner it : signers) {
      byte[] id = it.key().id();
      byte[] signature = it.sign(text);
      byte[] both = Arrays.copyOf(id, id.length + signature.length);
      System.arraycopy(signature, 0, both, id.length, signature.length);
      lines.add(new Line(it.key().name(), Base64.getEncoder().encodeToString(both)));
    }
    return new SignedNote(text, lines);
  }

  /**
   * Reads what {@link #toString} wrote; that it is signed by whom it says is asked by {@link
   * #isSignedBy}.
   *
   * @throws IllegalArgumentException if it is no signed note
   */
  public static SignedNote parse(String note) {
    int split = note.lastIndexOf("\n\n");
    if (note.length() > LONGEST
        || split < 0
        || split + 2 == note.length()
        || !note.endsWith("\n")) {
      throw new IllegalArgumentException(
          "a signed note is a text, an empty line, and one line or more that begin with '%s'"
              .formatted(DASH));
    }
    var lines = new ArrayList<Line>();
    for (String line : note.substring(split + 2, note.length() - 1).split("\n", -1)) {
      String[] parts = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : null;
      if (parts == null || parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
        throw new IllegalArgumentException(
            "a signature of a note is '%sNAME BASE64', not '%s'".formatted(DASH, line));
      }
      lines.add(new Line(parts[0], parts[1]));
    }
    return new SignedNote(note.substring(0, split + 1), lines);
  }

  /**
   * Whether the holder of this key has signed the text. A signature that names the key and is not
   * its own makes the note a forgery, whatever else it has.
   */
  public boolean isSignedBy(NoteKey key) {
    boolean signed = false;
    for (Line it : signatures) {
      byte[] both = decoded(it.signed);
      if (it.name.equals(key.name())
          && both.length > NoteKey.ID
          && Arrays.equals(key.id(), Arrays.copyOf(both, NoteKey.ID))) {
        if (!key.verifies(text, Arrays.copyOfRange(both, NoteKey.ID, both.length))) {
          return false;
        }
        signed = true;
      }
    }
    return signed;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64.getBytes(UTF_8));
    } catch (IllegalArgumentException e) {
      return new byte[0]; // of no key
    }
  }

  /** As it is handed on. */
  @Override
  public String toString() {
    var note = new StringBuilder(text).append('\n');
    for (Line it : signatures) {
      note.append(DASH).append(it.name).append(' ').append(it.signed).append('\n');
    }
    return note.toString();
  }
}
