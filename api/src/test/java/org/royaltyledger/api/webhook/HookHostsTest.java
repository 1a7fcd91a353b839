package org.royaltyledger.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.royaltyledger.ledger.value.Refused;

class HookHostsTest {

  private static final String PUBLIC = "93.184.216.34";

  private static HookHosts hosts(String... addresses) {
    return new HookHosts(
        Set.of("hooks.example.org", "xn--bcher-kva.example"),
        Set.of("intern"),
        _ -> Stream.of(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new));
  }

  private static void assertRefused(HookHosts hosts, String address, String why) {
    assertThatThrownBy(() -> hosts.requireReachable(address))
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.code()).isEqualTo(Refused.Code.BAD_INPUT))
        .hasMessageContaining(why)
        .message()
        .doesNotContain("\n", "\r");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.org",
        "https://hooks.example.org/",
        "https://hooks.example.org:8443/royalty/v1.2_a~b-c",
        "https://xn--bcher-kva.example/",
        "http://intern:8080/hook",
        "https://intern/hook"
      })
  void plain_address_of_a_host_on_the_list_is_taken(String address) {
    assertThatCode(() -> hosts(PUBLIC).requireReachable(address)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hooks.example.org",
        "//hooks.example.org/",
        "ftp://hooks.example.org/",
        "HTTPS://hooks.example.org/",
        "https://Hooks.example.org/",
        "https://hooks.example.org./",
        "https://user@hooks.example.org/",
        "https://user:secret@hooks.example.org/",
        "https://hooks.example.org@127.0.0.1/",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fe80::1%25eth0]/",
        "https://hooks.example.org:0/",
        "https://hooks.example.org:65536/",
        "https://hooks.example.org:99999/",
        "https://hooks.example.org:/",
        "https://hooks.example.org/?token=secret",
        "https://hooks.example.org/#part",
        "https://hooks.example.org/a b",
        "https://hooks.example.org/%0d%0aX-Evil:%201",
        "https://hooks.example.org/\r\nX-Evil: 1",
        "https://hooks.example.org/\n",
        "https://hooks.example.org\\@evil.example/",
        "https://hooks.example.org\t/",
        "https://hooks。example。org/",
        "https://bücher.example/",
        " https://hooks.example.org/"
      })
  void what_is_no_plain_address_is_refused(String address) {
    assertRefused(hosts(PUBLIC), address, "is not https://HOST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/",
        "https://evil.example/",
        "https://hooks.example.org.evil.example/",
        "https://a.hooks.example.org/",
        "https://localhost/",
        "https://metadata.google.internal/"
      })
  void host_that_is_not_on_the_list_is_refused(String address) {
    assertRefused(hosts(PUBLIC), address, "--royalty-ledger.webhooks.hosts");
  }

  @Test
  void plain_http_is_for_hosts_that_may_be_private() {
    assertRefused(hosts(PUBLIC), "http://hooks.example.org/", "is not https");
  }

  @Test
  void address_that_is_longer_than_it_may_be_is_refused() {
    assertRefused(hosts(PUBLIC), "https://hooks.example.org/" + "a".repeat(475), "at most 500");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "64:ff9b::7f00:1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "::ffff:10.0.0.1"
      })
  void host_with_an_address_of_ones_own_network_is_refused_beside_whatever_other(String address) {
    assertThat(PublicAddress.is(InetAddress.ofLiteral(address))).isFalse();
    assertRefused(hosts(PUBLIC, address), "https://hooks.example.org/", "is not public");
    assertThatThrownBy(() -> hosts(PUBLIC, address).addresses("hooks.example.org"))
        .isInstanceOf(HookHosts.NotPublic.class);
    assertThatCode(() -> hosts(address).requireReachable("http://intern/"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PUBLIC,
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "2606:4700::1111",
        "2a00:1450:4001::1"
      })
  void address_in_the_internet_is_public(String address) {
    assertThat(PublicAddress.is(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void host_without_an_address_is_refused() {
    var hosts =
        new HookHosts(
            Set.of("hooks.example.org"),
            Set.of(),
            host -> {
              throw new UnknownHostException(host);
            });
    assertRefused(hosts, "https://hooks.example.org/", "has no address");
  }

  @Test
  void server_that_names_no_host_says_how_to() {
    var none = new HookHosts(Set.of(), Set.of(), InetAddress::getAllByName);
    assertThat(none.isOff()).isTrue();
    assertRefused(none, "https://hooks.example.org/", "--royalty-ledger.webhooks.hosts=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "*", "Hooks.example.org", "https://hooks.example.org", "a:1"})
  void setting_that_is_no_name_of_a_host_is_refused(String name) {
    assertThatThrownBy(() -> new HookHosts(Set.of(name), Set.of()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("royalty-ledger.webhooks.hosts");
  }
}
