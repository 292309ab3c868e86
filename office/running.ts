/** An office from the words that it is started with, until it is ended; what is wrong with them is said before anybody is served. */
import { readDeployment } from "../client/deploy/fileStore.ts";
import type { Deployment } from "../client/deployment.ts";
import { TongduiError } from "../client/errors/tongduiError.ts";
import { namedText } from "../client/files/refused.ts";
import { readSecretFile, shown } from "../client/files/secretFile.ts";
import { connectLedger } from "../client/ledger.ts";
import { Nodes } from "../client/nodes.ts";
import type { FiguresAt } from "../client/observing/figures.ts";
import { openLog } from "../client/observing/log.ts";
import { giveUp } from "../client/starting/begin.ts";
import { nodeAnswers, tell } from "../client/starting/waiting.ts";
import { trustsProxy, VISITORS_ALIKE } from "../client/trustedProxy.ts";
import { readTrustRoot, Refusal } from "../verifier/index.ts";
import { storeOptions, type Kept } from "./keeping/commands.ts";
import { startOffice } from "./serve.ts";

export interface Running {
  readonly kept: Kept;
  readonly district: number;
  readonly deployment: string;
  readonly nodes: readonly string[];
  readonly portalOrigin: string;
  readonly trustRoot: string | undefined;
  readonly index: { readonly url: string; readonly keyFile: string } | undefined;
  readonly nullifierKey:
    { readonly file: string; readonly passwordFile: string; readonly current: boolean } | undefined;
  readonly mail: { readonly url: string; readonly from: string; readonly passwordFile: string | undefined } | undefined;
  readonly host: string;
  readonly port: number;
  readonly log: boolean;
  readonly figures: FiguresAt | undefined;
}

/** @throws TongduiError for what is wrong with the words; as `startOffice`. */
export async function serve(running: Running): Promise<void> {
  const { kept, district, nodes, portalOrigin, trustRoot, index, nullifierKey, mail, host, port, figures } = running;
  const told = running.log ? openLog("office", undefined, { district }) : undefined;
  if (!trustsProxy()) tell(VISITORS_ALIKE);
  const deployment = await readDeployment(running.deployment);
  if (trustRoot !== undefined) await demandTrustRoot(trustRoot);
  const words = {
    ...(await storeOptions(kept)),
    index: index && { url: index.url, key: await readSecretFile(index.keyFile) },
    mail: mail && {
      ...{ url: mail.url, from: mail.from },
      password: mail.passwordFile === undefined ? undefined : await readSecretFile(mail.passwordFile),
    },
    nullifierKey: nullifierKey && {
      text: await namedText(nullifierKey.file),
      password: await readSecretFile(nullifierKey.passwordFile),
      current: nullifierKey.current,
    },
  };
  const isThere = demandDistrict(district, deployment, nodes);
  // While no node answers nobody can say; the office serves what it can, and ends if it turns out that there is no such district.
  await within(PATIENCE_MS, isThere);
  const open = await startOffice({
    ...{ ...words, district, deployment, nodes, portalOrigin, trustRoot, host, port, log: told, figures },
    trustedProxy: trustsProxy(),
  });
  isThere.catch(giveUp);
  if (told) told.info("listening", { url: open.url, figures: open.figures });
  else process.stdout.write(`${open.url}\n`);
  const end = (): void => {
    told?.info("ending");
    void open.close().finally(() => process.exit(0));
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
}

/** How long a node that answers may take to do so. */
const PATIENCE_MS = 5_000;

/** Comes back when something is over, or after so long. @throws as it does, if it does in time. */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Waits for a node. @throws TongduiError `DistrictUnknown`, `OtherChain`. */
async function demandDistrict(district: number, deployment: Deployment, urls: readonly string[]): Promise<void> {
  await nodeAnswers(urls, deployment);
  if (district === 0) return;
  const nodes = new Nodes({ urls, chain: deployment });
  try {
    const count = Number(await connectLedger(deployment, nodes).districts.count());
    if (district > count) throw districtUnknown(district, count);
  } finally {
    nodes.destroy();
  }
}

/** One that comes later is taken then; what is there must be one. @throws TongduiError `TrustRootUnreadable`. */
async function demandTrustRoot(file: string): Promise<void> {
  let text: string;
  try {
    text = await namedText(file);
  } catch (error) {
    if (!(error instanceof TongduiError)) throw error;
    tell({
      en: `${error.sentence.en} Until it is there, the office makes no proofs.`,
      zh: `${error.sentence.zh}在此之前，本区办公系统无法生成证明。`,
    });
    return;
  }
  try {
    readTrustRoot(text);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new TongduiError("TrustRootUnreadable", {
      en: `${shown(file)} is not a trust root that can be used: ${error.en}`,
      zh: `${shown(file)} 不是可用的信任根：${error.zh}`,
    });
  }
}

function districtUnknown(district: number, count: number): TongduiError {
  return new TongduiError(
    "DistrictUnknown",
    {
      en: `The ledger has no district ${district}; it has districts 1 to ${count}.`,
      zh: `账本中没有编号为 ${district} 的区，现有编号为 1 至 ${count}。`,
    },
    { hint: { en: "Give another one after --district.", zh: "请在 --district 后另行指定。" } },
  );
}
