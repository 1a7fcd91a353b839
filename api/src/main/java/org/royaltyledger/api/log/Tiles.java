package org.royaltyledger.api.log;

import java.io.ByteArrayOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.access.Sight;
import org.royaltyledger.ledger.proof.TreeHash;
import org.royaltyledger.ledger.store.Checkpoints;
import org.royaltyledger.ledger.store.LogTree;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /log}: the newest checkpoint, and the tree and its entries in tiles of 256, for programs
 * that others wrote (C2SP tlog-tiles). Of what is not signed yet nothing is shown.
 */
@RestController
@RequestMapping("/log")
class Tiles {

  private static final int WIDTH = 1 << LogTree.STEP;

  /** What follows {@code /log/tile/}: level or entries, number in groups of three, width. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "([0-9]|[1-5][0-9]|6[0-3]|entries)/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([0-9]{1,3}))?");

  private final LogTree tree;
  private final Checkpoints checkpoints;

  Tiles(LogTree tree, Checkpoints checkpoints) {
    this.tree = tree;
    this.checkpoints = checkpoints;
  }

  @GetMapping("/checkpoint")
  ResponseEntity<String> checkpoint() {
    Checkpoints.Signed newest = checkpoints.newest();
    return newest == null
        ? ResponseEntity.notFound().build()
        : ResponseEntity.ok()
            .contentType(
                new MediaType(MediaType.TEXT_PLAIN, java.nio.charset.StandardCharsets.UTF_8))
            .body(newest.note().toString());
  }

  @GetMapping("/tile/{*rest}")
  ResponseEntity<byte[]> tile(@PathVariable String rest) {
    Checkpoints.Signed newest = checkpoints.newest();
    Tile tile = newest == null ? null : tile(rest, newest.size());
    return tile == null
        ? ResponseEntity.notFound().build()
        : ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_OCTET_STREAM)
            .body(tile.entries ? entries(tile) : hashes(tile));
  }

  /**
   * @param level of tiles; 0 is that of the leaves
   */
  private record Tile(boolean entries, int level, long number, int width) {}

  /** Null if there is none of that address in a log of that size. */
  private static @Nullable Tile tile(String rest, long size) {
    Matcher parts = ADDRESS.matcher(rest.substring(1));
    if (!parts.matches()) {
      return null;
    }
    boolean entries = parts.group(1).equals("entries");
    int level = entries ? 0 : Integer.parseInt(parts.group(1));
    long number = Long.parseLong(parts.group(2).replaceAll("[x/]", ""));
    int width = parts.group(3) == null ? WIDTH : Integer.parseInt(parts.group(3));
    if (level * LogTree.STEP >= Long.SIZE - 1 || width == 0 || width > WIDTH) {
      return null;
    }
    long there = size >>> (level * LogTree.STEP);
    return number < (there >>> LogTree.STEP) + 1 && number * WIDTH + width <= there
        ? new Tile(entries, level, number, width)
        : null;
  }

  private byte[] hashes(Tile tile) {
    var bytes = new ByteArrayOutputStream();
    for (TreeHash it : tree.row(tile.level * LogTree.STEP, tile.number * WIDTH, tile.width)) {
      bytes.writeBytes(it.bytes());
    }
    return bytes.toByteArray();
  }

  /** Each with its length before it (two bytes, big endian). */
  private byte[] entries(Tile tile) {
    Sight.now().requireAll(); // entries of before salts tell of their events
    var bytes = new ByteArrayOutputStream();
    for (int i = 1; i <= tile.width; i++) {
      byte[] entry = tree.entry(tile.number * WIDTH + i).bytes();
      if (entry.length > 0xFFFF) {
        throw new Refused(
            Refused.Code.STORE_UNREADABLE,
            "the entry at place %d has %d bytes, and a tile takes up to 65535"
                .formatted(tile.number * WIDTH + i, entry.length));
      }
      bytes.write(entry.length >>> 8);
      bytes.write(entry.length);
      bytes.writeBytes(entry);
    }
    return bytes.toByteArray();
  }
}
