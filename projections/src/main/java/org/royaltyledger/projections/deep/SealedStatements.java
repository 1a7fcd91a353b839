package org.royaltyledger.projections.deep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The root over all statements of a close, by docs/formats.md: each leaf is salted. */
final class SealedStatements {

  private SealedStatements() {}

  /**
   * @param digests of all statements, by party and currency in their order
   * @param version of the leaves: from 2 on each has how many its party has, and which it is
   * @return base64
   */
  static String root(
      byte[] storeKey, String period, SortedMap<List<String>, String> digests, long version) {
    var ofParty = new HashMap<String, Integer>();
    digests.keySet().forEach(it -> ofParty.merge(it.getFirst(), 1, Integer::sum));
    var seen = new HashMap<String, Integer>();
    var tree = new Tree();
    for (Map.Entry<List<String>, String> it : digests.entrySet()) {
      String party = it.getKey().getFirst();
      String currency = it.getKey().getLast();
      var leaf = new ByteArrayOutputStream();
      leaf.writeBytes(
          Sha.mac(
              storeKey, String.join("\n", "statement", period, party, currency).getBytes(UTF_8)));
      leaf.write((int) version);
      for (String text : List.of(period, party, currency, it.getValue())) {
        byte[] utf8 = text.getBytes(UTF_8);
        leaf.writeBytes(int32(utf8.length));
        leaf.writeBytes(utf8);
      }
      if (version > 1) {
        leaf.writeBytes(int32(seen.merge(party, 1, Integer::sum)));
        leaf.writeBytes(int32(ofParty.getOrDefault(party, 0)));
      }
      tree.add(Sha.leaf(leaf.toByteArray()), (_, _, _) -> {});
    }
    return Base64.getEncoder().encodeToString(tree.root());
  }

  private static byte[] int32(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }
}
