package org.royaltyledger.api.faults;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;
import org.royaltyledger.api.reference.ReferenceFigures;

/**
 * What must hold of a store after any fault, looked at from outside: by SQL past the program, and
 * by what the program says compared with what was made without it.
 *
 * <p>Each law answers with what breaks it, nothing if it holds.
 */
final class Oracle {

  private static final int FEW = 3;

  private final Notebook notebook;
  private final Undisturbed undisturbed;

  Oracle(Notebook notebook, Undisturbed undisturbed) {
    this.notebook = notebook;
    this.undisturbed = undisturbed;
  }

  /** O1 to O3: of a log as it lies there, however it came to. */
  List<String> ofTheLog(Tampering sql) {
    Stored stored = Stored.in(sql);
    var broken = new ArrayList<String>();
    broken.addAll(acknowledgedIsStored(stored));
    broken.addAll(storedWasSent(stored));
    broken.addAll(idsCountOnce(sql, stored));
    return broken;
  }

  /** O7 too: of a store that the program has opened since, so that read models have followed. */
  List<String> ofTheStore(Tampering sql) {
    List<String> broken = ofTheLog(sql);
    broken.addAll(readModelsAreAtTheHead(sql));
    return broken;
  }

  /** O4 and O6 too: of a store with a closed month. */
  List<String> ofTheTables(Tampering sql) {
    List<String> broken = ofTheStore(sql);
    broken.addAll(partsAddUp(sql));
    broken.addAll(moneyIsConserved(sql));
    return broken;
  }

  /** All laws: of a closed month, and what the program says of it. */
  List<String> ofTheClosedMonth(Tampering sql, Month month) {
    List<String> broken = ofTheTables(sql);
    broken.addAll(statementsAreTheReferences(month));
    broken.addAll(rebuildIsTheSame(month));
    return broken;
  }

  private List<String> acknowledgedIsStored(Stored stored) {
    var broken = new ArrayList<String>();
    for (Map.Entry<String, String> it : notebook.acked().entrySet()) {
      List<String> digests = stored.digests().getOrDefault(it.getKey(), List.of());
      if (!digests.contains(it.getValue())) {
        broken.add(
            "O1: usage %s was acknowledged and %s"
                .formatted(
                    it.getKey(), digests.isEmpty() ? "is lost" : "stands with other content"));
      }
    }
    return broken;
  }

  private List<String> storedWasSent(Stored stored) {
    var broken = new ArrayList<String>();
    Map<String, String> sent = notebook.sent();
    stored
        .digests()
        .forEach(
            (id, digests) -> {
              String expected = sent.get(id);
              if (!digests.stream().allMatch(it -> it.equals(expected))) {
                broken.add(
                    "O2: usage %s is stored and was %s"
                        .formatted(
                            id, expected == null ? "never sent" : "sent with other content"));
              }
            });
    return broken;
  }

  private static List<String> idsCountOnce(Tampering sql, Stored stored) {
    var broken = new ArrayList<String>();
    stored
        .digests()
        .forEach(
            (id, digests) -> {
              if (digests.size() > 1) {
                broken.add("O3: usage %s stands %d times".formatted(id, digests.size()));
              }
            });
    List<String> unique =
        sql.column(
            "select constraint_name from information_schema.table_constraints where"
                + " lower(table_name) = 'log' and constraint_type in ('UNIQUE', 'PRIMARY KEY')");
    if (unique.size() != 3) {
      broken.add("O3: of three unique keys the log has %s".formatted(unique));
    }
    List<String> gaps =
        sql.column(
            "select place from log where place > 1 and place - 1 not in (select place from log)");
    if (!gaps.isEmpty()) {
      broken.add("O3: nothing stands before places %s of the log".formatted(gaps));
    }
    return broken;
  }

