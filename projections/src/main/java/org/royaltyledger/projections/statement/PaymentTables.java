package org.royaltyledger.projections.statement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.value.Period;
import org.springframework.jdbc.core.JdbcTemplate;

/** Where the payments of a month's statements are kept. */
final class PaymentTables {

  private final JdbcTemplate jdbc;
  private final String period;

  PaymentTables(JdbcTemplate jdbc, Period period) {
    this.jdbc = jdbc;
    this.period = period.toString();
  }

  void add(SortedMap<Payments.Key, Payment> payments) {
    var rows = new ArrayList<Object[]>();
    var deductions = new ArrayList<Object[]>();
    payments.forEach(
        (key, it) -> {
          rows.add(row(key, it));
          it.deductions().forEach(step -> deductions.add(row(key, deductions.size(), step)));
        });
    jdbc.batchUpdate(
        "insert into statement_payment (period, party, currency, due, brought_forward, set_off,"
            + " payable, tax, tax_rate, tax_source, exchanged, exchange_rate, exchange_source,"
            + " payout, payout_currency, carried_forward, why, minimum) values (?, ?, ?, ?, ?, ?,"
            + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows);
    jdbc.batchUpdate(
        "insert into deduction (period, line, party, currency, reason, contract, reference, rate,"
            + " base, amount) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        deductions);
  }

  private Object[] row(Payments.Key key, Payment it) {
    Payment.Tax tax = it.tax();
    Payment.Exchange exchange = it.exchange();
    return new Object[] {
      period,
      key.party(),
      key.currency(),
      it.due().toPlainString(),
      it.broughtForward().toPlainString(),
      it.setOff().toPlainString(),
      it.payable().toPlainString(),
      tax == null ? null : tax.amount().toPlainString(),
      tax == null ? null : tax.rate().toPlainString(),
      tax == null ? null : tax.source(),
      exchange == null ? null : exchange.amount().toPlainString(),
      exchange == null ? null : exchange.rate().toPlainString(),
      exchange == null ? null : exchange.source(),
      it.payout().toPlainString(),
      it.payoutCurrency(),
      it.carriedForward().toPlainString(),
      it.why(),
      plain(it.minimum())
    };
  }

  private Object[] row(Payments.Key key, int line, Payment.Deduction it) {
    return new Object[] {
      period,
      line,
      key.party(),
      key.currency(),
      it.reason(),
      it.contract(),
      it.reference(),
      plain(it.rate()),
      plain(it.base()),
      it.amount().toPlainString()
    };
  }

  /**
   * @param parties whose
   */
  SortedMap<Payments.Key, Payment> read(Parties parties) {
    Map<Payments.Key, List<Payment.Deduction>> deductions = deductions(parties);
    var payments = new TreeMap<Payments.Key, Payment>();
    jdbc.query(
        "select party, currency, due, brought_forward, set_off, payable, tax, tax_rate,"
            + " tax_source, exchanged, exchange_rate, exchange_source, payout, payout_currency,"
            + " carried_forward, why, minimum from statement_payment where period = ?"
            + parties.condition("party"),
        row -> {
          var key = new Payments.Key(row.getString(1), row.getString(2));
          payments.put(
              key,
              new Payment(
                  deductions.getOrDefault(key, List.of()),
                  new BigDecimal(row.getString(3)),
                  new BigDecimal(row.getString(4)),
                  new BigDecimal(row.getString(5)),
                  new BigDecimal(row.getString(6)),
                  row.getString(7) == null
                      ? null
                      : new Payment.Tax(
                          new BigDecimal(row.getString(8)),
                          row.getString(9),
                          new BigDecimal(row.getString(7))),
                  row.getString(10) == null
                      ? null
                      : new Payment.Exchange(
                          new BigDecimal(row.getString(10)),
                          new BigDecimal(row.getString(11)),
                          row.getString(12)),
                  new BigDecimal(row.getString(13)),
                  row.getString(14),
                  new BigDecimal(row.getString(15)),
                  row.getString(16),
                  decimal(row.getString(17))));
        },
        parties.parameters(period));
    return payments;
  }

  private Map<Payments.Key, List<Payment.Deduction>> deductions(Parties parties) {
    Map<Payments.Key, List<Payment.Deduction>> deductions = new HashMap<>();
    jdbc.query(
        "select party, currency, reason, contract, reference, rate, base, amount from deduction"
            + " where period = ?"
            + parties.condition("party")
            + " order by line",
        row -> {
          deductions
              .computeIfAbsent(
                  new Payments.Key(row.getString(1), row.getString(2)), _ -> new ArrayList<>())
              .add(
                  new Payment.Deduction(
                      row.getString(3),
                      row.getString(4),
                      row.getString(5),
                      decimal(row.getString(6)),
                      decimal(row.getString(7)),
                      new BigDecimal(row.getString(8))));
        },
        parties.parameters(period));
    return deductions;
  }

  private static @Nullable String plain(@Nullable BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }

  private static @Nullable BigDecimal decimal(@Nullable String text) {
    return text == null ? null : new BigDecimal(text);
  }
}
