package org.royaltyledger.projections.explain;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of the usages that a line is made of: only contributions to the line's asset.
 *
 * @param known {@code now}, or, of an adjustment, {@code before}
 * @param page from 1 on
 * @param pages how many there are, at least 1
 * @param usages on all pages
 * @param units of all these usages, which are those of the line
 * @param model that divides the pool, null if usage divides nothing of it
 */
public record UsagePage(
    String period,
    String party,
    int line,
    String known,
    int page,
    int pages,
    long usages,
    String units,
    @Nullable String model,
    List<Use> uses) {

  public UsagePage {
    uses = List.copyOf(uses);
  }

  /** Without who listened, and what he listened to of others. */
  public UsagePage withoutOthers() {
    return new UsagePage(
        period,
        party,
        line,
        known,
        page,
        pages,
        usages,
        units,
        model,
        uses.stream().map(Use::withoutListener).toList());
  }

  /**
   * A contribution of one usage.
   *
   * @param given weight as it came
   * @param weight that counts: as given, or normalised
   * @param units quantity × weight
   * @param boost what a unit weighs in the division of the pool, 1 unless a policy says otherwise
   * @param output whose contribution it is, null if it is the usage's own
   * @param place of its block in the log
   * @param row in the block, from 0
   * @param listener a pseudonym; null unless the model divides by listeners
   * @param vote null unless the model divides by listeners
   */
  public record Use(
      String usageId,
      String usedAt,
      long quantity,
      String role,
      String given,
      String weight,
      String units,
      String boost,
      @Nullable String output,
      Attributed attribution,
      long place,
      int row,
      @Nullable String listener,
      @Nullable Vote vote) {

    private Use withoutListener() {
      return new Use(
          usageId,
          usedAt,
          quantity,
          role,
          given,
          weight,
          units,
          boost,
          output,
          attribution,
          place,
          row,
          null,
          null);
    }
  }

  /** Who found out the contributions, and how. */
  public record Attributed(
      @Nullable String provider,
      @Nullable String method,
      @Nullable String version,
      @Nullable String confidence) {

    /** What is known of it, as people read it. */
    public String words() {
      return Stream.of(provider, method, version, confidence)
          .filter(Objects::nonNull)
          .collect(Collectors.joining(", "));
    }
  }

  /**
   * What the listener's vote comes to for the line's asset, in all its usages of the month.
   *
   * @param units of the asset, by boosts if there are any
   * @param all of all that the licence covers in the row
   * @param targets how many assets and named parties it used there
   * @param weight floor(10^18 × units / all), or floor(10^18 / targets)
   */
  public record Vote(String units, String all, int targets, String weight) {}
}
