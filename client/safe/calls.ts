/** Takes a Safe's transaction apart again, so that whoever signs it sees what it does. */
import { dataLength, dataSlice, getAddress, toBigInt, toNumber } from "ethers";
import { MultiSendCallOnly__factory } from "../../typechain-types/index.ts";
import { TongduiError } from "../errors/tongduiError.ts";
import { proposeBatch, type Call, type SafeProposal } from "./transaction.ts";

/** Operation, address, value and length stand before the data of each call of a batch. */
const HEAD_BYTES = 1 + 20 + 32 + 32;

/**
 * The calls that a Safe makes when it carries the proposal out: the one, or those of a batch.
 *
 * @param multiSend the deployment's MultiSendCallOnly; code of any other contract must not be run as the Safe's own.
 * @throws TongduiError `ProposalRunsCode`, `BatchUnreadable`.
 */
export function callsOf(proposal: SafeProposal, multiSend: string): Call[] {
  const { to, data, operation } = proposal;
  if (operation === 0) return [{ to, data }];
  if (to !== multiSend) {
    throw new TongduiError("ProposalRunsCode", {
      en: `The proposal lets the code of ${to} do as it likes with the Safe. Do not sign it.`,
      zh: `该提案将允许 ${to} 的代码任意操作多签账户，请勿签署。`,
    });
  }
  try {
    const calls = unpacked(data);
    // What was read is all that there is: put together again it gives the same bytes.
    if (calls.length > 0 && proposeBatch(proposal, multiSend, calls).data === data) return calls;
  } catch (cause) {
    throw unreadable(cause);
  }
  throw unreadable(undefined);
}

function unpacked(data: string): Call[] {
  const [packed] = MultiSendCallOnly__factory.createInterface().decodeFunctionData("multiSend", data) as unknown as [
    string,
  ];
  const calls: Call[] = [];
  for (let at = 0; at < dataLength(packed);) {
    const [operation, value] = [dataSlice(packed, at, at + 1), dataSlice(packed, at + 21, at + 53)];
    if (toBigInt(operation) !== 0n || toBigInt(value) !== 0n) throw unreadable(undefined);
    const to = getAddress(dataSlice(packed, at + 1, at + 21));
    const length = toNumber(dataSlice(packed, at + 53, at + HEAD_BYTES));
    calls.push({ to, data: dataSlice(packed, at + HEAD_BYTES, at + HEAD_BYTES + length) });
    at += HEAD_BYTES + length;
  }
  return calls;
}

function unreadable(cause: unknown): TongduiError {
  return new TongduiError(
    "BatchUnreadable",
    { en: "The proposal's batch of calls cannot be read.", zh: "无法识别提案中的批量调用。" },
    cause === undefined ? {} : { cause },
  );
}
