/**
 * The deployment's file as the chain has it now: who owns each Safe and how many must sign, who is administrator, Operator and Auditor,
 * and which districts joined. Everything else in it stays as long as the ledger does.
 *
 * A Safe that was made later goes into the file only if its address shows that it was set up as the others were: else it could have an
 * owner whom its list does not show.
 *
 * ASSUMPTION. As in verify.ts, the node that is asked tells the truth, and all of it.
 */
import { keccak256, type Provider } from "ethers";
import { Districts__factory, Safe__factory, SafeProxyFactory__factory } from "../../typechain-types/index.ts";
import { districtsIn, type Deployment, type DeployedSafe } from "../deployment.ts";
import { TongduiError } from "../errors/tongduiError.ts";
import { roleOf } from "../ids.ts";
import { searchLogs } from "./logs.ts";
import { newSafeCall, safeFormOf, safeKeys } from "./made.ts";
import { holdersOf, replayManager, type ManagerState } from "./managerState.ts";
import { CONSORTIUM_KEY, decodeDistrictName } from "./plan.ts";
import { ADMIN_ROLE, expectedRoles } from "./roles.ts";

/**
 * Reads the chain at its newest block.
 *
 * @throws TongduiError `DistrictUnclear`, `SafeMadeOtherwise`.
 */
export async function currentDeployment(provider: Provider, deployment: Deployment): Promise<Deployment> {
  const block = await provider.getBlockNumber();
  const { manager } = deployment.contracts;
  const state = await replayManager(provider, manager.address, manager.block, block);
  const joined = [...deployment.joined, ...(await joinedSince(provider, deployment, state, block))];
  const withJoined = await withAdministrators(provider, { ...deployment, joined }, state, block);
  const safes = { ...withJoined.safes };
  for (const key of safeKeys(withJoined)) {
    const safe = safes[key];
    if (safe) safes[key] = await asOwnedNow(provider, safe, block);
  }
  const current = { ...withJoined, safes };
  const roles = { ...deployment.roles };
  for (const { role, holders } of expectedRoles(current)) {
    if (holders === null || role === ADMIN_ROLE) continue;
    roles[String(role)] = unlessSame(roles[String(role)], holdersOf(state, role));
  }
  return { ...current, roles };
}

/** The labels of their roles say what the districts are called in files and commands. */
async function joinedSince(
  provider: Provider,
  deployment: Deployment,
  state: ManagerState,
  block: number,
): Promise<Deployment["joined"]> {
  const districts = Districts__factory.connect(deployment.contracts.districts.address, provider);
  const at = { blockTag: block };
  const known = districtsIn(deployment);
  const count = Number(await districts.count(at));
  const joined: Deployment["joined"] = [];
  for (let number = known.length + 1; number <= count; number += 1) {
    const label = state.roles.get(roleOf(number, "administrator"))?.label ?? "";
    const key = /^([a-z][a-z0-9-]*) Administrator$/.exec(label)?.[1];
    const isTaken = [...known, ...joined].some((district) => district.key === key) || key === CONSORTIUM_KEY;
    if (key === undefined || isTaken) throw districtUnclear(number, label);
    const { name, profile } = await districts.districtOf(number, at);
    joined.push({ key, name: decodeDistrictName(name), profile });
  }
  return joined;
}

