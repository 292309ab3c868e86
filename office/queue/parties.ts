/** Providers on their way into the catalogue, and wallets that are being replaced. */
import { formatEnterprise, formatProvider, parseEnterprise, parseProvider } from "../../client/ids.ts";
import { dayOf, isoOfDay } from "../../client/days.ts";
import { dayIn, type ProviderRow } from "./indexReader.ts";
import { fact, isSame, type Fact, type Sight, type Waiting } from "./waiting.ts";

const SECONDS_A_DAY = 86_400;

export async function providersToCountersign({ district, index, at, today }: Sight): Promise<Waiting[]> {
  const proposed = await index.all<ProviderRow>(`/providers?status=Proposed&district=${district}`);
  const { admissionNoticeFloor, admissionNoticeCeiling } = await at.ledger.edition.settings();
  return proposed.map((row) => {
    const id = String(parseProvider(row.provider));
    const earliest = isoOfDay(today + Number(admissionNoticeFloor));
    const latest = isoOfDay(today + Number(admissionNoticeCeiling));
    return {
      id: `countersign ${row.provider}`,
      kind: "countersign",
      duty: "bureau",
      district,
      title: { en: `Countersign the admission of ${row.provider}`, zh: `会签服务机构 ${row.provider} 入库` },
      facts: factsOf(row),
      since: row.proposedOn === undefined ? today : dayIn(row.proposedOn),
      due: null,
      offers: [
        { part: "providers", name: "countersign", args: [id, { need: "noticeEnd", earliest, latest }] },
        {
          part: "providers",
          name: "decline",
          args: [id, { need: "reason", purpose: "decline", subject: `provider ${row.provider}` }],
        },
      ],
    };
  });
}

/** Anyone may admit; the Operator and the provider's Bureau are told. */
export async function providersToAdmit(
  { district, index, at, today }: Sight,
  duty: "bureau" | "operator",
): Promise<Waiting[]> {
  const where = duty === "operator" ? "" : `&district=${district}`;
  const rows = (await index.all<ProviderRow>(`/providers?status=Countersigned${where}`)).filter(
    ({ noticeEnd }) => noticeEnd !== null && today > dayIn(noticeEnd),
  );
  const free = await Promise.all(
    rows.map(async ({ provider }) => {
      const subject = `0x${parseProvider(provider).toString(16).padStart(64, "0")}`;
      const standing = await Promise.all(
        [0, 1].map(async (seat) => at.ledger.providers.objectionStands(subject, seat)),
      );
      return !standing.includes(true);
    }),
  );
  return rows
    .filter((_, i) => free[i])
    .map((row) => ({
      id: `admit ${row.provider}`,
      kind: "admit",
      duty,
      district: row.district,
      title: { en: `Admit provider ${row.provider}`, zh: `准予服务机构 ${row.provider} 入库` },
      facts: factsOf(row),
      since: dayIn(row.noticeEnd ?? "1970-01-01") + 1,
      due: null,
      offers: [{ part: "providers", name: "admit", args: [String(parseProvider(row.provider))] }],
    }));
}

interface StoppedRow {
  readonly enterprise?: string;
  readonly provider?: string;
  readonly stopped: boolean;
}

/** Wallets whose waiting time is over; another officer than who proposed confirms. */
export async function rotationsToConfirm({ district, index, at, person, now }: Sight): Promise<Waiting[]> {
  const wait = Number((await at.ledger.edition.settings()).rotationDays) * SECONDS_A_DAY;
  const rows = (
    await Promise.all([
      index.all<StoppedRow>(`/enterprises?district=${district}`),
      index.all<StoppedRow>(`/providers?district=${district}`),
    ])
  ).flat();
  const items = await Promise.all(
    rows
      .filter(({ stopped }) => stopped)
      .map(async ({ enterprise, provider }): Promise<Waiting[]> => {
        const part = enterprise === undefined ? "providers" : "enterprises";
        const id = enterprise === undefined ? parseProvider(provider ?? "") : parseEnterprise(enterprise);
        const { wallet, time, by } = await at.ledger[part].rotations(id);
        if (time === 0n || isSame(by, person.account) || now < Number(time) + wait) return [];
        const name = part === "enterprises" ? formatEnterprise(id) : formatProvider(id);
        return [
          {
            id: `confirmRotation ${name} ${wallet}`,
            kind: "confirmRotation",
            duty: "approver",
            district,
            title: { en: `Confirm the new wallet of ${name}`, zh: `确认 ${name} 的新钱包` },
            facts: [fact("New wallet", "新钱包", wallet), fact("Proposed by", "提出人", by)],
            since: dayOf(Number(time) + wait),
            due: null,
            offers: [
              { part, name: "confirmRotation", args: [String(id), wallet] },
              { part, name: "cancelRotation", args: [String(id)] },
            ],
          },
        ];
      }),
  );
  return items.flat();
}

function factsOf({ provider, district, classes, validThrough, noticeEnd }: ProviderRow): Fact[] {
  return [
    fact("Provider", "服务机构", provider),
    fact("District", "所在区", { districts: [district] }),
    fact("Service classes", "服务类别", classes.join(", ")),
    fact("Valid through", "有效期至", validThrough),
    ...(noticeEnd === null ? [] : [fact("Public notice through", "公示至", noticeEnd)]),
  ];
}
