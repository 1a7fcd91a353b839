package org.royaltyledger.api.imports;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.intake.batch.FileKind;
import org.royaltyledger.ledger.value.Refused;

/** Which names a file that is sent may have: it is written under its own name. */
final class UploadName {

  private static final int LONGEST = 200;

  private UploadName() {}

  /**
   * The name as a path of one element.
   *
   * @throws Refused BAD_INPUT if it could lead to another folder, or break a line or a header;
   *     FILE_UNREADABLE if it fits no kind of file
   */
  static Path checked(@Nullable String name) {
    if (name == null
        || name.isEmpty()
        || name.getBytes(StandardCharsets.UTF_8).length > LONGEST
        || name.startsWith(".")
        || name.codePoints().anyMatch(UploadName::isUnsafe)) {
      throw refused(name);
    }
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw refused(name);
    }
    if (path.isAbsolute() || path.getNameCount() != 1) {
      throw refused(name);
    }
    FileKind.of(path);
    return path;
  }

  private static boolean isUnsafe(int point) {
    return point == '/'
        || point == '\\'
        || switch (Character.getType(point)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              true;
          default -> false;
        };
  }

  private static Refused refused(@Nullable String name) {
    return new Refused(
        Refused.Code.BAD_INPUT,
        "file name '%s' is not a plain name of at most %d bytes, without folders, control characters and a dot at its beginning: nothing was imported, send each file under such a name"
            .formatted(Quoted.shown(name == null ? "" : name), LONGEST));
  }
}
