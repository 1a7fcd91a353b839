package org.royaltyledger.ledger.value;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is at work, why, and from where: it stands beside each event that the work appends.
 *
 * <p>It is set where a piece of work begins and holds for the thread that does it, so that nothing
 * between there and the log can forget to hand it on. Work that goes on in another thread takes it
 * along by itself.
 *
 * @param who as {@link Signature#who}, or several names where several share a block
 * @param from where the wish came from, in the program's own words: nobody can say it of himself
 */
public record Acting(String who, @Nullable String why, String from) {

  /** What nobody asked for. */
  public static final Acting PROGRAM = from("program");

  /** What somebody asked for who sits before this computer. */
  public static final Acting COMMAND_LINE = from("command line");

  /** The most characters of names, reasons or places of several. */
  static final int LONGEST = 256;

  private static final ScopedValue<Acting> NOW = ScopedValue.newInstance();

  private static Acting from(String from) {
    return new Acting(Signature.UNNAMED, null, from);
  }

  /**
   * Who sends a request.
   *
   * @param address the client's, as the connection has it
   */
  public static Acting http(String address) {
    return from("http " + address);
  }

  /** Who is at work in this thread; the program itself unless something else was said. */
  public static Acting now() {
    return NOW.orElse(PROGRAM);
  }

  /** Who is at work in this thread, under a name. */
  public static Acting as(Signature by) {
    return new Acting(by.who(), by.why(), now().from);
  }

  /** Does a piece of work. */
  public <T extends @Nullable Object, X extends Throwable> T doing(
      ScopedValue.CallableOp<? extends T, X> work) throws X {
    return ScopedValue.where(NOW, this).call(work);
  }

  /** Who shares one block: each name, reason and place once, in their order. */
  public static Acting together(Collection<Acting> all) {
    Set<Acting> each = new LinkedHashSet<>(all);
    if (each.size() == 1) {
      return each.iterator().next();
    }
    List<String> why = each.stream().map(Acting::why).filter(Objects::nonNull).distinct().toList();
    return new Acting(
        joined(each.stream().map(Acting::who).distinct().toList(), ", "),
        why.isEmpty() ? null : joined(why, "; "),
        joined(each.stream().map(Acting::from).distinct().toList(), ", "));
  }

  private static String joined(List<String> each, String between) {
    var joined = new StringBuilder(each.getFirst());
    for (int i = 1; i < each.size(); i++) {
      String next = each.get(i);
      if (joined.length() + between.length() + next.length() > LONGEST) {
        return joined.append(" and ").append(each.size() - i).append(" more").toString();
      }
      joined.append(between).append(next);
    }
    return joined.toString();
  }
}
