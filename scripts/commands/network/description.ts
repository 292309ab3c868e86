/** What `network init` reads, as its help shows it. */
export const DESCRIPTION_SHOWN = `  name: tongdui-pilot
  chainId: 20260917
  blockPeriodSeconds: 2
  besu: 26.9.0
  startsAt: 2026-12-01
  districts:
    - slug: wujin
      name: { en: Wujin, zh: 武进 }
      nodes:
        - name: wujin-1
          kind: validator
          host: 10.11.0.1
          publicKey: "0x…"`;
