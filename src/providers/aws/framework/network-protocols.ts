/** Names that the provider takes for protocol numbers: IANA's, all but a few. */
const NAMES = [
  "hopopt icmp igmp ggp ipv4 st tcp cbt egp igp bbn-rcc-mon nvp-ii pup argus emcon xnet chaos udp mux dcn-meas hmp",
  "prm xns-idp trunk-1 trunk-2 leaf-1 leaf-2 rdp irtp iso-tp4 netblt mfe-nsp merit-inp dccp 3pc idpr xtp ddp",
  "idpr-cmtp tp++ il ipv6 sdrp ipv6-route ipv6-frag idrp rsvp gre dsr bna esp ah i-nlsp swipe narp mobile tlsp -",
  "ipv6-icmp ipv6-nonxt ipv6-opts 61 cftp 63 sat-expak kryptolan rvd ippc 68 sat-mon visa ipcv cpnx cphb wsn pvp",
  "br-sat-mon sun-nd wb-mon wb-expak iso-ip vmtp secure-vmtp vines ttp nsfnet-igp dgp tcf eigrp ospfigp sprite-rpc",
  "larp mtp ax.25 ipip micp scc-sp etherip encap 99 gmtp ifmp pnni pim aris scps qnx a/n ipcomp snp compaq-peer",
  "ipx-in-ip vrrp pgm 114 l2tp 116 iatp stp srp uti smp sm ptp isis-over-ipv4 fire crtp crudp sscopmce iplt sps pipe",
  "sctp fc rsvp-e2e-ignore mobility-header udplite mpls-in-ip manet shim6 wesp rohc 142",
]
  .join(" ")
  .split(" ");

const NUMBERS: ReadonlyMap<string, number> = new Map<string, number>([
  ["all", -1],
  ...NAMES.map((name, number): [string, number] => [name, number]).filter(([name]) => name !== "-"),
  ["253", 253],
  ["254", 254],
]);
const KNOWN: ReadonlySet<number> = new Set(NUMBERS.values());

/** The number of a protocol that is given by its name or its number; undefined when the provider does not know it. */
export function networkProtocol(text: string): number | undefined {
  const number = NUMBERS.get(text) ?? (/^[+-]?\d+$/.test(text) ? Number(text) : undefined);
  return number !== undefined && KNOWN.has(number) ? number : undefined;
}