  /** O4: each pool is the sum of its parties and no-split, and exactly the sum of its lines. */
  private static List<String> partsAddUp(Tampering sql) {
    var broken = new ArrayList<String>();
    for (List<?> row :
        sql.rows(
            "select p.licence, p.part, p.offering, p.territory, cast(p.amount as decfloat),"
                + " cast(p.no_split as decfloat) + cast(p.breakage as decfloat) + coalesce((select"
                + " sum(cast(it.amount as decfloat)) from pool_party it where it.period = p.period"
                + " and it.licence = p.licence and it.part = p.part and it.offering = p.offering"
                + " and it.territory = p.territory), 0) from pool p")) {
      if (money(row.get(4)).compareTo(money(row.get(5))) != 0) {
        broken.add("O4: pool %s has parts of %s".formatted(row.subList(0, 5), row.get(5)));
      }
    }
    var exact = new TreeMap<String, BigFraction>();
    for (List<?> row :
        sql.rows("select licence, part, offering, territory, exact from statement_line")) {
      exact.merge(
          row.subList(0, 4).toString(),
          BigFraction.parse(String.valueOf(row.get(4))),
          BigFraction::add);
    }
    for (List<?> row : sql.rows("select licence, part, offering, territory, amount from pool")) {
      String pool = row.subList(0, 4).toString();
      BigFraction lines = exact.getOrDefault(pool, BigFraction.ZERO);
      if (money(row.get(4)).signum() != 0
          && new BigDecimal(lines.getNumerator())
                  .compareTo(money(row.get(4)).multiply(new BigDecimal(lines.getDenominator())))
              != 0) {
        broken.add("O4: pool %s of %s has lines of %s".formatted(pool, row.get(4), lines));
      }
    }
    for (List<?> row :
        sql.rows(
            "select s.party, s.currency, cast(s.total as decfloat), coalesce((select"
                + " sum(cast(it.amount as decfloat)) from pool_party it join pool p on p.period ="
                + " it.period and p.licence = it.licence and p.part = it.part and p.offering ="
                + " it.offering and p.territory = it.territory where it.party = s.party and"
                + " p.currency = s.currency), 0), coalesce((select -sum(cast(b.amount as decfloat))"
                + " from posting b where b.kind = 'party' and b.reason in ('earned', 'adjusted')"
                + " and b.holder = s.party and b.currency = s.currency), 0) from statement s")) {
      if (money(row.get(2)).compareTo(money(row.get(3))) != 0
          || money(row.get(2)).compareTo(money(row.get(4))) != 0) {
        broken.add("O4: statement, its parts of pools and postings differ: %s".formatted(row));
      }
    }
    for (List<?> row :
        sql.rows(
            "select b.kind, b.holder, b.contract, b.currency, cast(b.balance as decfloat),"
                + " coalesce((select sum(cast(p.amount as decfloat)) from posting p where p.kind ="
                + " b.kind and p.holder = b.holder and p.contract = b.contract and p.currency ="
                + " b.currency), 0) from account_balance b")) {
      if (money(row.get(4)).compareTo(money(row.get(5))) != 0) {
        broken.add("O4: balance and postings of an account differ: %s".formatted(row));
      }
    }
    return broken;
  }

  /** O6: in each currency, net revenue is the sum of its states. */
  private static List<String> moneyIsConserved(Tampering sql) {
    var broken = new ArrayList<String>();
    for (List<?> row :
        sql.rows(
            "select r.currency, sum(cast(r.net_revenue as decfloat)), sum(cast(r.retained as"
                + " decfloat)) + coalesce((select sum(cast(s.total as"
                + " decfloat)) from statement s where s.currency = r.currency), 0) +"
                + " coalesce((select sum(cast(w.amount as decfloat)) from waiting_money w where"
                + " w.currency = r.currency), 0) from revenue_row r group by r.currency")) {
      if (money(row.get(1)).compareTo(money(row.get(2))) != 0) {
        broken.add("O6: net revenue and the sum of its states: %s".formatted(row));
      }
    }
    return broken;
  }

  /** O5: they are the reference's, and (O8) to the byte those of an undisturbed run. */
  private List<String> statementsAreTheReferences(Month month) {
    month.run("statements", Month.PERIOD, "--format", "json");
    if (month.exit() != 0) {
      return List.of("O5: statements cannot be shown: " + month.err());
    }
    var broken = new ArrayList<String>();
    if (!month.out().equals(undisturbed.statements())) {
      broken.add("O8: statements differ from those of an undisturbed run");
    }
    differences(ReferenceFigures.printed(month.json()), undisturbed.figures())
        .forEach(it -> broken.add("O5: " + it));
    return broken;
  }

  /** The first figures that only one of them has. */
  static List<String> differences(List<String> printed, List<String> reference) {
    var differences = new ArrayList<String>();
    var calculated = new HashSet<>(reference);
    printed.stream()
        .filter(it -> !calculated.remove(it))
        .limit(FEW)
        .forEach(it -> differences.add("only the program has " + it));
    calculated.stream()
        .sorted()
        .limit(FEW)
        .forEach(it -> differences.add("only the reference has " + it));
    return differences;
  }

  /** O7: nothing is left out, nothing taken in twice, and the token says so. */
  private static List<String> readModelsAreAtTheHead(Tampering sql) {
    var broken = new ArrayList<String>();
    Stored stored = Stored.in(sql);
    List<List<Object>> tokens = new ArrayList<>();
    for (List<?> row :
        sql.rows(
            "select processor, cast(regexp_replace(utf8tostring(token), '[^0-9]', '') as bigint)"
                + " from token")) {
      tokens.add(List.of(String.valueOf(row.get(0)), String.valueOf(row.get(1))));
    }
    if (tokens.size() != 7) {
      broken.add("O7: there are seven read models, and these tokens: " + tokens);
    }
    for (List<Object> token : tokens) {
      if (!token.getLast().equals(Long.toString(stored.head()))) {
        broken.add("O7: the log's head is %d, a token %s".formatted(stored.head(), token));
      }
    }
    for (String table : List.of("usage_totals", "month_block")) {
      String counted = sql.column("select coalesce(sum(usages), 0) from " + table).getFirst();
      if (!counted.equals(Long.toString(stored.usages()))) {
        broken.add(
            "O7: the log has %d usages, %s counts %s".formatted(stored.usages(), table, counted));
      }
    }
    return broken;
  }

  /** O8: a rebuild from nothing gives each row of the read models again. */
  private List<String> rebuildIsTheSame(Month month) {
    var broken = new ArrayList<String>();
    month.run("replay", "--json");
    if (month.exit() != 0 || !month.json().path("identical").asBoolean()) {
      broken.add("O8: a rebuild differs: " + month.out() + month.err());
    }
    return broken;
  }

  private static BigDecimal money(Object cell) {
    return new BigDecimal(String.valueOf(cell));
  }
}
