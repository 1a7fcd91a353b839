package org.royaltyledger.projections.deep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The root over all statements of a close, by docs/formats.md: each leaf is salted. */
final class SealedStatements {

  private static final byte VERSION = 1;

  private SealedStatements() {}

  /**
   * @param digests of all statements, by party and currency in their order
   * @return base64
   */
  static String root(byte[] storeKey, String period, SortedMap<List<String>, String> digests) {
    var tree = new Tree();
    for (Map.Entry<List<String>, String> it : digests.entrySet()) {
      String party = it.getKey().getFirst();
      String currency = it.getKey().getLast();
      var leaf = new ByteArrayOutputStream();
      leaf.writeBytes(
          Sha.mac(
              storeKey, String.join("\n", "statement", period, party, currency).getBytes(UTF_8)));
      leaf.write(VERSION);
      for (String text : List.of(period, party, currency, it.getValue())) {
        byte[] utf8 = text.getBytes(UTF_8);
        leaf.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
        leaf.writeBytes(utf8);
      }
      tree.add(Sha.leaf(leaf.toByteArray()), (_, _, _) -> {});
    }
    return Base64.getEncoder().encodeToString(tree.root());
  }
}
