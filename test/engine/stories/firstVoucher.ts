import { mkdir } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { decodeBudget } from "../../../client/budgetWord.ts";
import { orderIdOf } from "../../../client/messages.ts";
import { decodeVoucher } from "../../../client/voucherWord.ts";
import { admitProviders } from "../../../scripts/scenario/chapters/admissions.ts";
import { consultPolicy } from "../../../scripts/scenario/chapters/consultation.ts";
import { issueFirstVoucher } from "../../../scripts/scenario/chapters/issue.ts";
import { findProvider } from "../../../scripts/scenario/chapters/matching.ts";
import { spendFirstVoucher } from "../../../scripts/scenario/chapters/order.ts";
import { openPrograms } from "../../../scripts/scenario/chapters/programs.ts";
import { proveFirstVoucher, publishTrustRoot } from "../../../scripts/scenario/chapters/proof.ts";
import { registerEnterprise } from "../../../scripts/scenario/chapters/registration.ts";
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
    const provided = named(providers, scenario.story.order.provider);
    const enterprise = await registerEnterprise(stage);
    const { match } = await findProvider(stage, { enterprise, provider: provided });
    await consultPolicy(stage, timeline, { enterprise, provider: provided });
    const { ledger, cast } = stage;
    const program = BigInt(named(cast.districts, scenario.parties.enterprise.district).number);
    const items = [{ enterprise, face: scenario.story.voucher.face }];
    const voucher = await issueFirstVoucher(stage, { program, items });
    const spent = await spendFirstVoucher(stage, { voucher, provider: provided, match });

    const order = orderIdOf(stage.domain, spent.order);
    expect(await ledger.matching.matchOfOrder(order)).to.equal(match);
    const budget = decodeBudget(await ledger.programs.budgetOf(program));
    expect(budget).to.deep.include({ outstanding: 2_500_000n, redeemed: 7_500_000n, paid: 7_500_000n, recovered: 0n });
    const word = decodeVoucher(await ledger.vouchers.wordOf(voucher));
    expect(word).to.deep.include({ face: 10_000_000n, locked: 0n, redeemed: 7_500_000n, sequence: 4 });
    const officers = [cast.deployer, cast.operator, ...Object.values(cast.districts).map(({ bureau }) => bureau)];
    for (const { signer } of officers) expect(await provider.getBalance(signer.address)).to.equal(0n);

    await proveFirstVoucher(stage, timeline, {
      voucher,
      face: scenario.story.voucher.face,
      folder,
      root,
      trustRoot: "trust-root.json",
    });
    expect(lines.join("\n")).to.include("✓ Checked without a node: all 4 changes").and.not.include("development chain");
    expect(await new Refusals(stage, timeline, { enterprise, program, voucher, ...spent }).play()).to.equal(8);
    ground.note(`the first voucher's story: ${since(began)}, ${await provider.getBlockNumber()} blocks`);
    await node.close();
  });
}
