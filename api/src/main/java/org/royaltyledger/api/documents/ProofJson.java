package org.royaltyledger.api.documents;

import java.util.Base64;
import java.util.List;
import org.royaltyledger.ledger.proof.BlockTree;
import org.royaltyledger.ledger.proof.LogEntry;
import org.royaltyledger.ledger.proof.MerkleTree;
import org.royaltyledger.ledger.proof.TreeHash;
import org.royaltyledger.ledger.usage.CanonicalUsage;
import org.royaltyledger.ledger.usage.UsageEvent;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What shows that something is in the log, as JSON (docs/formats.md). */
public final class ProofJson {

  private ProofJson() {}

  /** The entry of an event, and the path from its leaf to the root of a tree. */
  public static ObjectNode included(ObjectNode to, LogEntry entry, MerkleTree tree) {
    to.put("place", entry.place());
    to.put("name", entry.name());
    to.put("recordedAt", entry.timeStamp());
    to.put("entry", base64(entry.bytes()));
    to.put("index", entry.place() - 1);
    return hashes(to, "path", tree.inclusion(entry.place() - 1));
  }

  /** Of whom or what it is, which an entry without a salt says itself. */
  public static ObjectNode identity(ObjectNode to, LogEntry entry) {
    return entry.salt() == null ? to : open(to, "identity", entry, LogEntry.Part.IDENTITY);
  }

  /** What it says, as it is stored. */
  public static ObjectNode payload(ObjectNode to, LogEntry entry) {
    return open(to, "payload", entry, LogEntry.Part.PAYLOAD);
  }

  private static ObjectNode open(ObjectNode to, String name, LogEntry entry, LogEntry.Part part) {
    to.put(name, base64(entry.bytesOf(part)));
    return entry.salt() == null ? to : to.put(name + "Salt", base64(entry.saltOf(part)));
  }

  /**
   * That a usage is in its block: the hashes of all its parts, of which some are opened, and the
   * path to the root that the block's entry has.
   *
   * @param leaves {@link CanonicalUsage#HEADER}, or contributions' indexes
   */
  public static void inBlock(
      ObjectNode to, UsageEvent.UsageBlockRecorded event, BlockTree tree, int row, int[] leaves) {
    hashes(to, "parts", tree.parts(row));
    ArrayNode opened = to.putArray("opened");
    for (int leaf : leaves) {
      opened
          .addObject()
          .put("part", leaf - CanonicalUsage.HEADER)
          .put("salt", base64(CanonicalUsage.salt(event.saltKey(), row, leaf)))
          .put(
              "bytes",
              base64(
                  leaf == CanonicalUsage.HEADER
                      ? CanonicalUsage.header(event.block(), row)
                      : CanonicalUsage.contribution(event.block(), row, leaf)));
    }
    hashes(to, "pathInBlock", tree.inclusion(row));
  }

  /** Hashes in their order. */
  public static ObjectNode hashes(ObjectNode to, String name, List<TreeHash> hashes) {
    ArrayNode all = to.putArray(name);
    hashes.forEach(it -> all.add(it.base64()));
    return to;
  }

  public static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
