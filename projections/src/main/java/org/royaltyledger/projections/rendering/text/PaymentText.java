package org.royaltyledger.projections.rendering.text;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.royaltyledger.projections.statement.Payment;
import org.royaltyledger.projections.statement.Statement;

/** For a terminal: the way from a statement's total to what is paid. */
final class PaymentText {

  private static final Set<Integer> NUMBERS = Set.of(1);
  private static final String INDENT = "    ";

  private PaymentText() {}

  static void write(Statement statement, Payment payment, Appendable to) throws IOException {
    List<List<String>> rows =
        PaymentSteps.of(statement, payment).stream()
            .map(it -> List.of(it.what(), it.amount().toPlainString()))
            .toList();
    to.append("\n  from earned to paid\n");
    for (String line : Aligned.lines(rows, NUMBERS)) {
      to.append(INDENT).append(line).append('\n');
    }
  }
}
