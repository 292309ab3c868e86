import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { hexlify, id, randomBytes } from "ethers";
import { dayOf, isoOfDay } from "../../client/days.ts";
import { deployLedger } from "../../client/deploy/deploy.ts";
import { fileStore } from "../../client/deploy/fileStore.ts";
import { readHardhatArtifacts } from "../../client/deploy/hardhatArtifacts.ts";
import { demandVerified, verifyDeployment } from "../../client/deploy/verify.ts";
import type { Deployment } from "../../client/deployment.ts";
import type { NullifierKey } from "../../client/documents/nullifierKey.ts";
import { KeptDocument, type Matter } from "../../client/documents/record.ts";
import { SealedKey } from "../../client/documents/sealedKey.ts";
import { connectLedger, type Ledger } from "../../client/ledger.ts";
import { ledgerDomain, type LedgerDomain } from "../../client/messages.ts";
import { approve, executeProposal, proposeOfficers, safePlace, type Officer } from "../../client/safe.ts";
import { senderOf, type Draft, type Sent } from "../../client/send.ts";
import type { Text } from "../../client/text/text.ts";
import { addWorkingDays, readHolidays, type Holidays } from "../../client/workingDays.ts";
import { PASSWORD, WEAK_SEAL } from "../practice/person.ts";
import { commitProfile } from "../registers/papers.ts";
import type { Register } from "../registers/register.ts";
import { castOf, type Cast, type DistrictCast, type Person } from "./cast.ts";
import type { Scenario } from "./files.ts";
import type { LocalNode } from "./localNode.ts";
import type { Timeline } from "./timeline.ts";

/** A document that an office keeps with its salt; the ledger holds the commitment alone. */
export interface Paper {
  /** Of a district, 0 for the Operator. */
  readonly keeper: number;
  readonly document: KeptDocument;
}

interface Party {
  readonly name: Text;
  readonly creditCode: string;
}

/** A running ledger with everybody in their place, and the means to act on it. */
export class Stage {
  readonly scenario: Scenario;
  readonly node: LocalNode;
  readonly cast: Cast;
  readonly deployment: Deployment;
  readonly ledger: Ledger;
  readonly domain: LedgerDomain;
  readonly holidays: Holidays;
  /** The key that the districts share and the public does not; here one for this run alone. */
  readonly nullifierKey: NullifierKey;
  /** The same, as offices keep it. */
  readonly sealedKey: SealedKey;
  readonly papers: Paper[] = [];
  private readonly timeline: Timeline;

  private constructor(
    scenario: Scenario,
    node: LocalNode,
    cast: Cast,
    deployment: Deployment,
    keys: { readonly open: NullifierKey; readonly sealed: SealedKey },
    timeline: Timeline,
  ) {
    this.scenario = scenario;
    this.nullifierKey = keys.open;
    this.sealedKey = keys.sealed;
    this.node = node;
    this.cast = cast;
    this.deployment = deployment;
    this.ledger = connectLedger(deployment, node.provider);
    this.domain = ledgerDomain(deployment.chainId, deployment.contracts.orders.address, deployment.plan.salt);
    this.holidays = readHolidays(scenario.holidays);
    this.timeline = timeline;
  }

  /** Deploys the ledger with its Safes, hands it over and re-reads it from the chain. */
  static async open(
    scenario: Scenario,
    node: LocalNode,
    timeline: Timeline,
    files: { readonly artifacts: string; readonly deployment: string; readonly commit: string },
  ): Promise<Stage> {
    const cast = castOf(scenario, node.provider);
    const artifacts = await readHardhatArtifacts(files.artifacts);
    const deployment = await deployLedger({
      deployer: cast.deployer.signer,
      plan: planOf(scenario, cast),
      artifacts,
      commit: files.commit,
      store: fileStore(files.deployment),
    });
    const verification = await verifyDeployment({ provider: node.provider, deployment, artifacts });
    demandVerified(verification);
    const sealed = await SealedKey.make(1, PASSWORD, WEAK_SEAL);
    const keys = { sealed, open: await sealed.open(PASSWORD, "nullifier key") };
    const stage = new Stage(scenario, node, cast, deployment, keys, timeline);
    const held = verification.checks.length;
    await stage.tell(cast.deployer, {
      en: `deployed the ledger, handed every role over and kept none; ${String(held)} facts re-read from the chain hold`,
      zh: `部署账本并移交全部权限，部署者不保留任何权限；从链上复核 ${String(held)} 项均相符`,
    });
    return stage;
  }

