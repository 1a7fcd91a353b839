package org.royaltyledger.api.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses are somebody's in the internet, and none of the network that a server stands in
 * (IANA's registries of special addresses). What is not known to be one is none.
 */
final class PublicAddress {

  /**
   * Addresses that begin alike.
   *
   * @param bits how many
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  private record Block(byte[] start, int bits) {

    static Block of(String text) {
      String[] parts = text.split("/", 2);
      return new Block(InetAddress.ofLiteral(parts[0]).getAddress(), Integer.parseInt(parts[1]));
    }

    boolean contains(byte[] address) {
      for (int i = 0; i < bits; i++) {
        int mask = 0x80 >> (i % 8);
        if ((start[i / 8] & mask) != (address[i / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private static final List<Block> NOT_OF_4 =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /** All that is given out so far. */
  private static final Block OF_6 = Block.of("2000::/3");

  /** What leads to an IPv4 address, is not routed, or stands in documents. */
  private static final List<Block> NOT_OF_6 =
      blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private PublicAddress() {}

  static boolean is(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address
        ? NOT_OF_4.stream().noneMatch(it -> it.contains(bytes))
        : OF_6.contains(bytes) && NOT_OF_6.stream().noneMatch(it -> it.contains(bytes));
  }

  private static List<Block> blocks(String... texts) {
    return List.of(texts).stream().map(Block::of).toList();
  }
}
