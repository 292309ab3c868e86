/** `desk`: the pages on this computer alone, with this profile's key beside them, until the officer ends it. */
import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { buildPortal, DIST } from "../../portal/build.ts";
import { readSite } from "../../portal/server/site.ts";
import { portalOf } from "../atOffice/where.ts";
import { keyMissing } from "../chain/acting.ts";
import { openReading, type Reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { openSigner } from "../keys/openSigner.ts";
import { deskApp } from "./app.ts";
import { Challenges } from "./challenges.ts";
import { PassingOn } from "./passingOn.ts";
import { SigningDesk } from "./signing.ts";
import { walletOf } from "./wallet.ts";

export interface DeskInput {
  /** The portal's origin; the profile's where none was typed. */
  readonly portal: string | undefined;
  readonly port: number;
}

/**
 * Opens the desk and leaves it open until it is stopped.
 *
 * @throws TongduiError `UsageWrong`, `PortalUnreachable`, `PortalOfOtherLedger`, `PortTaken`, `KeyMissing`; as openReading, openSigner, Outbox.open.
 */
export async function openDesk({ portal: typed, port }: DeskInput, context: Context): Promise<Answer> {
  const open = await openReading(context);
  try {
    const portal = portalOf(typed, open.profile);
    if (!open.profile.key) throw keyMissing(context.profile);
    await demandSameLedger(portal, open);
    if (context.dryRun) return { data: { portal }, parts: [WOULD_OPEN] };
    const signer = await openSigner(open.profile.key, { askSecret: context.io.askSecret, provider: open.nodes });
    const challenges = new Challenges();
    const desk = await SigningDesk.open({ open, signer, portal, challenges });
    await buildPortal();
    const token = randomBytes(24).toString("base64url");
    const app = deskApp({
      site: await readSite(DIST, portal),
      passing: new PassingOn(portal, challenges),
      token,
      wallet: walletOf(desk, open),
      watch: context.watch,
    });
    const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
    const server = createServer({ maxHeaderSize: 8_192 }, (request, response) => void answer(request, response));
    const url = await listening(server, port);
    const link = `${url}/desk?lang=${context.lang}#desk=${token}`;
    context.io.note({
      en: `The desk of ${desk.account} is open. Open this link in your browser, and leave this window open; Ctrl+C ends the desk:\n  ${link}`,
      zh: `账户 ${desk.account} 的工作台已打开。请在浏览器中打开以下链接，并保持本窗口打开；按 Ctrl+C 结束：\n  ${link}`,
    });
    await stopped(context.signal);
    await closed(server);
    await desk.close();
    return { data: { portal, account: desk.account, acts: desk.count }, parts: [ended(desk.count)] };
  } finally {
    open.close();
  }
}

/** A page of another ledger would show one thing and have another signed. */
async function demandSameLedger(portal: string, { deployment, context }: Reading): Promise<void> {
  let response: Response;
  try {
    response = await fetch(`${portal}/index/head`, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: "error" });
  } catch {
    throw portalUnreachable(portal);
  }
  if (!response.ok) {
    context.io.note({
      en: `The portal's index does not answer yet (${response.status}); the desk's pages will be empty until it does.`,
      zh: `门户网站的索引尚未就绪（${response.status}），就绪前工作台页面没有内容。`,
    });
    return;
  }
  const head = (await response.json().catch(() => ({}))) as Readonly<Record<string, unknown>>;
  const isSame = String(head["chainId"]) === String(deployment.chainId) && head["genesis"] === deployment.genesis;
  if (!isSame) throw portalOfOtherLedger(portal);
}

const PATIENCE_MS = 20_000;

async function listening(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? portTaken(port) : error);
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function closed(server: Server): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await done;
}

async function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

const WOULD_OPEN = { en: "The desk would be opened.", zh: "将打开工作台。" };

function ended(count: number): Answer["parts"][number] {
  return {
    en: `The desk is closed. Sent or signed from it: ${count}.`,
    zh: `工作台已关闭。期间共发送或签署 ${count} 项。`,
  };
}

function portalUnreachable(portal: string): TongduiError {
  return new TongduiError(
    "PortalUnreachable",
    { en: `There is no portal to be reached at ${portal}.`, zh: `无法连接 ${portal} 的门户网站。` },
    { hint: { en: "Check the address and the network.", zh: "请检查地址和网络。" } },
  );
}

function portalOfOtherLedger(portal: string): TongduiError {
  return new TongduiError(
    "PortalOfOtherLedger",
    {
      en: `The portal at ${portal} shows another ledger than the one that your profile names.`,
      zh: `${portal} 的门户网站所展示的账本与您的配置文件不同。`,
    },
    {
      hint: {
        en: "Check the portal's address and the profile; if both are right, do not use this portal.",
        zh: "请检查门户地址和配置文件；如均无误，请勿使用该门户。",
      },
    },
  );
}

function portTaken(port: number): TongduiError {
  return new TongduiError(
    "PortTaken",
    { en: `The port ${port} is used by another program.`, zh: `端口 ${port} 已被其他程序占用。` },
    { hint: { en: "Give another one with --port, or 0.", zh: "请用 --port 指定其他端口，或填 0。" } },
  );
}
