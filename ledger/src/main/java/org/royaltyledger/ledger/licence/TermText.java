package org.royaltyledger.ledger.licence;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.royaltyledger.ledger.value.Currencies;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Terms in the JSON of licence files and events (docs/formats.md). */
public final class TermText {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 32;
  private static final String TERMS =
      "percentOf, perUse, perSubscriber, flat, amountOf, greaterOf, lesserOf, sum, minus, steps,"
          + " stepsByUnits";

  private TermText() {}

  /** The canonical text of a term; {@link #read(String)} gives the term back. */
  public static String write(Term term) {
    return JSON.writeValueAsString(node(term));
  }

  /**
   * @throws IllegalArgumentException if {@code text} is no term
   */
  public static Term read(String text) {
    try {
      return read(JSON.readTree(text));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("term is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * @throws IllegalArgumentException saying which part is no term, and what is expected
   */
  public static Term read(JsonNode node) {
    return read(node, 0);
  }

  /**
   * An amount above 0 and its currency, as in {@code ["10000", "EUR"]}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Term.Flat amount(String name, JsonNode value) {
    requireTexts(name, value, 2, 2);
    BigDecimal amount = decimal(text(value, 0));
    if (amount.signum() == 0) {
      throw new IllegalArgumentException(
          "%s '%s' is not above 0: leave it out".formatted(name, text(value, 0)));
    }
    return new Term.Flat(amount, Currencies.of(text(value, 1)), false);
  }

  private static Term read(JsonNode node, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException(
          "terms are nested more than %d deep: say it with fewer".formatted(DEEPEST));
    }
    if (!node.isObject() || node.size() != 1) {
      throw new IllegalArgumentException(
          "term %s is not an object with exactly one of %s".formatted(shortened(node), TERMS));
    }
    Map.Entry<String, JsonNode> only = node.properties().iterator().next();
    JsonNode value = only.getValue();
    return switch (only.getKey()) {
      case "percentOf" -> {
        requireTexts(only.getKey(), value, 2, 2);
        yield new Term.PercentOf(basis(text(value, 0)), decimal(text(value, 1)));
      }
      case "perUse" -> {
        requireTexts(only.getKey(), value, 2, 2);
        yield new Term.PerUse(decimal(text(value, 0)), Currencies.of(text(value, 1)));
      }
      case "perSubscriber" -> {
        requireTexts(only.getKey(), value, 2, 2);
        yield new Term.PerSubscriber(decimal(text(value, 0)), Currencies.of(text(value, 1)));
      }
      case "flat" -> {
        requireTexts(only.getKey(), value, 2, 3);
        if (value.size() == 3 && !text(value, 2).equals("ROW")) {
          throw new IllegalArgumentException(
              "flat '%s' is not ROW: leave it out for once per period".formatted(text(value, 2)));
        }
        yield new Term.Flat(
            decimal(text(value, 0)), Currencies.of(text(value, 1)), value.size() == 3);
      }
      case "amountOf" -> {
        if (!value.isString() || !value.stringValue().equals("performanceRoyalties")) {
          throw new IllegalArgumentException(
              "amountOf %s is not \"performanceRoyalties\"".formatted(shortened(value)));
        }
        yield new Term.PerformanceRoyalties();
      }
      case "greaterOf" -> new Term.GreaterOf(terms(only.getKey(), value, depth));
      case "lesserOf" -> new Term.LesserOf(terms(only.getKey(), value, depth));
      case "sum" -> new Term.Sum(terms(only.getKey(), value, depth));
      case "minus" -> {
        List<Term> two = terms(only.getKey(), value, depth);
        if (two.size() != 2) {
          throw new IllegalArgumentException("minus has %d terms, not 2".formatted(two.size()));
        }
        yield new Term.Minus(two.get(0), two.get(1));
      }
      case "steps" -> new Term.Steps(steps(value, depth));
      case "stepsByUnits" -> new Term.StepsByUnits(unitSteps(value, depth));
      default ->
          throw new IllegalArgumentException(
              "term '%s' is unknown: give one of %s".formatted(shortened(only.getKey()), TERMS));
    };
  }

  private static List<Term> terms(String name, JsonNode value, int depth) {
    if (!value.isArray()) {
      throw new IllegalArgumentException(name + " is not an array of terms");
    }
    var terms = new ArrayList<Term>();
    for (JsonNode item : value) {
      terms.add(read(item, depth + 1));
    }
    return terms;
  }

  private static List<Term.Step> steps(JsonNode value, int depth) {
    if (!value.isArray()) {
      throw new IllegalArgumentException("steps is not an array of {from, term}");
    }
    var steps = new ArrayList<Term.Step>();
    for (JsonNode item : value) {
      if (!item.isObject()
          || item.size() != 2
          || !item.path("from").isString()
          || !item.has("term")) {
        throw new IllegalArgumentException(
            "step %s is not {\"from\":\"2026-07-01\",\"term\":…}".formatted(shortened(item)));
      }
      try {
        steps.add(
            new Term.Step(
                LocalDate.parse(item.path("from").stringValue()),
                read(item.path("term"), depth + 1)));
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "step from '%s' is not a day like 2026-07-01"
                .formatted(item.path("from").stringValue()),
            e);
      }
    }
    return steps;
  }

  private static List<Term.UnitStep> unitSteps(JsonNode value, int depth) {
    if (!value.isArray()) {
      throw new IllegalArgumentException("stepsByUnits is not an array of {from, term}");
    }
    var steps = new ArrayList<Term.UnitStep>();
    for (JsonNode item : value) {
      if (!item.isObject()
          || item.size() != 2
          || !item.path("from").isString()
          || !item.has("term")) {
        throw new IllegalArgumentException(
            "step %s is not {\"from\":\"1000000\",\"term\":…}".formatted(shortened(item)));
      }
      steps.add(
          new Term.UnitStep(
              decimal(item.path("from").stringValue()), read(item.path("term"), depth + 1)));
    }
    return steps;
  }

  private static void requireTexts(String name, JsonNode value, int fewest, int most) {
    boolean right = value.isArray() && value.size() >= fewest && value.size() <= most;
    for (int i = 0; right && i < value.size(); i++) {
      right = value.get(i).isString();
    }
    if (!right) {
      throw new IllegalArgumentException(
          "%s %s is not an array of %s strings, numbers in quotes"
              .formatted(name, shortened(value), fewest == most ? "2" : "2 or 3"));
    }
  }

  private static String text(JsonNode array, int place) {
    return array.get(place).stringValue();
  }

  private static Term.Basis basis(String text) {
    for (Term.Basis basis : Term.Basis.values()) {
      if (basis.written().equals(text)) {
        return basis;
      }
    }
    throw new IllegalArgumentException(
        "percentOf '%s' is none of netRevenue, grossRevenue, totalContentCost".formatted(text));
  }

  private static BigDecimal decimal(String text) {
    if (!text.matches("[0-9]{1,18}(\\.[0-9]{1,18})?")) {
      throw new IllegalArgumentException(
          "number '%s' in a term is not a plain decimal of 0 or more: write it like 0.005"
              .formatted(shortened(text)));
    }
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  private static String shortened(Object value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  private static ObjectNode node(Term term) {
    ObjectNode node = NODES.objectNode();
    switch (term) {
      case Term.PercentOf it ->
          node.set("percentOf", texts(it.basis().written(), it.percent().toPlainString()));
      case Term.PerUse it ->
          node.set("perUse", texts(it.amount().toPlainString(), it.currency().getCurrencyCode()));
      case Term.PerSubscriber it ->
          node.set(
              "perSubscriber", texts(it.amount().toPlainString(), it.currency().getCurrencyCode()));
      case Term.Flat it -> {
        ArrayNode texts = texts(it.amount().toPlainString(), it.currency().getCurrencyCode());
        node.set("flat", it.perRow() ? texts.add("ROW") : texts);
      }
      case Term.PerformanceRoyalties _ -> node.put("amountOf", "performanceRoyalties");
      case Term.GreaterOf it -> node.set("greaterOf", nodes(it.terms()));
      case Term.LesserOf it -> node.set("lesserOf", nodes(it.terms()));
      case Term.Sum it -> node.set("sum", nodes(it.terms()));
      case Term.Minus it -> node.set("minus", nodes(List.of(it.from(), it.less())));
      case Term.Steps it -> {
        ArrayNode steps = node.putArray("steps");
        for (Term.Step step : it.steps()) {
          steps.addObject().put("from", step.from().toString()).set("term", node(step.term()));
        }
      }
      case Term.StepsByUnits it -> {
        ArrayNode steps = node.putArray("stepsByUnits");
        for (Term.UnitStep step : it.steps()) {
          steps.addObject().put("from", step.from().toPlainString()).set("term", node(step.term()));
        }
      }
    }
    return node;
  }

  private static ArrayNode nodes(List<Term> terms) {
    ArrayNode array = NODES.arrayNode();
    terms.forEach(term -> array.add(node(term)));
    return array;
  }

  private static ArrayNode texts(String first, String second) {
    return NODES.arrayNode().add(first).add(second);
  }
}
