package org.royaltyledger.projections.deep;

import java.util.Comparator;

/**
 * Something that is not what it should be, and the events that it is about.
 *
 * @param place of the first of them in the log; 0 if there is none
 * @param upTo place of the last of them; the same if it is known which one it is
 */
record Wrong(long place, long upTo, String what) {

  /**
   * What is wrong first: of what ends at the same place, that about fewer events, which says more.
   */
  static final Comparator<Wrong> FIRST =
      Comparator.comparingLong((Wrong it) -> it.upTo == 0 ? Long.MAX_VALUE : it.upTo)
          .thenComparing(Wrong::place, Comparator.reverseOrder());

  static Wrong at(long place, String what) {
    return new Wrong(place, place, what);
  }

  /** It is one of these, or several. */
  static Wrong between(long place, long upTo, String what) {
    return new Wrong(place, upTo, what);
  }

  /** No event of the log gives it. */
  static Wrong ofNothing(String what) {
    return new Wrong(0, 0, what);
  }
}