/** A district's Safe is the one that is its administrator; where another one was appointed, that takes the place of the first. */
async function withAdministrators(
  provider: Provider,
  deployment: Deployment,
  state: ManagerState,
  block: number,
): Promise<Deployment> {
  const safes = { ...deployment.safes };
  for (const [i, { key }] of districtsIn(deployment).entries()) {
    const holders = holdersOf(state, roleOf(i + 1, "administrator"));
    const recorded = safes[key]?.address;
    if (recorded !== undefined && holders.includes(recorded)) continue;
    // Where a district has nobody left, another district's Safe may be its caretaker.
    const known = Object.values(safes).map(({ address }) => address);
    const [made, second] = holders.filter((holder) => !known.includes(holder));
    const safe =
      made !== undefined && second === undefined && (await safeMadeLater(provider, deployment, key, made, block));
    if (!safe) continue;
    // The consortium's Safe was set up with the districts' first ones.
    const consortium = safes[CONSORTIUM_KEY];
    if (consortium && !consortium.setUp) {
      const { owners, threshold } = safeFormOf(deployment, CONSORTIUM_KEY);
      safes[CONSORTIUM_KEY] = { ...consortium, setUp: { owners: [...owners], threshold } };
    }
    safes[key] = safe;
  }
  return { ...deployment, safes };
}

/** Undefined for an account that the Safes' factory did not make. @throws TongduiError `SafeMadeOtherwise`. */
async function safeMadeLater(
  provider: Provider,
  deployment: Deployment,
  key: string,
  address: string,
  block: number,
): Promise<DeployedSafe | undefined> {
  const { safeProxyFactory } = deployment.contracts;
  const factory = SafeProxyFactory__factory.connect(safeProxyFactory.address, provider);
  const [made] = await searchLogs(provider, {
    address: safeProxyFactory.address,
    topics: factory.interface.encodeFilterTopics("ProxyCreation", [address]),
    from: safeProxyFactory.block,
    to: block,
  });
  if (!made) return undefined;
  const abi = Safe__factory.createInterface();
  const { blockNumber, transactionHash: transaction } = made;
  const topics = [abi.getEvent("SafeSetup").topicHash];
  const [setUpLog] = await searchLogs(provider, { address, topics, from: blockNumber, to: blockNumber });
  const event = setUpLog && abi.parseLog(setUpLog);
  if (!event) throw madeOtherwise(key, address);
  const setUp = { owners: [...(event.args["owners"] as string[])], threshold: Number(event.args["threshold"]) };
  const planned = newSafeCall(deployment, { key, ...setUp }, await factory.proxyCreationCode());
  if (planned.address !== address) throw madeOtherwise(key, address);
  const codeHash = keccak256(await provider.getCode(address, block));
  return { address, ...setUp, setUp, codeHash, transaction, block: blockNumber };
}

async function asOwnedNow(provider: Provider, safe: DeployedSafe, block: number): Promise<DeployedSafe> {
  const contract = Safe__factory.connect(safe.address, provider);
  const at = { blockTag: block };
  const [owners, threshold] = await Promise.all([contract.getOwners(at), contract.getThreshold(at)]);
  return { ...safe, owners: unlessSame(safe.owners, owners), threshold: Number(threshold) };
}

/** Neither Safes nor managers keep an order, so the file's stays. */
function unlessSame(recorded: string[] | undefined, now: readonly string[]): string[] {
  const isSame = recorded?.length === now.length && now.every((account) => recorded.includes(account));
  return isSame ? recorded : [...now];
}

function districtUnclear(number: number, label: string): TongduiError {
  return new TongduiError("DistrictUnclear", {
    en: `District ${number} joined, but its roles do not say what it is called here: the administrator's is labelled "${label}".`,
    zh: `第 ${number} 区已加入，但其权限标签未说明代号：管理员标签为“${label}”。`,
  });
}

function madeOtherwise(key: string, address: string): TongduiError {
  return new TongduiError(
    "SafeMadeOtherwise",
    {
      en: `The Safe ${address}, which administers ${key}, was not set up as this ledger's others were: it may have an owner whom its list does not show.`,
      zh: `${key} 的管理员多签账户 ${address} 的设立方式与本账本其他多签账户不同，可能有未列出的所有者。`,
    },
    {
      hint: {
        en: `Have another one made with tongdui safe create --key ${key}, and appoint that.`,
        zh: `请用 tongdui safe create --key ${key} 另行建立，并任命之。`,
      },
    },
  );
}
