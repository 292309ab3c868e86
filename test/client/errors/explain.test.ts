import { expect } from "chai";
import {
  AbiCoder,
  BrowserProvider,
  Contract,
  Interface,
  JsonRpcProvider,
  type JsonRpcPayload,
  type JsonRpcResult,
} from "ethers";
import { explainer } from "../../../client/errors/explain.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";

const LEDGER = new Interface([
  "function issue(bytes words)",
  "error DutyMissing(address account, uint16 district, uint8 duty)",
  "error BudgetExceeded(uint16 program, uint48 available, uint48 asked)",
  "error VoucherNotTransferable()",
  "error Unsaid(uint256 left, uint256)",
]);
const BATCH = new Interface(["error ItemFailed(uint256 item, bytes reason)"]);
const OTHER = new Interface([
  "error Strange(uint256 value)",
  "error AccessManagerUnauthorizedAccount(address msgsender, uint64 roleId)",
]);

const ACCOUNT = "0x52908400098527886E0F7030069857D2E4169EE7";
const budget = LEDGER.encodeErrorResult("BudgetExceeded", [3, 123_450n, 200_000n]);
const BUDGET_EN =
  "Not enough budget: program 3 can still issue ¥1,234.50, and ¥2,000.00 is needed. Finance has to propose a raise, and the Approver to confirm it.";

const explain = explainer([LEDGER]);
const sentence = (error: unknown) => explain(error, "en").sentence;
const reverted = (data: string) => Object.assign(new Error("execution reverted"), { code: 3, data });
const failed = (item: number, reason: string) => BATCH.encodeErrorResult("ItemFailed", [item, reason]);
const withString = (text: string) => `0x08c379a0${AbiCoder.defaultAbiCoder().encode(["string"], [text]).slice(2)}`;
const withPanic = (code: number) => `0x4e487b71${AbiCoder.defaultAbiCoder().encode(["uint256"], [code]).slice(2)}`;

