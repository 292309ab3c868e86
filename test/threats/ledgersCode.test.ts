import { expect } from "chai";
import { artifacts } from "hardhat";
import { getBytes, Interface } from "ethers";
import { PARTS } from "../../client/deployment.ts";
import { SOURCES } from "../../client/deploy/artifacts.ts";
import { load } from "../support/load.ts";
import { ethers, world } from "../support/world.ts";

/** Instructions by which code could be exchanged, end, or run in the ledger's name. */
const FORBIDDEN = { 0xf2: "CALLCODE", 0xf4: "DELEGATECALL", 0xff: "SELFDESTRUCT" } as const;
const [CREATE, CREATE2, CALL] = [0xf0, 0xf5, 0xf1];

/** The instructions of a contract's code, without what is pushed, and without the metadata at its end. */
function instructionsOf(deployedBytecode: string): Set<number> {
  const bytes = getBytes(deployedBytecode);
  const metadata = (bytes.at(-2)! << 8) + bytes.at(-1)! + 2;
  const found = new Set<number>();
  for (let i = 0; i < bytes.length - metadata; i += 1) {
    const instruction = bytes[i]!;
    found.add(instruction);
    if (instruction >= 0x60 && instruction <= 0x7f) i += instruction - 0x5f;
  }
  return found;
}

/** Before the code's texts: a text is told apart from instructions by nothing but where it stands. */
const DRAWING = ["voucherPicture", "certificatePicture"];

describe("The ledger's own code", () => {
  const names = ["edition", ...PARTS] as const;
  const codeOf = async (name: (typeof names)[number]) => {
    const [source = "", contract = ""] = SOURCES[name].split(":");
    return artifacts.readArtifact(`${source}:${contract}`);
  };

  for (const name of names.filter((one) => !DRAWING.includes(one))) {
    it(`cannot be exchanged, ended or run for somebody else: ${name}`, async () => {
      const instructions = instructionsOf((await codeOf(name)).deployedBytecode);
      for (const [code, instruction] of Object.entries(FORBIDDEN)) {
        expect(instructions.has(Number(code)), instruction).to.equal(false);
      }
      expect(instructions.has(CREATE), "CREATE").to.equal(name === "edition");
      expect(instructions.has(CREATE2), "CREATE2").to.equal(false);
      expect(instructions.size).to.be.greaterThan(30);
    });
  }

  it("sees such an instruction where there is one", () => {
    const proxy = `0x363d3d373d3d3d363d73${"bb".repeat(20)}5af43d82803e903d91602b57fd5bf30000`;
    expect(instructionsOf(proxy).has(0xf4)).to.equal(true);
    expect(instructionsOf(proxy).has(CALL)).to.equal(false);
  });

  it("takes no ether: none of its functions is payable, and none is there for what it does not know", async () => {
    const w = await load(world);
    for (const name of names) {
      const { fragments } = new Interface((await codeOf(name)).abi);
      const payable = fragments.filter((fragment) => "payable" in fragment && fragment.payable === true);
      expect(payable, name).to.deep.equal([]);
      expect(fragments.map(({ type }) => type)).to.not.include.members(["fallback"]);
    }
    await ethers.provider.send("hardhat_setBalance", [w.stranger.address, "0x1"]);
    for (const part of names) {
      await expect(w.stranger.sendTransaction({ to: w[part], value: 1n })).to.be.revert(ethers);
    }
  });
});
