package org.royaltyledger.projections.rendering;

import java.io.IOException;
import java.util.List;

/** A form that statements are handed out in. */
public interface StatementFormat {

  /** As in {@code --format}. */
  String name();

  /** Of a file, without the dot. */
  String extension();

  /** Writes statements, all of them in one document. */
  void write(List<StatementDocument> statements, Appendable to) throws IOException;
}
