package org.royaltyledger.ledger.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.proof.NoteSigner;
import org.royaltyledger.ledger.value.Refused;

/** Where the secret key of checkpoints is kept: in a file that is not the store's, or handed in. */
public final class SigningKey {

  private final @Nullable String given;
  private final @Nullable Path file;

  private SigningKey(@Nullable String given, @Nullable Path file) {
    this.given = given;
    this.file = file;
  }

  /**
   * @param given the two lines of the key itself; empty if it is in a file
   * @param file empty if there is none
   */
  public static SigningKey of(String given, String file) {
    return new SigningKey(
        given.isBlank() ? null : given, file.isBlank() ? null : Path.of(file).toAbsolutePath());
  }

  /** Where it is, for messages. */
  public String where() {
    return given != null ? "the environment" : String.valueOf(file);
  }

  /**
   * The key.
   *
   * @return null if its file is not there
   * @throws Refused NO_SIGNING_KEY if none is named, or what is there is no key
   */
  @Nullable NoteSigner read() {
    try {
      if (given != null) {
        return NoteSigner.parse(given);
      }
      return NoteSigner.parse(Files.readString(required()));
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw refused("cannot be read (%s)".formatted(e));
    } catch (IllegalArgumentException e) {
      throw refused("is none (%s)".formatted(e.getMessage()));
    }
  }

  /**
   * Keeps a new key in the file, for its owner alone.
   *
   * @throws Refused NO_SIGNING_KEY if it cannot be written, or is handed in from outside
   */
  void write(NoteSigner key) {
    Path target = required();
    try {
      SecretFile.write(target, key.written());
    } catch (FileAlreadyExistsException e) {
      throw refused("is there already");
    } catch (IOException e) {
      throw refused("cannot be written (%s)".formatted(e));
    }
  }

  /**
   * Puts the key of before aside, beside the file.
   *
   * @return where it is now
   */
  Path putAside(NoteSigner key) {
    Path from = required();
    String id = key.key().toString().split("\\+", 3)[1];
    Path to = from.resolveSibling(from.getFileName() + ".before-" + id);
    try {
      return Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws Refused NO_SIGNING_KEY if there is no file for a key
   */
  void requireFile() {
    required();
  }

  private Path required() {
    if (given != null) {
      throw new Refused(
          Refused.Code.NO_SIGNING_KEY,
          "the signing key is handed in by the environment, so it is changed there: hand in the new"
              + " one, and name the change with: checkpoint rotate");
    }
    if (file == null) {
      throw new Refused(
          Refused.Code.NO_SIGNING_KEY,
          "nothing is signed, as no signing key is named: name its file with"
              + " --royalty-ledger.signing-key=FILE, which is made at first, or hand the key in"
              + " with the environment's ROYALTY_LEDGER_SIGNING_KEY");
    }
    return file;
  }

  private Refused refused(String what) {
    return new Refused(
        Refused.Code.NO_SIGNING_KEY,
        "the signing key in %s %s: nothing is signed until it is put right"
            .formatted(where(), what));
  }
}
