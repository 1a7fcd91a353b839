package org.royaltyledger.ledger.intake.dsr;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the cells of sales rows stand, by record type. */
final class SaleColumns {

  /** No such cell. */
  static final int NONE = -1;

  /**
   * Places of cells, from 0.
   *
   * @param cells how many a row has; one with another number is shifted or cut off
   * @param countName what the counting cell is called
   * @param target what the row says was used
   */
  record Form(
      int cells,
      int transaction,
      int summary,
      int release,
      int target,
      String countName,
      int count,
      int returns,
      int royaltyBearing,
      int validFrom) {}

  private static final Form DOWNLOADS = new Form(12, 3, 2, 4, 5, "Usages", 8, 9, 6, NONE);
  private static final Form STREAMS = new Form(10, 3, 2, 4, 5, "NumberOfStreams", 7, NONE, 6, NONE);
  private static final Form REPORTED = new Form(9, 2, 3, NONE, 4, "Usages", 5, NONE, NONE, 7);
  private static final Form REPORTED_2 = new Form(11, 2, 3, NONE, 4, "Usages", 5, NONE, 10, 7);

  private static final Map<String, Form> AUDIO =
      Map.of("SU01", DOWNLOADS, "SU01.01", DOWNLOADS, "SU02", STREAMS, "SU02.01", STREAMS);
  private static final Map<String, Form> OTHERS =
      Map.of("SU03", REPORTED, "SU03.01", REPORTED, "SU03.02", REPORTED_2);

  private SaleColumns() {}

  static @Nullable Form of(boolean basicAudio, String recordType) {
    return (basicAudio ? AUDIO : OTHERS).get(recordType);
  }
}
