import { mkdir } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { decodeBudget } from "../../../client/budgetWord.ts";
import { decodeVoucher } from "../../../client/voucherWord.ts";
import { admitProviders } from "../../../scripts/scenario/chapters/admissions.ts";
import { issueFirstVoucher } from "../../../scripts/scenario/chapters/issue.ts";
import { spendFirstVoucher } from "../../../scripts/scenario/chapters/order.ts";
import { openPrograms } from "../../../scripts/scenario/chapters/programs.ts";
import { proveFirstVoucher, publishTrustRoot } from "../../../scripts/scenario/chapters/proof.ts";
import { named } from "../../../scripts/scenario/cast.ts";
import { readScenario } from "../../../scripts/scenario/files.ts";
import { Refusals } from "../../../scripts/scenario/refusals.ts";
import { Stage } from "../../../scripts/scenario/stage.ts";
import { Timeline } from "../../../scripts/scenario/timeline.ts";
import { VALIDATORS } from "../files.ts";
import { providerAt, since, type Ground } from "../ground.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const POLICIES = path.join(ROOT, "policies");

export function firstVoucherStory(ground: Ground): void {
  it("plays the first voucher from budget to bank, with officers who hold no coin, and refuses what must not work", async () => {
    const { consortium } = ground;
    const began = Date.now();
    const scenario = await readScenario(path.join(ROOT, "scenarios/first-voucher"), POLICIES);
    const { url } = consortium.node(VALIDATORS[0]);
    const provider = providerAt(url);
    const node = {
      url,
      provider,
      goTo: async (day: number) => consortium.goTo(day),
      close: async () => {
        provider.destroy();
        return Promise.resolve();
      },
    };
    const lines: string[] = [];
    const timeline = new Timeline({ write: (line) => lines.push(line) }, "en");
    const folder = path.join(consortium.folder, "first-voucher");
    await mkdir(folder);
    const stage = await Stage.open(scenario, node, timeline, {
      artifacts: path.join(ROOT, "artifacts"),
      deployment: path.join(folder, "deployment.json"),
      commit: "suite",
    });
    const members = VALIDATORS.map((name, i) => ({
      district: i + 1,
      address: consortium.member(name).address,
    }));
    const root = await publishTrustRoot(stage, path.join(folder, "trust-root.json"), [{ from: 0, members }]);
    await openPrograms(stage, POLICIES);
    const providers = await admitProviders(stage);
    const issued = await issueFirstVoucher(stage);
    const spent = await spendFirstVoucher(stage, {
      voucher: issued.voucher,
      provider: named(providers, scenario.story.order.provider),
    });

    const { ledger, cast } = stage;
    const budget = decodeBudget(await ledger.programs.budgetOf(issued.program));
    expect(budget).to.deep.include({ outstanding: 2_500_000n, redeemed: 7_500_000n, paid: 7_500_000n, recovered: 0n });
    const voucher = decodeVoucher(await ledger.vouchers.wordOf(issued.voucher));
    expect(voucher).to.deep.include({ face: 10_000_000n, locked: 0n, redeemed: 7_500_000n, sequence: 4 });
    const officers = [cast.deployer, cast.operator, ...Object.values(cast.districts).map(({ bureau }) => bureau)];
    for (const { signer } of officers) expect(await provider.getBalance(signer.address)).to.equal(0n);

    await proveFirstVoucher(stage, timeline, {
      voucher: issued.voucher,
      face: scenario.story.voucher.face,
      folder,
      root,
      trustRoot: "trust-root.json",
    });
    expect(lines.join("\n")).to.include("✓ Checked without a node: all 4 changes").and.not.include("development chain");
    expect(await new Refusals(stage, timeline, { ...issued, ...spent }).play()).to.equal(8);
    ground.note(`the first voucher's story: ${since(began)}, ${await provider.getBlockNumber()} blocks`);
    await node.close();
  });
}
