import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { id, Transaction, Wallet, type TransactionRequest } from "ethers";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { TransactionRefused } from "../../../client/outcome.ts";
import type { Text } from "../../../client/text/text.ts";
import { Journal, type Run } from "../../../scripts/chain/journal.ts";
import { Nodes } from "../../../client/nodes.ts";
import { Outbox, type OutboxOptions } from "../../../scripts/chain/outbox.ts";
import { openOffice, person, type Office } from "../support/office.ts";
import { openProxy, type Fault, type Proxy } from "../support/proxy.ts";

const TITLE: Text = { en: "Register a firm", zh: "登记一家企业" };
const QUICK = { again: 200, stalled: 600, patience: 60_000 };

describe("Sending through bad lines", () => {
  let office: Office;
  let proxy: Proxy;
  let folder: string;
  let firms = 0;
  const opened: Outbox[] = [];
  const notes: string[] = [];
  const inChinese: string[] = [];

  before(async () => {
    office = await openOffice();
  });
  after(async () => office.close());
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "journal-"));
    proxy = await openProxy(office.url);
    notes.length = 0;
    inChinese.length = 0;
  });
  afterEach(async () => {
    await office.provider.send("evm_setAutomine", [true]);
    await office.provider.send("evm_mine", []);
    for (const outbox of opened.splice(0)) await outbox.close();
    await proxy.close();
    await rm(folder, { recursive: true });
  });

  /** Waits until somebody has been told so. */
  const noted = async (beginning: string): Promise<void> => {
    while (!notes.some((note) => note.startsWith(beginning))) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const nodes = (): Nodes => new Nodes({ urls: [proxy.url], chain: office.deployment, requestSeconds: 1 });
  const bureau = person("wujin bureau");
  const open = async (over: Partial<OutboxOptions> = {}): Promise<Outbox> => {
    const outbox = await Outbox.open({
      nodes: nodes(),
      signer: bureau,
      contracts: Object.values(office.ledger),
      folder,
      command: "enterprise import",
      note: ({ en, zh }) => void (notes.push(en), inChinese.push(zh)),
      watch: () => undefined,
      signal: new AbortController().signal,
      pace: QUICK,
      ...over,
    });
    opened.push(outbox);
    return outbox;
  };
  const closed = async (outbox: Outbox): Promise<void> => {
    opened.splice(opened.indexOf(outbox), 1);
    await outbox.close();
  };
  const draft = async (name = `firm ${++firms}`) =>
    office.ledger.enterprises.register.populateTransaction([
      { home: 2, wallet: person(name).address, party: id(name), group: id(`group of ${name}`), profile: id("profile") },
    ]);
  const registered = async (): Promise<number> => Number(await office.ledger.enterprises.countOf(2));
  const used = async (): Promise<number> => office.provider.getTransactionCount(bureau.address);
  const whenSent =
    (fault: Fault, times = 1) =>
    (methods: readonly string[]): Fault =>
      methods.includes("eth_sendRawTransaction") && times-- > 0 ? fault : "pass";
  const failureOf = async (act: Promise<unknown>): Promise<TongduiError> => {
    const failure = await act.then(
      () => expect.fail("it should have failed"),
      (error: unknown) => error,
    );
    expect(failure).to.be.instanceOf(TongduiError);
    return failure as TongduiError;
  };
  const refusalOf = async (act: Promise<unknown>): Promise<TransactionRefused> => {
    const failure = await act.then(
      () => expect.fail("it should have been refused"),
      (error: unknown) => error,
    );
    if (failure instanceof TransactionRefused) return failure;
    throw failure as Error;
  };
  const journals = async (of = folder): Promise<string[]> =>
    (await readdir(of)).filter((name) => name.endsWith(".jsonl"));
  const whose = (): Run => ({
    command: "enterprise import",
    chainId: office.deployment.chainId,
    genesis: office.deployment.genesis,
    account: bureau.address,
    started: new Date().toISOString(),
  });

  for (const fault of ["drop", "cut", "half", "twice", "busy", "garbage", "silence"] as const) {
    it(`a transaction takes effect once when its line gives ${fault}`, async () => {
      const [before, number] = [await registered(), await used()];
      const outbox = await open();
      proxy.fault = whenSent(fault);
      const { receipt, events } = await outbox.send(await draft(), TITLE);
      expect(receipt.status).to.equal(1);
      expect(events.map(({ name }) => name)).to.include("EnterpriseRegistered");
      expect([(await registered()) - before, (await used()) - number]).to.deep.equal([1, 1]);
      await closed(outbox);
      expect(await journals()).to.deep.equal([]);
      expect(await journals(path.join(folder, "finished"))).to.have.length(1);
    });
  }

  it("several are under way at once, in the order of their numbers", async () => {
    const before = await registered();
    const outbox = await open();
    await office.provider.send("evm_setAutomine", [false]);
    const started = [];
    for (let i = 0; i < 5; i += 1) {
      started.push(await outbox.start({ ...(await draft()), gasLimit: 1_000_000n }, TITLE));
    }
    await office.provider.send("evm_mine", []);
    const sent = await Promise.all(started.map(async (one) => one.sent));
    expect(new Set(sent.map(({ receipt }) => receipt.blockNumber)).size).to.equal(1);
    const { transactions = [] } = (await office.provider.getBlock(sent[0]?.receipt.blockNumber ?? 0)) ?? {};
    expect(sent.map(({ receipt }) => receipt.hash)).to.deep.equal(transactions);
    expect((await registered()) - before).to.equal(5);
  });

  it("says what the contract refuses before sending, and uses no number for it", async () => {
    const outbox = await open();
    const number = await used();
    await outbox.send(await draft("twice"), TITLE);
    const failure = await refusalOf(outbox.send(await draft("twice"), TITLE));
    expect(failure.item).to.equal(0);
    expect(failure.transaction).to.equal(undefined);
    expect((await used()) - number).to.equal(1);
  });

  it("says what the contract refused in a block, and goes on with the next number", async () => {
    const outbox = await open();
    const { gasLimit, ...twice } = { ...(await draft("refused")), gasLimit: 1_000_000n };
    await outbox.send(twice, TITLE);
    const failure = await refusalOf(outbox.send({ ...twice, gasLimit }, TITLE));
    expect(failure.transaction).to.match(/^0x[0-9a-f]{64}$/);
    expect((await outbox.send(await draft(), TITLE)).receipt.status).to.equal(1);
  });

  it("a transaction that was signed and not handed over when the run died is handed over by the next run", async () => {
    const before = await registered();
    const [request, nonce] = [await draft(), await used()];
    const raw = await bureau.signTransaction(dressed(request, nonce));
    const journal = await Journal.begin(folder, whose());
    await journal.sending({ hash: Transaction.from(raw).hash ?? "", nonce, title: TITLE, raw });
    await journal.leave();

    await closed(await open());
    expect((await registered()) - before).to.equal(1);
    expect(notes).to.deep.equal(["An earlier run may have sent: Register a firm. Looking for it…"]);
    expect(inChinese).to.deep.equal(["此前的运行可能已发送：登记一家企业。正在核实……"]);
    expect(await journals()).to.deep.equal([]);
    await closed(await open());
    expect((await registered()) - before).to.equal(1);
  });

  it("a transaction that was handed over when the run died is waited for by the next run", async () => {
    const before = await registered();
    await office.provider.send("evm_setAutomine", [false]);
    const died = await open();
    await died.start({ ...(await draft()), gasLimit: 1_000_000n }, TITLE);
    await closed(died);
    expect(await journals()).to.have.length(1);
    const next = open();
    setTimeout(() => void office.provider.send("evm_mine", []), 300);
    await closed(await next);
    expect((await registered()) - before).to.equal(1);
  });

  it("a line of the journal that a power cut left half-written is passed over", async () => {
    const journal = await Journal.begin(folder, whose());
    await journal.leave();
    const [file = ""] = await journals();
    const text = await readFile(path.join(folder, file), "utf8");
    await writeFile(path.join(folder, file), `${text}{"sending":{"hash":"0x12`);
    await closed(await open());
    expect(await journals()).to.deep.equal([]);
  });

  it("a transaction before which a number was never used is not waited for for ever", async () => {
    const [nonce, before] = [(await used()) + 1, await registered()];
    const raw = await bureau.signTransaction(dressed(await draft(), nonce));
    const journal = await Journal.begin(folder, whose());
    await journal.sending({ hash: Transaction.from(raw).hash ?? "", nonce, title: TITLE, raw });
    await journal.leave();
    const outbox = await open();
    expect(notes[1]).to.match(/^It waits for a number before its own/);
    await outbox.send(await draft(), TITLE);
    await closed(outbox);
    expect([(await registered()) - before, await journals()]).to.deep.equal([1, []]);
  });

  it("what earlier runs left is sent in the order of the numbers, wherever the clock has been set", async () => {
    const [number, before] = [await used(), await registered()];
    for (const [place, started] of ["2030-02-02T00:00:00.000Z", "2030-01-01T00:00:00.000Z"].entries()) {
      const [journal, nonce] = [await Journal.begin(folder, { ...whose(), started }), number + place];
      const raw = await bureau.signTransaction(dressed(await draft(), nonce));
      await journal.sending({ hash: Transaction.from(raw).hash ?? "", nonce, title: TITLE, raw });
      await journal.leave();
    }
    await closed(await open());
    expect([(await registered()) - before, await journals()]).to.deep.equal([2, []]);
  });

  it("a dry run sends nothing, not even what an earlier run left, and writes nothing down", async () => {
    const [number, count] = [await used(), await registered()];
    const journal = await Journal.begin(folder, whose());
    const raw = await bureau.signTransaction(dressed(await draft(), number));
    await journal.sending({ hash: Transaction.from(raw).hash ?? "", nonce: number, title: TITLE, raw });
    await journal.leave();
    const before = await readdir(folder, { recursive: true });
    const outbox = await open({ dryRun: true });
    await outbox.gasFor(await draft());
    await closed(outbox);
    expect([await used(), await registered()]).to.deep.equal([number, count]);
    expect(await readdir(folder, { recursive: true })).to.deep.equal(before);
    expect(notes).to.have.length(1);
    expect(notes[0]).to.match(/^An earlier run may have sent: Register a firm\./);
  });

  it("is nobody's to read but the owner's, and a folder of that name is not read", async () => {
    await mkdir(path.join(folder, "0.jsonl"));
    const outbox = await open();
    const [name = ""] = (await journals()).filter((one) => one !== "0.jsonl");
    expect((await stat(path.join(folder, name))).mode & 0o077).to.equal(0);
    await closed(outbox);
  });

  it("leaves another account's journal alone", async () => {
    const journal = await Journal.begin(folder, { ...whose(), account: person("yangpu bureau").address });
    await journal.leave();
    await closed(await open());
    expect(await journals()).to.have.length(1);
  });

  it("says so when somebody else with the same key took the number", async () => {
    const other = dressed(await draft(), await used());
    const overtaken = new Wallet(bureau.privateKey);
    const sign = overtaken.signTransaction.bind(overtaken);
    let isFirst = true;
    overtaken.signTransaction = async (request) => {
      if (isFirst) await office.provider.send("eth_sendRawTransaction", [await sign(other)]);
      isFirst = false;
      return sign(request);
    };
    const outbox = await open({ signer: overtaken });
    const before = await registered();
    expect((await failureOf(outbox.send(await draft(), TITLE))).code).to.equal("NumberTaken");
    expect((await registered()) - before).to.equal(1);
    expect((await outbox.send(await draft(), TITLE)).receipt.status).to.equal(1);
  });

  it("waits for a chain that stands still, and says so", async () => {
    const outbox = await open();
    await office.provider.send("evm_setAutomine", [false]);
    const sending = outbox.send({ ...(await draft()), gasLimit: 1_000_000n }, TITLE);
    await noted("The chain has made no block since block");
    await office.provider.send("evm_mine", []);
    expect((await sending).receipt.status).to.equal(1);
  });

  it("gives up after its patience, and the next run waits for the same transaction", async () => {
    const before = await registered();
    const outbox = await open({ pace: { ...QUICK, patience: 300 } });
    await office.provider.send("evm_setAutomine", [false]);
    const failure = await failureOf(outbox.send({ ...(await draft()), gasLimit: 1_000_000n }, TITLE));
    expect(failure.code).to.equal("TransactionPending");
    await closed(outbox);
    await office.provider.send("evm_mine", []);
    await closed(await open());
    expect((await registered()) - before).to.equal(1);
  });

  it("begins nothing new when it is asked to stop", async () => {
    const stopping = new AbortController();
    const outbox = await open({ signal: stopping.signal });
    stopping.abort();
    const number = await used();
    expect((await failureOf(outbox.send(await draft(), TITLE))).code).to.equal("Interrupted");
    expect(await used()).to.equal(number);
  });

  it("one run at a time sends with an account: the next one waits", async () => {
    const first = await open();
    const order: string[] = [];
    const second = open().then((outbox) => {
      order.push("second");
      return outbox;
    });
    await noted("Another run with this account has been at work since ");
    await first.send(await draft(), TITLE);
    order.push("first is done");
    await closed(first);
    await second;
    expect(order).to.deep.equal(["first is done", "second"]);
  });

  it("the lock of a run that was killed holds nobody up", async () => {
    const held = { process: 2 ** 22 + 1, machine: hostname(), since: "2030-03-01" };
    await writeFile(path.join(folder, `${bureau.address}.lock`), JSON.stringify(held));
    await closed(await open());
    expect((await readdir(folder)).filter((name) => name.includes("lock"))).to.deep.equal([]);
  });

  it("a run on another machine is not overruled", async () => {
    const held = { process: 1, machine: "another", since: "2030-03-01" };
    await writeFile(path.join(folder, `${bureau.address}.lock`), JSON.stringify(held));
    const failure = await failureOf(open());
    expect(failure.code).to.equal("AccountHeldElsewhere");
    expect(failure.sentence.en).to.contain("another");
  });

  const dressed = (request: TransactionRequest, nonce: number): TransactionRequest => ({
    ...request,
    type: 0,
    gasPrice: 0n,
    gasLimit: 1_000_000n,
    chainId: office.deployment.chainId,
    nonce,
  });
});
