package org.royaltyledger.api.console;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.access.Sight;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.readmodel.Following;
import org.royaltyledger.projections.statement.Statements;
import org.royaltyledger.projections.usagetotals.UsageTotals;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages: a closed month, and the statements of one party in it. */
@Controller
class Console {

  private static final String NUMBER = "[0-9]{1,6}";

  private final Following following;
  private final Statements statements;
  private final UsageTotals usageTotals;
  private final Pages pages;

  Console(Following following, Statements statements, UsageTotals usageTotals, Pages pages) {
    this.following = following;
    this.statements = statements;
    this.usageTotals = usageTotals;
    this.pages = pages;
  }

  /** Usage of a month that is not closed. */
  record OpenMonth(String period, long usages) {}

  @GetMapping("/")
  ModelAndView month(
      @RequestParam(defaultValue = "") String period,
      @RequestParam(defaultValue = "1") String page) {
    following.awaitHead();
    return following.steady(() -> shown(period, page));
  }

  private ModelAndView shown(String period, String page) {
    List<Period> closed = statements.closedPeriods();
    if (closed.isEmpty() && period.isEmpty()) {
      return new ModelAndView("console/empty", "months", openMonths());
    }
    Period month = period.isEmpty() ? closed.getLast() : closed(period);
    return month == null
        ? notFound("Period '%s' is not closed, or is no month like 2026-10.".formatted(period))
        : new ModelAndView("console/month", "month", pages.month(month, number(page)));
  }

  @GetMapping("/statements/{period}/{party}")
  ModelAndView statement(
      @PathVariable String period,
      @PathVariable String party,
      @RequestParam(defaultValue = "1") String page) {
    following.awaitHead();
    return following.steady(() -> shown(period, party, page));
  }

  private ModelAndView shown(String period, String party, String page) {
    Period month = closed(period);
    if (month == null) {
      return notFound("Period '%s' is not closed, or is no month like 2026-10.".formatted(period));
    }
    PartyId id = party(party);
    StatementPage found = id == null ? null : pages.statement(month, id, number(page));
    return found == null
        ? notFound("Party '%s' is not known.".formatted(party))
        : new ModelAndView("console/statement", "statement", found);
  }

  /** The same for parties whose id cannot stand in a path. */
  @GetMapping("/statements/{period}")
  ModelAndView statementOf(
      @PathVariable String period,
      @RequestParam(defaultValue = "") String party,
      @RequestParam(defaultValue = "1") String page) {
    return statement(period, party, page);
  }

  private List<OpenMonth> openMonths() {
    if (!Sight.now().isAll()) {
      return List.of();
    }
    var months = new TreeMap<String, Long>();
    usageTotals.all().forEach(it -> months.merge(it.usedIn(), it.usages(), Long::sum));
    return months.entrySet().stream().map(it -> new OpenMonth(it.getKey(), it.getValue())).toList();
  }

  /** Null if it is not closed, or no month. */
  private @Nullable Period closed(String text) {
    return statements.closedPeriods().stream()
        .filter(it -> it.toString().equals(text))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable PartyId party(String text) {
    try {
      return new PartyId(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static int number(String text) {
    return text.matches(NUMBER) ? Integer.parseInt(text) : 1;
  }

  private static ModelAndView notFound(String reason) {
    var page = new ModelAndView("console/error", HttpStatus.NOT_FOUND);
    page.addObject("title", "Not found");
    return page.addObject("reason", reason);
  }
}
