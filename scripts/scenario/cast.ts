import { HDNodeWallet, type JsonRpcProvider } from "ethers";
import type { Lang, Text } from "../../client/text/text.ts";
import type { Scenario } from "./files.ts";

/**
 * The key phrase that Hardhat publishes for development chains. Everybody knows it: keys from it are worth nothing, and
 * only a chain on this machine may ever use them.
 */
const PUBLIC_DEVELOPMENT_PHRASE = "test test test test test test test test test test test junk";

/** Somebody who signs in the story. */
export interface Person {
  readonly name: Text;
  readonly signer: HDNodeWallet;
}

export interface DistrictCast {
  readonly key: string;
  readonly number: number;
  readonly name: Text;
  /** The three who own the district's Safe; two of them sign. */
  readonly officials: readonly Person[];
  readonly bureau: Person;
  readonly approver: Person;
  readonly finance: Person;
}

export interface Cast {
  readonly deployer: Person;
  readonly operator: Person;
  readonly auditor: Person;
  readonly enterprise: Person;
  readonly districts: Readonly<Record<string, DistrictCast>>;
  readonly providers: Readonly<Record<string, Person>>;
}

/** Everybody in a scenario, each with a key of their own. */
export function castOf({ districts, parties }: Scenario, provider: JsonRpcProvider): Cast {
  let next = 0;
  const person = (name: Text): Person => {
    const path = `m/44'/60'/0'/0/${String(next++)}`;
    return { name, signer: HDNodeWallet.fromPhrase(PUBLIC_DEVELOPMENT_PHRASE, undefined, path).connect(provider) };
  };
  const office = ({ en, zh }: Text, duty: Text): Person =>
    person({ en: `${en} · ${duty.en}`, zh: `${zh} · ${duty.zh}` });

  const deployer = person({ en: "Deployer", zh: "部署者" });
  const operator = person({ en: "Operator", zh: "运营机构" });
  const auditor = person({ en: "Auditor", zh: "审计机构" });
  const enterprise = person(parties.enterprise.name);
  const districtCast = Object.entries(districts.districts).map(([key, { name }], i): [string, DistrictCast] => [
    key,
    {
      key,
      number: i + 1,
      name,
      officials: [1, 2, 3].map((n) => office(name, { en: `Official ${String(n)}`, zh: `负责人 ${String(n)}` })),
      bureau: office(name, { en: "Bureau", zh: "科技局" }),
      approver: office(name, { en: "Approver", zh: "审批人" }),
      finance: office(name, { en: "Finance", zh: "财政局" }),
    },
  ]);
  const providers = Object.entries(parties.providers).map(([key, { name }]): [string, Person] => [key, person(name)]);
  return {
    deployer,
    operator,
    auditor,
    enterprise,
    districts: Object.fromEntries(districtCast),
    providers: Object.fromEntries(providers),
  };
}

/** An entry that the scenario's files were checked to have. */
export function named<T>(entries: Readonly<Record<string, T>>, key: string): T {
  const entry = entries[key];
  if (entry === undefined) throw new RangeError(`Nothing is named ${key}.`);
  return entry;
}

/** What an account is called in the story, or its address. */
export function nameOf(cast: Cast, account: string, lang: Lang): string {
  return everybody(cast).find(({ signer }) => signer.address === account)?.name[lang] ?? account;
}

/** A sentence with people's names where it has their addresses. */
export function withNames(cast: Cast, sentence: string, lang: Lang): string {
  return sentence.replaceAll(/0x[0-9a-fA-F]{40}\b/g, (account) => {
    const name = nameOf(cast, account, lang);
    return name === account ? account : `${account.slice(0, 6)}… (${name})`;
  });
}

function everybody({ deployer, operator, auditor, enterprise, districts, providers }: Cast): Person[] {
  const officers = Object.values(districts).flatMap((district) => [
    ...district.officials,
    district.bureau,
    district.approver,
    district.finance,
  ]);
  return [deployer, operator, auditor, enterprise, ...officers, ...Object.values(providers)];
}