describe("Explaining", () => {
  describe("a custom error", () => {
    it("gives its name, its values and a sentence in either language", () => {
      const { name, args, expected } = explain(reverted(budget), "en");
      expect({ name, args, expected }).to.deep.equal({
        name: "BudgetExceeded",
        args: { program: 3n, available: 123_450n, asked: 200_000n },
        expected: true,
      });
      expect(sentence(reverted(budget))).to.equal(BUDGET_EN);
      expect(explain(reverted(budget), "zh").sentence).to.equal(
        "预算不足：项目 3 尚可发放 ¥1,234.50，本次需要 ¥2,000.00。请先由财政局提出调增、审批人确认。",
      );
    });

    it("says duties and districts in words", () => {
      const data = LEDGER.encodeErrorResult("DutyMissing", [ACCOUNT, 2, 1]);
      expect(sentence(reverted(data))).to.equal(
        `The account ${ACCOUNT} does not hold the duty Bureau in district 2. Somebody who holds it has to do this.`,
      );
      expect(explain(reverted(data), "zh").sentence).to.equal(
        `账户 ${ACCOUNT} 在第 2 区没有“科技局”职责，须由具备该职责的人员办理。`,
      );
    });

    it("without a sentence is shown with its values", () => {
      expect(sentence(reverted(LEDGER.encodeErrorResult("Unsaid", [7, 8])))).to.equal(
        "The contract refused: Unsaid(left 7, argument2 8).",
      );
    });

    it("of OpenZeppelin is known", () => {
      const data = OTHER.encodeErrorResult("AccessManagerUnauthorizedAccount", [ACCOUNT, 2 << 8]);
      expect(sentence(reverted(data))).to.equal(
        `The account ${ACCOUNT} does not hold the duty Administrator of district 2, which this takes.`,
      );
    });

    it("that nobody knows is said to be unknown", () => {
      const data = OTHER.encodeErrorResult("Strange", [1]);
      const { name, expected, sentence: said } = explain(reverted(data), "en");
      expect({ name, expected }).to.deep.equal({ name: "UnknownRevert", expected: false });
      expect(said).to.equal(
        `The contract refused with an error that this program does not know (${data.slice(0, 10)}).`,
      );
    });

    it("whose data is cut off is said to be unknown", () => {
      expect(explain(reverted(budget.slice(0, -2)), "en").name).to.equal("UnknownRevert");
      expect(explain(reverted(withString("GS026").slice(0, 40)), "en").name).to.equal("UnknownRevert");
    });
  });

  describe("a batch", () => {
    it("names the item, counted from 1, and what is wrong with it", () => {
      const explanation = explain(reverted(failed(2, budget)), "en");
      expect(explanation.sentence).to.equal(`Item 3 of the batch: ${BUDGET_EN}`);
      expect(explanation).to.include({ name: "BudgetExceeded", item: 2 });
      expect(explain(reverted(failed(2, budget)), "zh").sentence).to.match(/^批次第 3 项：预算不足：项目 3/);
    });

    it("inside a batch is opened too", () => {
      const explanation = explain(reverted(failed(0, failed(4, budget))), "en");
      expect(explanation.sentence).to.equal(`Item 1 of the batch: Item 5 of the batch: ${BUDGET_EN}`);
      expect(explanation.item).to.equal(0);
    });

    it("whose item failed without a word says so", () => {
      expect(sentence(reverted(failed(0, "0x")))).to.equal(
        "Item 1 of the batch: The contract refused without a reason; it may have run out of gas.",
      );
    });
  });

  describe("a string or a panic", () => {
    it("knows Safe's codes", () => {
      expect(explain(reverted(withString("GS020")), "en")).to.include({
        name: "GS020",
        sentence: "The Safe needs more signatures. Ask further owners to sign.",
      });
    });

    it("passes other strings on", () => {
      expect(sentence(reverted(withString("not today")))).to.equal("The contract refused: “not today”");
      expect(sentence(reverted(withString("toString")))).to.equal("The contract refused: “toString”");
    });

    it("calls a panic a fault", () => {
      expect(explain(reverted(withPanic(0x11)), "en")).to.include({
        name: "Panic",
        expected: false,
        sentence: "The contract stopped at a fault of its own: a figure left its range (panic 0x11).",
      });
      expect(sentence(reverted(withPanic(0x99)))).to.contain("an unknown fault (panic 0x99)");
    });
  });

  describe("finds the revert data", () => {
    /** A contract behind a node that answers every call with one error, by way of JSON-RPC. */
    function behindNode(error: { code: number; message: string; data?: unknown }): Contract {
      class Node extends JsonRpcProvider {
        override _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
          // ethers declares results only, and looks for an error in each all the same.
          return Promise.resolve([payload].flat().map(({ id }) => ({ id, error })) as unknown as JsonRpcResult[]);
        }
      }
      const node = new Node("http://localhost", 1, { staticNetwork: true, batchMaxCount: 1 });
      return new Contract(ACCOUNT, LEDGER, node);
    }

    /** The same behind a browser's wallet. */
    function behindWallet(error: { code: number; message: string; data?: unknown }): Contract {
      const request = ({ method }: { method: string }) =>
        method === "eth_chainId"
          ? Promise.resolve("0x1")
          : Promise.reject(Object.assign(new Error(error.message), error));
      return new Contract(ACCOUNT, LEDGER, new BrowserProvider({ request }, 1));
    }

    async function failure(contract: Contract, how: "staticCall" | "estimateGas"): Promise<unknown> {
      const issue = contract.getFunction("issue");
      try {
        await issue[how]("0x1234");
      } catch (error) {
        return error;
      }
      return expect.fail("the call should have failed");
    }

    const message = "execution reverted";
    for (const [node, error] of [
      ["Besu", { code: -32000, message: "Execution reverted", data: budget }],
      ["geth or Hardhat", { code: 3, message, data: budget }],
      ["a node that wraps it", { code: -32603, message: "Internal error", data: { message, data: budget } }],
    ] as const) {
      for (const how of ["staticCall", "estimateGas"] as const) {
        it(`of ${node}, in ${how}`, async () =>
          expect(sentence(await failure(behindNode(error), how))).to.equal(BUDGET_EN));
      }
    }

    for (const [wallet, error] of [
      ["that passes it on", { code: 3, message, data: budget }],
      [
        "that wraps it",
        { code: -32603, message: "Internal JSON-RPC error.", data: { code: 3, message, data: budget } },
      ],
      [
        "that keeps the original",
        { code: -32603, message: "Internal", data: { originalError: { code: 3, message: "no", data: budget } } },
      ],
    ] as const) {
      it(`of a wallet ${wallet}`, async () =>
        expect(sentence(await failure(behindWallet(error), "estimateGas"))).to.equal(BUDGET_EN));
    }

    it("when sending failed, in ethers' way", () => {
      const error = Object.assign(new Error("could not coalesce error"), {
        code: "UNKNOWN_ERROR",
        error: { code: -32000, message, data: budget },
        payload: { method: "eth_sendRawTransaction", params: [{ data: "0xdeadbeef" }] },
      });
      expect(sentence(error)).to.equal(BUDGET_EN);
    });

    it("under causes, and in an error that is its own cause", () => {
      expect(sentence(new Error("outer", { cause: new Error("middle", { cause: reverted(budget) }) }))).to.equal(
        BUDGET_EN,
      );
      const circle = new Error("round and round");
      circle.cause = circle;
      expect(explain(circle, "en")).to.include({
        name: "Unknown",
        sentence: "Unexpected error: round and round",
        expected: false,
      });
    });

    it("and never takes what was sent for what came back", async () => {
      const explanation = explain(
        await failure(behindNode({ code: -32000, message: "Execution reverted", data: "0x" }), "staticCall"),
        "en",
      );
      expect(explanation.name).to.equal("UnknownReason");
    });
  });

  describe("an error of ours", () => {
    const text = { en: "Chunk 3 was refused.", zh: "第 3 段被拒绝。" };
    const hint = { en: "Run it again.", zh: "请重新运行。" };

    it("gives its code, sentence and hint", () => {
      expect(explain(new TongduiError("ChunkRefused", text, { hint }), "zh")).to.deep.equal({
        name: "ChunkRefused",
        args: {},
        sentence: "第 3 段被拒绝。",
        hint: "请重新运行。",
        expected: true,
      });
    });

    it("goes on with the contract's reason", () => {
      const error = new TongduiError("ChunkRefused", text, { hint, cause: reverted(failed(1, budget)) });
      expect(explain(error, "en")).to.include({
        name: "BudgetExceeded",
        item: 1,
        sentence: `Chunk 3 was refused. Item 2 of the batch: ${BUDGET_EN}`,
        hint: "Run it again.",
      });
    });

    it("is found under the error that it caused", () => {
      expect(sentence(new Error("page failed", { cause: new TongduiError("X", text) }))).to.equal(text.en);
    });

    it("says its sentence and hint together", () => {
      expect(new TongduiError("X", text, { hint }).say("en")).to.equal("Chunk 3 was refused. Run it again.");
      expect(new TongduiError("X", text).say("zh")).to.equal("第 3 段被拒绝。");
    });
  });

  it("says what failed on the way to the contract", () => {
    const refused = new Error("fetch failed", { cause: Object.assign(new Error("connect"), { code: "ECONNREFUSED" }) });
    expect(explain(refused, "en")).to.include({
      name: "ECONNREFUSED",
      sentence: "The node cannot be reached.",
      expected: true,
    });
    expect(sentence(Object.assign(new Error("user rejected action"), { code: "ACTION_REJECTED" }))).to.contain(
      "declined",
    );
  });

  it("says of a transaction that was included and failed that there is no reason", () => {
    const error = Object.assign(new Error("transaction execution reverted"), {
      code: "CALL_EXCEPTION",
      data: null,
      receipt: {},
    });
    expect(explain(error, "en").name).to.equal("UnknownReason");
  });

  it("takes anything that can be thrown", () => {
    for (const thrown of [undefined, null, 7, "boom", {}, []]) expect(explain(thrown, "en").expected).to.equal(false);
  });
});
