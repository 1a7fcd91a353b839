package org.royaltyledger.api.cli;

import java.io.Console;
import java.io.PrintStream;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.projections.rendering.text.Aligned;
import tools.jackson.databind.JsonNode;

/**
 * Where a command prints.
 *
 * @param out results
 * @param err reasons, warnings and progress
 * @param forPeople whether tables are aligned; else tabs separate their cells
 * @param terminal whether progress may be drawn
 */
record Output(PrintStream out, PrintStream err, boolean forPeople, boolean terminal) {

  @SuppressWarnings("SystemConsoleNull") // which of null and isTerminal tells depends on the JDK
  static Output to(PrintStream out, PrintStream err) {
    Console console = System.console();
    boolean terminal = out.equals(System.out) && console != null && console.isTerminal();
    return new Output(out, err, terminal, terminal);
  }

  Output alignedAlways() {
    return new Output(out, err, true, terminal);
  }

  /** The same with results where reasons go. */
  Output onErr() {
    return new Output(err, err, forPeople, terminal);
  }

  /** Prints a reason or warning, on one line and without anything that steers a terminal. */
  void warn(String sentence) {
    err.println(Aligned.oneLine(sentence));
  }

  /** Prints a document. */
  void print(JsonNode document) {
    out.println(Json.written(document));
  }

  /** Prints a text as it is. */
  void text(String text) {
    out.print(text);
    out.flush();
  }

  /** Prints a sentence to people only: never between cells that a shell reads. */
  void say(String sentence) {
    (forPeople ? out : err).println(sentence);
  }
}
