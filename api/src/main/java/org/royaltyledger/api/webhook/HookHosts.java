package org.royaltyledger.api.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which addresses a server sends to: those of hosts that its settings name, over https, where every
 * address of the host is one in the internet. Whoever may register a webhook must not thereby reach
 * what only the server can.
 */
@Component
class HookHosts {

  static final String HOSTS = "royalty-ledger.webhooks.hosts";
  static final String PRIVATE_HOSTS = "royalty-ledger.webhooks.private-hosts";

  private static final int LONGEST = 500;

  /** The last part begins with a letter: there is no number in it that is an address. */
  private static final String NAME =
      "(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)*[a-z](?:[a-z0-9-]*[a-z0-9])?";

  private static final Pattern HOST = Pattern.compile(NAME);

  /** No user, query or fragment: what is written here stands in the log for ever. */
  private static final Pattern FORM =
      Pattern.compile("(https?)://(" + NAME + ")(?::([1-9][0-9]{0,4}))?(/[A-Za-z0-9._~/-]*)?");

  /** Who knows the addresses of names. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /** A host has an address that nothing is sent to; connecting to it fails with this. */
  static final class NotPublic extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    NotPublic(String host) {
      super(host + " has an address that is not public");
    }
  }

  private final Set<String> hosts;
  private final Set<String> privateHosts;
  private final Resolver resolver;

  /**
   * @param hosts that addresses may have, with commas between them; none is no webhooks
   * @param privateHosts that may be in a network of one's own and speak plain http
   */
  @Autowired
  HookHosts(
      @Value("${" + HOSTS + ":}") Set<String> hosts,
      @Value("${" + PRIVATE_HOSTS + ":}") Set<String> privateHosts) {
    this(hosts, privateHosts, InetAddress::getAllByName);
  }

  HookHosts(Set<String> hosts, Set<String> privateHosts, Resolver resolver) {
    this.hosts = names(HOSTS, hosts);
    this.privateHosts = names(PRIVATE_HOSTS, privateHosts);
    this.resolver = resolver;
  }

  private static Set<String> names(String setting, Set<String> names) {
    for (String it : names) {
      if (!HOST.matcher(it).matches()) {
        throw new Refused(
            Refused.Code.BAD_INPUT,
            "%s has '%s', which is no name of a host: write each as hooks.example.org, in small letters, without https:// and port"
                .formatted(setting, Codes.shown(it)));
      }
    }
    return new TreeSet<>(names);
  }

  /** Whether nothing is sent at all. */
  boolean isOff() {
    return hosts.isEmpty() && privateHosts.isEmpty();
  }

  /**
   * An address that something may be sent to, if its host resolves to what it should.
   *
   * @throws Refused BAD_INPUT with what is wrong
   */
  void require(String address) {
    if (isOff()) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "this server sends to no host: whoever runs it names those that may be told with --%s=hooks.example.org"
              .formatted(HOSTS));
    }
    Matcher form = FORM.matcher(address);
    if (address.length() > LONGEST || !form.matches() || !isPort(form.group(3))) {
      throw refused(
          address,
          "is not https://HOST, perhaps with :PORT and a /PATH of letters, digits and - . _ ~, at"
              + " most 500 characters: it stands in the log for ever, so it has no user, password,"
              + " query or number of a host");
    }
    String host = form.group(2);
    if (!hosts.contains(host) && !privateHosts.contains(host)) {
      throw refused(
          address,
          "is of a host that this server does not send to: whoever runs it adds the name to --"
              + HOSTS);
    }
    if (!form.group(1).equals("https") && !privateHosts.contains(host)) {
      throw refused(address, "is not https: others could read along and answer");
    }
  }

  /**
   * As {@link #require}, and the host has addresses now that may be sent to.
   *
   * @throws Refused BAD_INPUT with what is wrong
   */
  void requireReachable(String address) {
    require(address);
    Matcher form = FORM.matcher(address);
    try {
      if (form.matches()) {
        addresses(form.group(2));
      }
    } catch (NotPublic e) {
      throw refused(
          address,
          "leads to an address that is not public: whoever runs the server says with --%s that it may"
              .formatted(PRIVATE_HOSTS));
    } catch (UnknownHostException e) {
      throw refused(address, "is of a host that has no address: look for a mistyped name");
    }
  }

  private static boolean isPort(@Nullable String port) {
    return port == null || Integer.parseInt(port) <= 65_535;
  }

  private static Refused refused(String address, String why) {
    return new Refused(
        Refused.Code.BAD_INPUT, "address '%s' %s".formatted(Codes.shown(address), why));
  }

  /**
   * The addresses of a host, all of which may be sent to: it is these that are connected to, so
   * that a name which is given another address between look and use leads nowhere.
   *
   * @throws NotPublic if one of them is in a network of the server's own
   */
  InetAddress[] addresses(String host) throws UnknownHostException {
    InetAddress[] all = resolver.addresses(host);
    if (!privateHosts.contains(host) && !Arrays.stream(all).allMatch(PublicAddress::is)) {
      throw new NotPublic(host);
    }
    return all;
  }
}
