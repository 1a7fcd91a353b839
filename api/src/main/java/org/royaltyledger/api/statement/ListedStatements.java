package org.royaltyledger.api.statement;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.page.Cursors;
import org.royaltyledger.api.page.Fields;
import org.royaltyledger.ledger.access.Sight;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.statement.PartyNames;
import org.royaltyledger.projections.statement.StatementList;
import org.royaltyledger.projections.statement.Statements;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/statements}: statements of all closed months without their lines, the newest month
 * first.
 */
@RestController
class ListedStatements {

  private static final int MOST = 500;

  private static final List<String> FIELDS =
      List.of(
          "period",
          "party",
          "currency",
          "lines",
          "total",
          "due",
          "payout",
          "payoutCurrency",
          "carriedForward",
          "payment");

  /** What may stand behind the question mark. */
  private static final Set<String> KNOWN =
      Set.of("party", "period", "from", "to", "currency", "payment", "limit", "cursor", "fields");

  private final Following following;
  private final Statements statements;
  private final StatementList list;
  private final PartyNames names;
  private final Cursors cursors;

  ListedStatements(
      Following following,
      Statements statements,
      StatementList list,
      PartyNames names,
      Cursors cursors) {
    this.following = following;
    this.statements = statements;
    this.list = list;
    this.names = names;
    this.cursors = cursors;
  }

  /**
   * What chooses statements; the names are those behind the question mark.
   *
   * @param from the first month
   * @param to the last month
   */
  record Asked(
      @Nullable String party,
      @Nullable Period period,
      @Nullable Period from,
      @Nullable Period to,
      @Nullable String currency,
      @Nullable String payment) {

    static Asked of(Map<String, String> said) {
      return new Asked(
          said.get("party"),
          month(said.get("period")),
          month(said.get("from")),
          month(said.get("to")),
          said.get("currency"),
          said.get("payment"));
    }

    private static @Nullable Period month(@Nullable String text) {
      return text == null ? null : Words.period(text);
    }

    boolean has(Period month) {
      return (period == null || month.equals(period))
          && (from == null || month.compareTo(from) >= 0)
          && (to == null || month.compareTo(to) <= 0);
    }

    StatementList.Which which() {
      try {
        return new StatementList.Which(
            Words.currency(currency), payment == null ? null : StatementList.Paid.of(payment));
      } catch (IllegalArgumentException e) {
        throw new Refused(Refused.Code.BAD_INPUT, String.valueOf(e.getMessage()));
      }
    }

    /** What a cursor belongs to. */
    String question() {
      return "statements " + this;
    }
  }

  /** Where a page begins. */
  private record Place(Period month, int number) {

    static Place parse(String text) {
      int blank = text.indexOf(' ');
      return new Place(
          Period.parse(text.substring(0, blank)), Integer.parseInt(text.substring(blank + 1)));
    }

    @Override
    public String toString() {
      return month + " " + number;
    }
  }

  /** A page of them; what is asked stands behind the question mark. */
  @GetMapping(path = "/api/v1/statements", produces = "application/json")
  JsonNode page(HttpServletRequest request) {
    Map<String, String> said = Words.asked(request.getParameterMap(), KNOWN);
    Asked asked = Asked.of(said);
    StatementList.Which which = asked.which();
    int most = Words.limit(said.getOrDefault("limit", "100"), MOST);
    Fields shown = Fields.of(said.get("fields"), FIELDS);
    String cursor = said.get("cursor");
    Place begin = cursor == null ? null : Place.parse(cursors.place(asked.question(), cursor));
    PartyId party = asked.party == null ? null : Words.party(asked.party);
    following.awaitCloses();
    return following.steady(
        () -> {
          List<Period> closed = statements.closedPeriods().reversed();
          requireKnown(party, closed);
          var rows = new ArrayList<Listed>();
          for (Period month : closed) {
            boolean isBegun = begin == null || month.compareTo(begin.month) <= 0;
            if (isBegun && asked.has(month) && rows.size() <= most) {
              int from = begin != null && month.equals(begin.month) ? begin.number : 0;
              list.of(month, whose(month, party), which, from, most + 1 - rows.size())
                  .forEach(it -> rows.add(new Listed(month, it)));
            }
          }
          return document(rows, most, asked.question(), shown);
        });
  }

  /** A mistyped one is not to look like one that earned nothing, nor like one of others. */
  private void requireKnown(@Nullable PartyId party, List<Period> closed) {
    if (party != null && !(names.knows(party.code()) && isSeen(party, closed))) {
      throw new Refused(
          Refused.Code.NO_PARTY,
          "party '%s' is not known: look for its id in the list of all".formatted(party));
    }
  }

  private record Listed(Period month, StatementList.Row row) {}

  private static boolean isSeen(PartyId party, List<Period> closed) {
    Sight sight = Sight.now();
    return sight.on(LocalDate.now(ZoneOffset.UTC)).contains(party.code())
        || closed.stream().anyMatch(it -> sight.in(it).contains(party.code()));
  }

  private static Parties whose(Period month, @Nullable PartyId party) {
    Parties seen = Sight.now().in(month);
    return party == null ? seen : seen.contains(party.code()) ? Parties.of(party) : Parties.NONE;
  }

  private JsonNode document(List<Listed> rows, int most, String question, Fields fields) {
    ObjectNode document = Json.object();
    ArrayNode items = document.putArray("statements");
    rows.stream().limit(most).forEach(it -> items.add(fields.of(item(it))));
    if (rows.size() > most) {
      Listed next = rows.get(most);
      document.put(
          "next", cursors.of(question, new Place(next.month, next.row.number()).toString()));
    }
    return document;
  }

  private static ObjectNode item(Listed listed) {
    Statements.Total total = listed.row.total();
    StatementList.Paid paid = listed.row.paid();
    ObjectNode item =
        Json.object()
            .put("period", listed.month.toString())
            .put("party", total.party())
            .put("currency", total.currency())
            .put("lines", total.lines())
            .put("total", total.total().toPlainString());
    BigDecimal due = total.due();
    BigDecimal payout = total.payout();
    BigDecimal carried = listed.row.carriedForward();
    if (due != null && payout != null && carried != null) {
      item.put("due", due.toPlainString())
          .put("payout", payout.toPlainString())
          .put("payoutCurrency", total.payoutCurrency())
          .put("carriedForward", carried.toPlainString())
          .put("payment", paid == null ? null : paid.written());
    }
    return item;
  }
}
