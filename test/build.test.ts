import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";

const ARTIFACTS = path.resolve(import.meta.dirname, "../artifacts");

/** EIP-170: a chain refuses longer code. */
const LONGEST_CODE = 24_576;

interface BuildInfo {
  readonly solcVersion: string;
  readonly input: {
    readonly sources: Record<string, unknown>;
    readonly settings: {
      readonly optimizer: { readonly enabled: boolean; readonly runs: number };
      readonly evmVersion: string;
      readonly viaIR?: boolean;
    };
  };
}

async function buildInfos(): Promise<BuildInfo[]> {
  const folder = path.join(ARTIFACTS, "build-info");
  const files = (await readdir(folder)).filter((file) => file.endsWith(".json") && !file.endsWith(".output.json"));
  return Promise.all(
    files.map(async (file) => JSON.parse(await readFile(path.join(folder, file), "utf8")) as BuildInfo),
  );
}

async function deployedCodes(): Promise<Map<string, string>> {
  const files = await readdir(path.join(ARTIFACTS, "contracts"), { recursive: true });
  const codes = new Map<string, string>();
  for (const file of files.filter((name) => name.endsWith(".json"))) {
    const text = await readFile(path.join(ARTIFACTS, "contracts", file), "utf8");
    const { contractName, deployedBytecode } = JSON.parse(text) as { contractName?: string; deployedBytecode?: string };
    if (contractName !== undefined && deployedBytecode !== undefined) codes.set(contractName, deployedBytecode);
  }
  return codes;
}

describe("What is deployed is what the settings say", () => {
  it("was made by one compiler, with the optimizer, for Cancun", async () => {
    const infos = await buildInfos();
    const ours = infos.filter(({ input }) =>
      Object.keys(input.sources).some((source) => source.includes("contracts/Orders.sol")),
    );
    expect(ours).to.not.be.empty;
    for (const { solcVersion, input } of infos) {
      expect(solcVersion).to.equal("0.8.37");
      expect(input.settings.optimizer).to.deep.include({ enabled: true, runs: 200 });
      expect(input.settings.evmVersion).to.equal("cancun");
      expect(input.settings.viaIR ?? false).to.equal(false);
    }
  });

  it("fits into the code that a chain takes, each contract of the ledger", async () => {
    const codes = await deployedCodes();
    const parts = ["Districts", "Enterprises", "Providers", "Programs", "Vouchers", "Orders", "Payments"];
    expect([...codes.keys()]).to.include.members([...parts, "Edition", "VoucherPicture", "CertificatePicture"]);
    for (const [name, code] of codes) expect(code.length / 2 - 1, name).to.be.below(LONGEST_CODE);
  });
});
