package org.royaltyledger.ledger.fact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every version of every fact, each with its place in the log. */
public final class FactHistory {

  private record Version(long place, FactEvent fact) {}

  /** Ascending by place; most facts have one version. */
  private final Map<String, List<Version>> versions = new LinkedHashMap<>();

  /**
   * A fact that is another than it was.
   *
   * @param before null if it was not known
   */
  public record Change(@Nullable FactEvent before, FactEvent now) {}

  /**
   * Takes a version.
   *
   * @param place after those of all earlier versions of its key
   * @throws IllegalArgumentException if it is not
   */
  public FactHistory put(long place, FactEvent fact) {
    var version = new Version(place, fact);
    versions.merge(fact.key(), List.of(version), FactHistory::followed);
    return this;
  }

  private static List<Version> followed(List<Version> before, List<Version> next) {
    if (before.getLast().place >= next.getFirst().place) {
      throw new IllegalArgumentException(
          "version at place %d comes after that at %d"
              .formatted(next.getFirst().place, before.getLast().place));
    }
    var all = new ArrayList<>(before);
    all.addAll(next);
    return all;
  }

  /** The newest versions as known at a place. */
  public FactBook at(long place) {
    var book = new FactBook();
    for (List<Version> of : versions.values()) {
      FactEvent fact = at(of, place);
      if (fact != null) {
        book.put(fact);
      }
    }
    return book;
  }

  /** The newest versions of one family as known at a place. */
  public <F extends FactEvent> List<F> at(long place, Class<F> family) {
    var found = new ArrayList<F>();
    for (List<Version> of : versions.values()) {
      if (family.isInstance(of.getFirst().fact)) {
        FactEvent fact = at(of, place);
        if (fact != null) {
          found.add(family.cast(fact));
        }
      }
    }
    return found;
  }

  /**
   * Which facts are others at one place than at an earlier one.
   *
   * @param after exclusive
   * @param upTo inclusive
   */
  public List<Change> changes(long after, long upTo) {
    var changes = new ArrayList<Change>();
    for (List<Version> of : versions.values()) {
      if (of.getLast().place > after) {
        FactEvent before = at(of, after);
        FactEvent now = at(of, upTo);
        if (now != null && !now.equals(before)) {
          changes.add(new Change(before, now));
        }
      }
    }
    return changes;
  }

  /**
   * The place of the newest version of a fact as known at a place, 0 if it was not known.
   *
   * @param upTo inclusive
   */
  public long newestPlace(String key, long upTo) {
    long newest = 0;
    for (Version it : versions.getOrDefault(key, List.of())) {
      if (it.place <= upTo) {
        newest = it.place;
      }
    }
    return newest;
  }

  /**
   * The newest version as known at the first of some places at which the fact was known.
   *
   * @param places ascending
   */
  public @Nullable FactEvent firstKnown(String key, List<Long> places) {
    List<Version> of = versions.getOrDefault(key, List.of());
    for (long place : places) {
      FactEvent known = at(of, place);
      if (known != null) {
        return known;
      }
    }
    return null;
  }

  /**
   * The number of the first of some places at which a fact was known, their count if at none.
   *
   * @param places ascending
   */
  public int firstKnownAt(String key, List<Long> places) {
    List<Version> of = versions.getOrDefault(key, List.of());
    int number = 0;
    while (number < places.size() && at(of, places.get(number)) == null) {
      number++;
    }
    return number;
  }

  /**
   * The place of the newest version as known at a place, 0 if none was.
   *
   * @param upTo inclusive
   */
  public long place(String key, long upTo) {
    Version newest = versionAt(versions.getOrDefault(key, List.of()), upTo);
    return newest == null ? 0 : newest.place;
  }

  private static @Nullable FactEvent at(List<Version> versions, long place) {
    Version newest = versionAt(versions, place);
    return newest == null ? null : newest.fact;
  }

  private static @Nullable Version versionAt(List<Version> versions, long place) {
    Version newest = null;
    for (Version it : versions) {
      if (it.place > place) {
        break;
      }
      newest = it;
    }
    return newest;
  }
}
