import { spawn, type ChildProcess } from "node:child_process";
import { rm } from "node:fs/promises";
import { request } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { toQuantity } from "ethers";
import { MOMENTS, type Moment } from "../support/killing.ts";
import { openOffice, person, type Office } from "../support/office.ts";
import { openProxy, type Proxy } from "../support/proxy.ts";
import { NUMBERS, TERMS } from "../support/scene.ts";
import { askDesk, linkOf, openPage, openPortal, type PortalBehind } from "./desk.ts";

const COMMAND = fileURLToPath(new URL("../../../scripts/tongdui.ts", import.meta.url));
const BUREAU = "wujin bureau";

/** A desk in a process of its own. */
async function openProcess(
  portal: string,
  profile: string,
): Promise<{ child: ChildProcess; url: string; token: string }> {
  const words = ["desk", "--portal", portal, "--profile", profile, "--yes", "--lang", "en"];
  const child = spawn(process.execPath, [COMMAND, ...words], { stdio: ["ignore", "ignore", "pipe"] });
  let shown = "";
  return new Promise((resolve, reject) => {
    child.once("close", () => reject(new Error(shown)));
    child.stderr.on("data", (piece: Buffer) => {
      shown += piece.toString();
      const link = linkOf(shown);
      if (link) resolve({ child, ...link });
    });
  });
}

async function send(
  url: string,
  token: string,
  asked: object,
): Promise<{ result?: string; error?: { name?: string } }> {
  const headers = { "content-type": "application/json", origin: url, "x-tongdui-desk": token };
  const body = JSON.stringify({ method: "eth_sendTransaction", params: [asked] });
  return JSON.parse((await askDesk(url, "POST", "/wallet", headers, body)).text) as never;
}

describe("An act at the desk", () => {
  let office: Office;
  let portal: PortalBehind;
  let proxy: Proxy;
  const account = person(BUREAU).address;
  before(async () => {
    office = await openOffice();
    portal = await openPortal(office.deployment);
    proxy = await openProxy(office.url);
  });
  after(async () => {
    await proxy.close();
    await portal.close();
    await office.close();
  });

  /** One that the ledger would take again and again: each makes a program. */
  async function proposal(): Promise<{ from: string; to: string; data: string; nonce: string }> {
    const terms = {
      ...TERMS,
      home: NUMBERS.wujin,
      lastIssueDay: (await office.today()) + 300,
      joint: Array(8).fill(0),
    };
    const { programs } = office.deployment.contracts;
    return {
      from: account,
      to: programs.address,
      data: office.ledger.programs.interface.encodeFunctionData("propose", [terms, "https://policy.example/1"]),
      nonce: toQuantity(await office.provider.getTransactionCount(account)),
    };
  }

  // The desk asks the node before it is open; what is tried here begins with the act.
  for (const moment of MOMENTS.slice(1)) {
    it(`is done once, if the desk is killed ${moment.name} and opened again`, async () => {
      const before = await office.ledger.programs.count();
      await killedAndAgain(moment, await proposal());
      expect((await office.ledger.programs.count()) - before).to.equal(1n);
    });
  }

  async function killedAndAgain(moment: Moment, asked: { from: string; nonce: string }): Promise<void> {
    const profile = await office.profile(BUREAU, { nodes: [proxy.url] });
    const first = await openProcess(portal.url, profile);
    const gone = new Promise((resolve) => first.child.once("close", resolve));
    let isKilled = false;
    proxy.fault = (methods, before) => {
      if (isKilled || !moment.at({ methods, before, sent: 0 })) return "pass";
      isKilled = true;
      if (moment.heard) return { change: () => (first.child.kill("SIGKILL"), "") };
      first.child.kill("SIGKILL");
      return "drop";
    };
    await send(first.url, first.token, asked).catch(() => undefined);
    await gone;
    expect(isKilled).to.equal(true);
    const second = await openProcess(portal.url, profile);
    // The page knows the number under which it asked, and asks under no other.
    const again = await send(second.url, second.token, asked);
    if (again.error) expect(again.error.name).to.equal("NumberPassed");
    const ended = new Promise((resolve) => second.child.once("close", resolve));
    second.child.kill("SIGINT");
    await ended;
    await rm(path.dirname(profile), { recursive: true });
  }

  it("is done once, if the page asks twice at once", async () => {
    const before = await office.ledger.programs.count();
    const page = await openPage(office, BUREAU, portal.url);
    const asked = await proposal();
    const both = await Promise.all([1, 2].map(async () => page.wallet("eth_sendTransaction", [asked])));
    await page.close();
    expect(both.map(({ error }) => error?.name).sort()).to.deep.equal(["NumberPassed", undefined]);
    expect((await office.ledger.programs.count()) - before).to.equal(1n);
  });

  it("is not done when the officer says no in the window", async () => {
    const before = await office.ledger.programs.count();
    const asked: string[] = [];
    const page = await openPage(office, BUREAU, portal.url, async ({ en }) => Promise.resolve(asked.push(en) === 0));
    expect((await page.wallet("eth_sendTransaction", [await proposal()])).error?.code).to.equal(4_001);
    await page.close();
    expect(asked).to.deep.equal(["Send this to the ledger?"]);
    expect(page.notes()).to.contain("A program of district 2 is proposed");
    expect(await office.ledger.programs.count()).to.equal(before);
  });

  it("is not done when the page was closed before the officer says yes", async () => {
    const before = await office.ledger.programs.count();
    let say: (yes: boolean) => void = () => undefined;
    const asked = new Promise<void>((reached) => {
      answer = async () => {
        reached();
        return new Promise<boolean>((resolve) => (say = resolve));
      };
    });
    const page = await openPage(office, BUREAU, portal.url, async () => answer());
    const headers = { "content-type": "application/json", origin: page.url, "x-tongdui-desk": page.token };
    const body = JSON.stringify({ method: "eth_sendTransaction", params: [await proposal()] });
    const { hostname, port } = new URL(page.url);
    const asking = request({ hostname, port, method: "POST", path: "/wallet", headers });
    asking.on("error", () => undefined);
    asking.end(body);
    await asked;
    asking.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));
    say(true);
    await page.close();
    expect(await office.ledger.programs.count()).to.equal(before);
  });
});

let answer: () => Promise<boolean>;
