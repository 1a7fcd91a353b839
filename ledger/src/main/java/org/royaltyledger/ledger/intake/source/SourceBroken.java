package org.royaltyledger.ledger.intake.source;

/** A file that broke off while it was read; the lines before are good and were given out. */
public final class SourceBroken extends Exception {

  private static final long serialVersionUID = 1L;

  private final long linesBefore;

  SourceBroken(String file, long linesBefore, String why) {
    super(
        ("%s breaks off after line %d (%s): the lines before are read; get the whole file and "
                + "import it again, what is in already counts once")
            .formatted(file, linesBefore, why));
    this.linesBefore = linesBefore;
  }

  private SourceBroken(long linesBefore, String why) {
    super(why);
    this.linesBefore = linesBefore;
  }

  /**
   * Of a file whose content breaks off, or is not what it should be.
   *
   * @param why a sentence, with what was taken and the way out
   */
  public static SourceBroken because(long linesBefore, String why) {
    return new SourceBroken(linesBefore, why);
  }

  /** How many lines came before the break. */
  public long linesBefore() {
    return linesBefore;
  }
}
