package org.royaltyledger.api.cli;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.AccountsAsOf;
import org.royaltyledger.api.documents.CameEvent;
import org.royaltyledger.api.documents.StatementsAsOf;

/** What {@code --as-of} shows: then, now, the difference, and what made it. */
final class StatesAsOf {

  static final String OPTION =
      "compare with what was known then: a place of the log from 0, a day like 2019-01-01 (its end"
          + " in UTC) or an instant like 2019-01-01T12:00:00Z";

  /** Events that a person still reads; a document has them all. */
  private static final int MOST_EVENTS = 50;

  private StatesAsOf() {}

  static void print(Output output, StatementsAsOf known) {
    output.say("then: " + told(known.period(), known.then()));
    output.say("now: " + told(known.period(), known.now()));
    Table table =
        Table.of(
                "party",
                "name",
                "currency",
                "then",
                "booked then",
                "now",
                "booked now",
                "difference")
            .numbers(3, 4, 5, 6, 7);
    var differences = new TreeMap<String, BigDecimal>();
    for (StatementsAsOf.OfParty it : known.statements()) {
      table.row(
          it.party(),
          it.name(),
          it.currency(),
          it.then() == null ? "" : it.then().total(),
          it.then() == null ? "" : it.then().booked(),
          it.now() == null ? "" : it.now().total(),
          it.now() == null ? "" : it.now().booked(),
          orNothing(it.difference()));
      if (it.difference() != null) {
        differences.merge(it.currency(), new BigDecimal(it.difference()), BigDecimal::add);
      }
    }
    differences.forEach(
        (currency, sum) -> table.sum("all", "", currency, "", "", "", "", sum.toPlainString()));
    if (table.isEmpty()) {
      output.say("nobody earned anything of %s, then or now".formatted(known.period()));
    } else {
      table.print(output);
    }
    // A shell reads one table: who earned how much.
    printEvents(output.forPeople() ? output : output.onErr(), known);
  }

  private static String told(String period, StatementsAsOf.Known it) {
    String state =
        switch (it.state()) {
          case "closed" -> "%s is closed".formatted(period);
          case "open" -> "%s is open, and this is what a close would come to".formatted(period);
          default -> "%s is open, and nothing can be said of it".formatted(period);
        };
    return "at %s, %s%s".formatted(it.told(), state, it.why() == null ? "" : "; " + it.why());
  }

  private static void printEvents(Output output, StatementsAsOf known) {
    output.say("");
    if (known.events().isEmpty()) {
      output.say("no event since made a difference to %s".formatted(known.period()));
      return;
    }
    Table table = Table.of("place", "written", "event", "what", "who", "booked by").numbers(0);
    for (CameEvent it : known.events().stream().limit(MOST_EVENTS).toList()) {
      table.row(
          it.events() == 1 ? it.place() : it.place() + " to " + it.last(),
          orNothing(it.at()),
          it.event(),
          it.what(),
          orNothing(it.who()),
          it.bookedBy() == null ? "not booked" : it.bookedBy());
    }
    table.print(output);
    sayMore(output, known.events().size());
    output.say(
        "these reach the month and were not booked then; what is left out made no difference");
  }

  private static void sayMore(Output output, int events) {
    if (events > MOST_EVENTS) {
      output.say("and %d more: all are in the JSON document".formatted(events - MOST_EVENTS));
    }
  }

  static void print(Output output, AccountsAsOf known) {
    output.say("then: at " + known.then().told());
    output.say("now: at " + known.now().told());
    Table table =
        Table.of("account", "holder", "contract", "currency", "then", "now", "difference")
            .numbers(4, 5, 6);
    for (AccountsAsOf.OfAccount it : known.accounts()) {
      table.row(
          it.account(),
          it.holder(),
          orNothing(it.contract()),
          it.currency(),
          it.then(),
          it.now(),
          it.difference());
    }
    for (AccountsAsOf.Trial it : known.trialBalance()) {
      table.sum("trial balance", "", "", it.currency(), it.then(), it.now(), "");
    }
    if (table.isEmpty()) {
      output.say("nothing was booked, then or now");
    } else {
      table.print(output);
    }
    Output aside = output.forPeople() ? output : output.onErr();
    Table events = Table.of("place", "written", "event", "what", "who", "why").numbers(0);
    for (AccountsAsOf.MovingEvent it : known.events().stream().limit(MOST_EVENTS).toList()) {
      events.row(
          it.place(), orNothing(it.at()), it.event(), it.what(), it.who(), orNothing(it.why()));
    }
    aside.say("");
    if (events.isEmpty()) {
      aside.say("nothing moved since");
    } else {
      events.print(aside);
      sayMore(aside, known.events().size());
    }
  }

  private static String orNothing(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