  /** Sends a transaction in somebody's name and adds it to the timeline. */
  async act(who: Person, what: Text, request: Draft | Promise<Draft>): Promise<Sent> {
    const sent = await this.send(who, request);
    await this.tell(who, what, sent.receipt.blockNumber);
    return sent;
  }

  /** Adds to the timeline what was done elsewhere than on the ledger. */
  async elsewhere(who: Text, what: Text): Promise<void> {
    this.timeline.act(isoOfDay(await this.today()), who, what);
  }

  /** Sends a transaction in somebody's name. @throws TransactionRefused with the ledger's answer. */
  async send(who: Person, request: Draft | Promise<Draft>): Promise<Sent> {
    return senderOf(who.signer, { contracts: Object.values(this.ledger) }).send(request);
  }

  /** A district's Safe appoints officers: two of its three officials sign, and anyone carries it out. */
  async appoint(district: DistrictCast, officers: readonly Officer[], what: Text): Promise<void> {
    const { address } = this.safeOf(district);
    const proposal = proposeOfficers(await safePlace(address, this.node.provider), {
      district: district.number,
      appoint: officers,
      manager: this.deployment.contracts.manager.address,
      multiSend: this.deployment.contracts.multiSend.address,
    });
    const signers = district.officials.slice(0, 2);
    const approvals = await Promise.all(signers.map(({ signer }) => approve(proposal, signer)));
    const receipt = await executeProposal(proposal, approvals, this.cast.deployer.signer);
    const safe = { en: `${district.name.en} · Safe, 2 of 3`, zh: `${district.name.zh} · 多签 2/3` };
    await this.tell({ name: safe }, what, receipt.blockNumber);
  }

  /** Commits to a document under a fresh salt, and keeps both for an office: of a district, or 0 for the Operator. */
  paper(keeper: number, matter: Matter): string {
    const document = KeptDocument.make(matter, Date.now());
    this.papers.push({ keeper, document });
    return document.commitment;
  }

  /** Commits to a party's profile for the office of its district. */
  async profile(keeper: number, register: Register, { name, creditCode }: Party): Promise<string> {
    const store = { commitFor: async (matter: Matter) => Promise.resolve(this.paper(keeper, matter)) };
    const said = { name: name.zh, englishName: name.en, creditCode, controller: creditCode };
    return commitProfile(store, register, said);
  }

  /** The last day of a public notice that begins today: the policy's working days, weekends and holidays left out. */
  async noticeEnd(): Promise<number> {
    return addWorkingDays(await this.today(), this.scenario.policy.noticeWorkingDays, this.holidays);
  }

  async today(): Promise<number> {
    return dayOf(await this.now());
  }

  /** A deadline for signatures: a month from now. */
  async soon(): Promise<bigint> {
    return BigInt((await this.now()) + 30 * 86_400);
  }

  private async now(): Promise<number> {
    return (await this.node.provider.getBlock("latest"))?.timestamp ?? 0;
  }

  private async tell(who: Pick<Person, "name">, what: Text, block?: number): Promise<void> {
    const shown = block ?? (await this.node.provider.getBlockNumber());
    this.timeline.act(isoOfDay(await this.today()), who.name, what, shown);
  }

  private safeOf(district: DistrictCast) {
    const safe = this.deployment.safes[district.key];
    if (!safe) throw new RangeError(`${district.key} has no Safe.`);
    return safe;
  }
}

/** What is deployed, from the scenario's files. */
function planOf({ districts, policy }: Scenario, cast: Cast) {
  return {
    network: "local",
    salt: hexlify(randomBytes(32)),
    predecessor: null,
    settings: {
      admissionNoticeFloor: policy.noticeFloorDays,
      admissionNoticeCeiling: policy.noticeCeilingDays,
      admissionResolveDays: policy.resolveDays,
      rotationDays: policy.rotationDays,
    },
    grantDelayDays: 3,
    districts: Object.entries(districts.districts).map(([key, { name }]) => ({
      key,
      name: `${name.zh} ${name.en}`,
      profile: id(`${name.zh} ${name.en}`),
      officials: cast.districts[key]?.officials.map(({ signer }) => signer.address) ?? [],
      threshold: 2,
    })),
    consortium: { threshold: 3 },
    operator: cast.operator.signer.address,
    auditor: cast.auditor.signer.address,
  };
}

/** The SHA-256 of a policy's file, as programs refer to it. */
export async function policyDigest(policies: string): Promise<string> {
  const bytes = await readFile(path.join(policies, "sample.yaml"));
  return `0x${createHash("sha256").update(bytes).digest("hex")}`;
}
