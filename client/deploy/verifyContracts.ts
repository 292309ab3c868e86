import { keccak256, type TransactionReceipt, type TransactionResponse } from "ethers";
import { Edition__factory, LedgerPart__factory } from "../../typechain-types/index.ts";
import { CONTRACTS, PARTS, type ContractName } from "../deployment.ts";
import { isCodeOf } from "./artifacts.ts";
import { answer, sayPlainly, type Aspect, type Check } from "./checks.ts";
import { constructorArgumentsOf, isPart, knowsEdition, makingOf, partNumber } from "./made.ts";
import type { Findings, Reading } from "./verify.ts";

const THE_BUILDS = "as built";
const AS_PLANNED = "as planned";

/** Codes, how they came about, and what the Edition and its parts say of themselves. */
export async function verifyContracts(reading: Reading): Promise<Findings> {
  const checks: Check[] = [];
  for (const name of CONTRACTS)
    checks.push(...(await verifyCode(reading, name)), ...(await verifyCreation(reading, name)));
  checks.push(...(await verifyEdition(reading)));
  for (const name of CONTRACTS.filter(knowsEdition)) checks.push(...(await verifyPart(reading, name)));
  return { checks, facts: [] };
}

async function verifyCode({ provider, deployment, artifacts, block }: Reading, name: ContractName): Promise<Check[]> {
  const { address, codeHash } = deployment.contracts[name];
  const code = await provider.getCode(address, block);
  return [
    {
      subject: name,
      aspect: "code",
      expected: THE_BUILDS,
      actual: isCodeOf(artifacts[name], code) ? THE_BUILDS : "other code",
    },
    { subject: name, aspect: "codeHash", expected: codeHash, actual: keccak256(code) },
  ];
}

/**
 * The build's creation code with the planned arguments, run by the recorded transaction, made what is at the address: so the
 * immutables, which the comparison of codes leaves out, are right too.
 */
async function verifyCreation({ provider, deployment, artifacts }: Reading, name: ContractName): Promise<Check[]> {
  const { address, constructorArguments, transaction } = deployment.contracts[name];
  const [sent, receipt] = await Promise.all([
    provider.getTransaction(transaction),
    provider.getTransactionReceipt(transaction),
  ]);
  const making = makingOf(deployment, artifacts, name);
  const isRight = sent?.data === making.data && (sent.to ?? undefined) === making.to && made(receipt, name) === address;
  const blockIsRight = receipt?.blockNumber === deployment.contracts[name].block;
  return [
    { subject: name, aspect: "creation", expected: AS_PLANNED, actual: saySent(sent, isRight && blockIsRight) },
    {
      subject: name,
      aspect: "constructorArguments",
      expected: JSON.stringify(constructorArgumentsOf(deployment, name)),
      actual: JSON.stringify(constructorArguments),
    },
  ];
}

/** What a transaction made: in the Edition's case its event says so. */
function made(receipt: TransactionReceipt | null, name: ContractName): string | null {
  if (receipt?.status !== 1) return null;
  if (!isPart(name)) return receipt.contractAddress;
  const edition = Edition__factory.createInterface();
  const events = receipt.logs.filter(({ address }) => address === receipt.to).map((log) => edition.parseLog(log));
  const event = events.find(
    (candidate) => candidate?.name === "PartMade" && candidate.args[0] === BigInt(partNumber(name)),
  );
  return event ? String(event.args[1]) : null;
}

function saySent(sent: TransactionResponse | null, isRight: boolean): string {
  if (!sent) return "not found";
  return isRight ? AS_PLANNED : "another transaction";
}

async function verifyEdition({ provider, deployment, block }: Reading): Promise<Check[]> {
  const { contracts, plan, deployer, chainId } = deployment;
  const edition = Edition__factory.connect(contracts.edition.address, provider);
  const at = { blockTag: block };
  const { admissionNoticeFloor, admissionNoticeCeiling, admissionResolveDays, rotationDays } = plan.settings;
  const settings = [admissionNoticeFloor, admissionNoticeCeiling, admissionResolveDays, rotationDays];
  const zero = `0x${"00".repeat(20)}`;
  const values: [string, Aspect, unknown, () => Promise<unknown>][] = [
    ["edition", "manager", contracts.manager.address, () => edition.manager(at)],
    ["edition", "deployer", deployer, () => edition.deployer(at)],
    ["edition", "salt", plan.salt, () => edition.salt(at)],
    ["edition", "chain", chainId, () => edition.chainId(at)],
    ["edition", "predecessor", plan.predecessor ?? zero, () => edition.predecessor(at)],
    ["edition", "settings", settings, async () => [...(await edition.settings(at))]],
    ["edition", "parts", PARTS.length, () => edition.made(at)],
    ...PARTS.map((name): [string, Aspect, unknown, () => Promise<unknown>] => [
      name,
      "address",
      contracts[name].address,
      () => edition.part(partNumber(name), at),
    ]),
  ];
  return Promise.all(
    values.map(async ([subject, aspect, expected, read]) => {
      return { subject, aspect, expected: sayPlainly(expected), actual: await answer(read) };
    }),
  );
}

async function verifyPart({ provider, deployment, block }: Reading, name: ContractName): Promise<Check[]> {
  const { contracts } = deployment;
  const part = LedgerPart__factory.connect(contracts[name].address, provider);
  const at = { blockTag: block };
  return [
    {
      subject: name,
      aspect: "edition",
      expected: contracts.edition.address,
      actual: await answer(() => part.edition(at)),
    },
    {
      subject: name,
      aspect: "manager",
      expected: contracts.manager.address,
      actual: await answer(() => part.manager(at)),
    },
  ];
}
