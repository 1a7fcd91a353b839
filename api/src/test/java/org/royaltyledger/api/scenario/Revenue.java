package org.royaltyledger.api.scenario;

/** One row of a revenue file; what a test does not set is not reported. */
final class Revenue implements Row {
  final String period;
  final String offering;
  final String territory;
  final String currency;
  final String net;
  private String gross = "";
  private String subscribers = "";
  private String contentCost = "";
  private String performance = "";

  Revenue(String period, String offering, String territory, String currency, String net) {
    this.period = period;
    this.offering = offering;
    this.territory = territory;
    this.currency = currency;
    this.net = net;
  }

  Revenue gross(String amount) {
    gross = amount;
    return this;
  }

  Revenue subscribers(String count) {
    subscribers = count;
    return this;
  }

  Revenue contentCost(String amount) {
    contentCost = amount;
    return this;
  }

  Revenue performance(String amount) {
    performance = amount;
    return this;
  }

  String key() {
    return String.join(",", period, offering, territory);
  }

  @Override
  public String text() {
    return String.join(",", key(), currency, gross, net, subscribers, contentCost, performance);
  }
}
