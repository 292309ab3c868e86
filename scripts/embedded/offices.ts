/** What the story made, put into the districts' offices as their officers would: signed in, over HTTP. */
import { districtOf, formatEnterprise, formatProvider } from "../../client/ids.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { named, type Person } from "../scenario/cast.ts";
import type { Played } from "../scenario/play.ts";

const OPERATOR = 0;

/** An office as somebody who is signed in there has it. */
export interface SignedIn {
  readonly send: (method: "POST" | "PUT", route: string, body: object) => Promise<unknown>;
  /** A file. */
  readonly read: (route: string) => Promise<Uint8Array>;
}

/**
 * Signs somebody in.
 *
 * @param url of the office.
 * @param origin of the portal, from which alone an office takes changes.
 * @throws TongduiError `OfficeRefused`.
 */
export async function signIn(url: string, origin: string, { name, signer }: Person): Promise<SignedIn> {
  let cookie = "";
  const send: SignedIn["send"] = async (method, route, body) => {
    const headers = { "content-type": "application/json", origin, cookie };
    const answer = await fetch(`${url}${route}`, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw refused(name.en, `${method} ${route}`, `${answer.status} ${await answer.text()}`);
    cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
    return answer.json();
  };
  const read: SignedIn["read"] = async (route) => {
    const answer = await fetch(`${url}${route}`, { headers: { cookie } });
    if (!answer.ok) throw refused(name.en, `GET ${route}`, `${answer.status} ${await answer.text()}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const { message } = (await send("POST", "/sign-in/challenge", { account: signer.address })) as { message: string };
  await send("POST", "/sign-in", { message, signature: await signer.signMessage(message) });
  return { send, read };
}

/** Documents with their salts, the names behind ids, and what each district publishes. */
export async function fillOffices(
  { stage, enterprise, providers }: Played,
  offices: ReadonlyMap<number, string>,
  origin: string,
): Promise<void> {
  const parties = [
    { home: Number(districtOf(enterprise)), id: formatEnterprise(enterprise) },
    ...Object.values(providers).map((one) => ({ home: Number(districtOf(one)), id: formatProvider(one) })),
  ];
  const fill = async (district: number, officer: Person): Promise<SignedIn> => {
    const office = await signIn(offices.get(district) ?? "", origin, officer);
    const papers = stage.papers.filter(({ keeper }) => keeper === district);
    const documents = papers.map(({ document }): unknown => JSON.parse(document.text()));
    if (documents.length > 0) await office.send("POST", "/documents/import", { documents });
    return office;
  };
  await Promise.all([
    fill(OPERATOR, stage.cast.operator),
    ...Object.values(stage.cast.districts).map(async ({ key, number, bureau }) => {
      const office = await fill(number, bureau);
      const own = parties.filter(({ home }) => home === number);
      for (const { id } of own) await office.send("PUT", `/profiles/${id}`, {});
      const { program, contact, publication } = named(stage.scenario.districts.districts, key);
      // Each district has one program, of its own number.
      const { serviceClasses } = stage.scenario.policy;
      const programs = { [number]: { title: program, objectTo: contact, serviceClasses } };
      await office.send("PUT", "/settings", { version: 0, settings: publication, contact, programs });
    }),
  ]);
}

function refused(who: string, what: string, answer: string): TongduiError {
  return new TongduiError("OfficeRefused", {
    en: `${who} is refused by the office: ${what}: ${answer}`,
    zh: `办公系统拒绝了 ${who} 的请求（${what}）：${answer}`,
  });
}
