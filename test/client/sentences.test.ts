import { expect } from "chai";
import { artifacts } from "hardhat";
import { Interface } from "ethers";
import { FOREIGN_SENTENCES } from "../../client/errors/foreignSentences.ts";
import { LEDGER_SENTENCES } from "../../client/errors/sentences.ts";
import { fillIn } from "../../client/errors/catalogue.ts";
import { sentenceGaps } from "./errors/sentenceGaps.ts";

/** Errors that only wrap another, which is explained in their place. */
const WRAPPERS = ["ItemFailed"];

/** Every contract that can be deployed, the project's own and those of others; the tests' own contracts are not. */
async function everyInterface(): Promise<Interface[]> {
  const names = await artifacts.getAllFullyQualifiedNames();
  const deployable = [...names].filter((name) => !name.startsWith("test/"));
  const built = await Promise.all(deployable.map((name) => artifacts.readArtifact(name)));
  return built.map(({ abi }) => {
    const errors = new Interface(abi).fragments.filter(({ type }) => type === "error");
    return new Interface(errors.filter((error) => !WRAPPERS.includes((error as unknown as { name: string }).name)));
  });
}

describe("The sentences", () => {
  it("are there, in both languages and with the right arguments, for every error of every contract and for nothing else", async () => {
    const sentences = { ...FOREIGN_SENTENCES, ...LEDGER_SENTENCES };
    expect(sentenceGaps(sentences, await everyInterface())).to.deep.equal([]);
  });

  it("are whole sentences in each language", () => {
    for (const [name, { en, zh }] of Object.entries({ ...FOREIGN_SENTENCES, ...LEDGER_SENTENCES })) {
      expect(en, name).to.match(/^[A-Z{].*[.]$/);
      expect(zh, name).to.match(/[\u4e00-\u9fff].*。$/);
      expect(zh, name).not.to.match(/[,;:?](?![^{]*\})/);
    }
  });

  it("say a state in the words of the contract that it belongs to", () => {
    const party = { enterprise: (2n << 32n) | 15n, provider: (2n << 32n) | 1n, status: 2n };
    const { EnterpriseIn, ProviderIn } = LEDGER_SENTENCES;
    expect(fillIn(EnterpriseIn!, party, "en")).to.contain("Enterprise 2-15 is frozen,");
    expect(fillIn(ProviderIn!, party, "en")).to.contain("Provider P2-1 is countersigned and in public notice,");
    expect(fillIn(EnterpriseIn!, party, "zh")).to.contain("企业 2-15 当前状态为“冻结”");
    expect(fillIn(EnterpriseIn!, { ...party, status: 99n }, "en")).to.contain("is state 99,");
  });

  it("count the places of a list from 1", () => {
    expect(fillIn(LEDGER_SENTENCES.InvoiceEmpty!, { invoice: 0n }, "en")).to.match(/^Invoice 1 of the claim/);
  });

  it("call what is objected to by its id or its hash", () => {
    const { NoticeOver } = LEDGER_SENTENCES;
    const provider = `0x${((2n << 32n) | 1n).toString(16).padStart(64, "0")}`;
    expect(fillIn(NoticeOver!, { subject: provider, noticeEnd: 20_000n }, "en")).to.contain(
      "of P2-1 ended with 2024-10-04",
    );
    expect(fillIn(NoticeOver!, { subject: `0x${"ab".repeat(32)}`, noticeEnd: 20_000n }, "en")).to.contain(
      "0xabababab…abab",
    );
  });

  it("tell errors apart that share a name", () => {
    const both = Object.keys(LEDGER_SENTENCES).filter((name) => name.startsWith("OtherDistrict"));
    expect(both).to.have.members(["OtherDistrict(enterprise,into)", "OtherDistrict(order,expected,actual)"]);
  });
});
