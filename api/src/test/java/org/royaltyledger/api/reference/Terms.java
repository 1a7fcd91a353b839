package org.royaltyledger.api.reference;

import static java.util.Comparator.naturalOrder;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.royaltyledger.api.reference.Facts.Rate;
import org.royaltyledger.api.reference.Facts.Row;
import org.royaltyledger.api.reference.Refusal.Kind;
import tools.jackson.databind.JsonNode;

/**
 * Step 4: what a licence's terms amount to in one row, exact and unclamped, in the row's currency.
 *
 * @param ofFigures what revenue, costs and subscribers are multiplied by first
 * @param rowUnits the licence's covered units in the row
 * @param allUnits the licence's covered units in all rows of the period
 * @param ofFlat the row's part of what is owed once for the period
 */
record Terms(
    Facts facts,
    YearMonth period,
    Row row,
    Fraction ofFigures,
    Fraction rowUnits,
    Fraction ofFlat,
    Fraction allUnits) {

  Fraction amount(JsonNode term) {
    Map.Entry<String, JsonNode> only = term.properties().iterator().next();
    JsonNode it = only.getValue();
    return switch (only.getKey()) {
      case "percentOf" -> figure(text(it, 0)).times(number(it, 1)).dividedBy(Fraction.of(100));
      case "perUse" -> converted(number(it, 0), text(it, 1)).times(rowUnits);
      case "perSubscriber" -> converted(number(it, 0), text(it, 1)).times(figure("subscribers"));
      case "flat" -> {
        Fraction flat = converted(number(it, 0), text(it, 1));
        boolean forEachRow = it.size() == 3; // ["10000","EUR","ROW"]
        yield forEachRow ? flat : flat.times(ofFlat);
      }
      case "amountOf" -> figure(it.asString());
      case "greaterOf" -> amounts(it).stream().max(naturalOrder()).orElseThrow();
      case "lesserOf" -> amounts(it).stream().min(naturalOrder()).orElseThrow();
      case "sum" -> amounts(it).stream().reduce(Fraction.ZERO, Fraction::plus);
      case "minus" -> amount(it.path(0)).minus(amount(it.path(1)));
      case "steps" -> amount(stepInForce(it).path("term"));
      case "stepsByUnits" -> {
        Optional<JsonNode> reached = Optional.empty();
        for (JsonNode step : it) {
          Fraction from = Fraction.of(step.path("from").asString());
          if (from.compareTo(allUnits) <= 0
              && reached
                  .filter(one -> Fraction.of(one.path("from").asString()).compareTo(from) > 0)
                  .isEmpty()) {
            reached = Optional.of(step);
          }
        }
        yield amount(reached.orElseThrow().path("term"));
      }
      default -> throw new IllegalArgumentException("no such term: " + term);
    };
  }

  private List<Fraction> amounts(JsonNode terms) {
    return StreamSupport.stream(terms.spliterator(), false).map(this::amount).toList();
  }

  /** "Empty = not reported, and a term that needs it refuses the close." */
  private Fraction figure(String name) {
    Fraction figure = row.figures().get(name);
    if (figure == null) {
      throw new Refusal(Kind.UNREPORTED_FIGURE, name + " of " + row);
    }
    return figure.times(ofFigures);
  }

  /** "The step with the latest from on or before the period's first day." */
  private JsonNode stepInForce(JsonNode steps) {
    Optional<JsonNode> newest = Optional.empty();
    for (JsonNode step : steps) {
      if (!from(step).isAfter(period.atDay(1))
          && newest.filter(it -> !from(it).isBefore(from(step))).isEmpty()) {
        newest = Optional.of(step);
      }
    }
    return newest.orElseThrow(
        () -> new Refusal(Kind.BEFORE_FIRST_STEP, "%s in %s".formatted(steps, period)));
  }

  private static LocalDate from(JsonNode step) {
    return LocalDate.parse(step.path("from").asString());
  }

  /** "Converted at the newest rate on or before the period's last day." */
  Fraction converted(Fraction amount, String currency) {
    if (currency.equals(row.currency())) {
      return amount;
    }
    Optional<Rate> newest = Optional.empty();
    for (Rate rate : facts.rates.values()) {
      if (rate.from().equals(currency)
          && rate.to().equals(row.currency())
          && !rate.date().isAfter(period.atEndOfMonth())
          && newest.filter(it -> it.date().isAfter(rate.date())).isEmpty()) {
        newest = Optional.of(rate);
      }
    }
    return newest
        .map(rate -> amount.times(rate.rate()))
        .orElseThrow(
            () -> new Refusal(Kind.MISSING_RATE, "%s to %s".formatted(currency, row.currency())));
  }

  private static String text(JsonNode list, int place) {
    return list.path(place).asString();
  }

  private static Fraction number(JsonNode list, int place) {
    return Fraction.of(text(list, place));
  }
}
