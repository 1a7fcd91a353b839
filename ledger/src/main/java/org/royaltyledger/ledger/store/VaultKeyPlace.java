package org.royaltyledger.ledger.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.vault.VaultKey;

/**
 * Where the key of the vault is kept: in a file, handed in by the environment, or nowhere. A store
 * that is in memory alone has it there, too.
 */
public final class VaultKeyPlace {

  private final @Nullable String given;
  private final @Nullable Path file;
  private final boolean inMemory;
  private @Nullable VaultKey kept;

  private VaultKeyPlace(@Nullable String given, @Nullable Path file, boolean inMemory) {
    this.given = given;
    this.file = file;
    this.inMemory = inMemory;
  }

  /**
   * @param given the two lines of the key itself; empty if it is in a file
   * @param file empty if there is none
   * @param memory whether the store is gone with its process
   */
  public static VaultKeyPlace of(String given, String file, boolean memory) {
    return new VaultKeyPlace(
        given.isBlank() ? null : given,
        file.isBlank() ? null : Path.of(file).toAbsolutePath(),
        memory && given.isBlank() && file.isBlank());
  }

  /** Where it is, for messages. */
  String where() {
    return given != null ? "the environment" : String.valueOf(file);
  }

  /** Whether a new one can be kept. */
  boolean takesNew() {
    return inMemory || (given == null && file != null);
  }

  /** Whether no place was named at all. */
  boolean isNowhere() {
    return !inMemory && given == null && file == null;
  }

  /** Whether a new one needs somebody to keep a copy of it. */
  boolean isFile() {
    return given == null && file != null;
  }

  /**
   * The key.
   *
   * @return null if there is none
   * @throws Refused NO_VAULT_KEY if what is there is none
   */
  @Nullable VaultKey read() {
    try {
      if (given != null) {
        return VaultKey.parse(given);
      }
      return file == null ? kept : VaultKey.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw refused("cannot be read (%s)".formatted(e));
    } catch (IllegalArgumentException e) {
      throw refused("is none (%s)".formatted(e.getMessage()));
    }
  }

  /**
   * Keeps a new one, for its owner alone.
   *
   * @throws Refused NO_VAULT_KEY if it cannot be written
   */
  void write(VaultKey key) {
    if (inMemory) {
      kept = key;
      return;
    }
    if (file == null) {
      throw new IllegalStateException("no new key has a place here");
    }
    try {
      SecretFile.write(file, key.written());
    } catch (FileAlreadyExistsException e) {
      throw refused("is there already");
    } catch (IOException e) {
      throw refused("cannot be written (%s)".formatted(e));
    }
  }

  private Refused refused(String what) {
    return new Refused(
        Refused.Code.NO_VAULT_KEY,
        "the vault key in %s %s: nothing that tells of persons is taken or shown until it is put right"
            .formatted(where(), what));
  }
}
