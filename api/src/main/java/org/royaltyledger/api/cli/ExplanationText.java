package org.royaltyledger.api.cli;

import java.util.ArrayList;
import java.util.List;
import org.royaltyledger.projections.explain.ExplainedLine;
import org.royaltyledger.projections.explain.ListedLine;

/** An explanation as lines to read: each step with its arithmetic and where its facts stand. */
final class ExplanationText {

  private final ExplainedLine explained;
  private final List<String> lines = new ArrayList<>();

  private ExplanationText(ExplainedLine explained) {
    this.explained = explained;
  }

  static List<String> of(ExplainedLine explained) {
    var text = new ExplanationText(explained);
    text.head();
    explained.parts().forEach(text::part);
    text.changes();
    text.facts();
    return text.lines;
  }

  private void head() {
    ListedLine it = explained.line();
    lines.add(
        "line %d of %s in %s: %s %s"
            .formatted(
                it.line(), explained.party(), explained.period(), it.amount(), it.currency()));
    lines.add(
        "  %s, %s, %s%s, licence %s part %d, used in %s%s, %s units, %s %%"
            .formatted(
                it.asset() == null ? "(named itself)" : it.asset(),
                it.offering(),
                it.territoryOfUse(),
                it.useType().isEmpty() ? "" : ", " + it.useType(),
                it.licence(),
                it.part(),
                it.usedIn(),
                it.adjusts() == null ? "" : ", adjusts " + it.adjusts(),
                it.units(),
                it.share()));
  }

  private void part(ExplainedLine.Part part) {
    lines.add("");
    lines.add(part.heading());
    if (!part.grounds().isEmpty()) {
      lines.add("");
      lines.add("  what was in force");
      part.grounds()
          .forEach(it -> lines.add("    " + it.what() + inBrackets(explained.places(it))));
    }
    String section = "";
    for (ExplainedLine.Step it : part.steps()) {
      if (!it.section().equals(section)) {
        section = it.section();
        lines.add("");
        lines.add("  " + it.title());
      }
      lines.add(
          "    %s: %s%s".formatted(it.what(), it.arithmetic(), inBrackets(explained.places(it))));
    }
  }

  private static String inBrackets(String places) {
    return places.isEmpty() ? "" : "  (%s)".formatted(places);
  }

  private void changes() {
    if (explained.changes().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("what came since, and can have made it");
    explained
        .changes()
        .forEach(
            it ->
                lines.add(
                    "  %s: %s  (place %d, recorded %s)"
                        .formatted(it.fact(), it.change(), it.place(), it.recorded())));
  }

  private void facts() {
    lines.add("");
    lines.add("facts");
    explained
        .facts()
        .forEach(
            it ->
                lines.add(
                    "  %s  (place %d, recorded %s)"
                        .formatted(it.fact(), it.place(), it.recorded())));
  }
}
