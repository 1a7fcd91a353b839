package org.royaltyledger.ledger.intake.dsr;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.DraftBlock;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.value.Sha256;
import org.royaltyledger.ledger.value.Weight;

/** A sales row that states a usage, until its block tells of which resource. */
final class Sale {

  private final long line;
  private final byte[] text;
  private final String usageId;
  private final LocalDate day;
  private final String offering;
  private final Summaries.Summary summary;
  private final long quantity;
  private final String target;
  private final String release;
  private @Nullable Resource resource;
  private List<String> works = List.of();
  private @Nullable String sought;
  private @Nullable String problem;

  /**
   * @param text of its line
   * @param target the resource that it names, empty without one
   * @param release the release that it names, empty without one
   */
  Sale(
      long line,
      byte[] text,
      String usageId,
      LocalDate day,
      String offering,
      Summaries.Summary summary,
      long quantity,
      String target,
      String release) {
    this.line = line;
    this.text = text;
    this.usageId = usageId;
    this.day = day;
    this.offering = offering;
    this.summary = summary;
    this.quantity = quantity;
    this.target = target;
    this.release = release;
  }

  /** The same transaction of the same message has the same id for ever. */
  static String usageId(String sender, String messageId, String blockId, String transaction) {
    return Sha256.hex(
        String.join("\n", sender, messageId, blockId, transaction)
            .getBytes(StandardCharsets.UTF_8));
  }

  String target() {
    return target;
  }

  String release() {
    return release;
  }

  /** Remembers the resource that it stands under, and the works before it. */
  void under(Resource current, List<String> group) {
    resource = current;
    works = group;
  }

  /**
   * Takes its asset from a resource of its block.
   *
   * @throws IllegalArgumentException if no asset can be found by that
   */
  void of(Resource named) {
    boolean own = named.equals(resource) && !works.isEmpty();
    sought = named.sought(own ? works : named.iswcs());
  }

  void reject(String reason) {
    problem = reason;
  }

  /** Adds the usage to a draft, or its line to those rejected. */
  void addTo(DraftBlock draft) {
    if (sought == null) {
      draft.reject(line, text, problem == null ? "block has no end" : problem);
      return;
    }
    draft
        .usages()
        .usage(
            usageId,
            day.atStartOfDay(ZoneOffset.UTC).toEpochSecond(),
            0,
            summary.useType(),
            offering,
            summary.territory(),
            null,
            quantity,
            null,
            null,
            null,
            Attribution.NONE)
        .contribution(false, sought, "", Weight.ONE, Weight.ONE);
    draft.accept(line, text, 0, text.length);
  }
}
