package org.royaltyledger.api.scenario;

/** One row of an input file. */
interface Row {
  /** The row as it stands in the file, without the line's end. */
  String text();
}
