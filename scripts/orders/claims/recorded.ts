/** Claims that were recorded without an acceptance, as the ledger's events tell of them. */
import type { EventFragment } from "ethers";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { claimHashOf, type Claim } from "../../../client/messages.ts";
import type { OrderState } from "../../../client/orderWord.ts";
import { shortHex } from "../../../client/text/ids.ts";
import type { Reading } from "../../chain/reading.ts";
import { orderLogs } from "../orderLogs.ts";
import { stageText } from "../orderState.ts";
import { claimIn, type ClaimInEvent } from "../redeemedClaims.ts";

type Chain = Pick<Reading, "ledger" | "nodes" | "deployment">;

/** The oldest first. */
export async function recordedClaims(chain: Chain, order: string): Promise<Claim[]> {
  const events = await eventsOf<{ readonly claim: ClaimInEvent }>(
    chain,
    chain.ledger.orders.getEvent("OrderClaimed").fragment,
    order,
  );
  return events.map(({ claim }) => claimIn(claim));
}

/** The rounds whose claims were refused. */
export async function refusedRounds(chain: Chain, order: string): Promise<number[]> {
  const events = await eventsOf<{ readonly round: bigint }>(
    chain,
    chain.ledger.orders.getEvent("ClaimRefused").fragment,
    order,
  );
  return events.map(({ round }) => Number(round));
}

/**
 * The claim that waits for the enterprise's answer.
 *
 * @throws TongduiError `OrderNotClaimed`.
 */
export async function waitingClaim(chain: Chain, order: string, state: OrderState): Promise<Claim> {
  const hash = await chain.ledger.orders.claimOf(order);
  const found = (await recordedClaims(chain, order)).findLast((claim) => claimHashOf(claim) === hash);
  if (found) return found;
  throw orderNotClaimed(order, state);
}

export function orderNotClaimed(order: string, { stage }: Pick<OrderState, "stage">): TongduiError {
  const is = stageText(stage);
  return new TongduiError(
    "OrderNotClaimed",
    {
      en: `No claim of the order ${shortHex(order)} waits for an answer: it is ${is.en}.`,
      zh: `订单 ${shortHex(order)} 没有待答复的核销申请：该订单${is.zh}。`,
    },
    stage === "Placed"
      ? {
          hint: {
            en: "With claim and acceptance it is redeemed at once: tongdui redeem. A claim alone is recorded by: tongdui order claim.",
            zh: "申请和确认齐备时直接用 tongdui redeem 核销；只有申请时用 tongdui order claim 登记。",
          },
        }
      : {},
  );
}

async function eventsOf<Args>(chain: Chain, event: EventFragment, order: string): Promise<Args[]> {
  const { interface: abi } = chain.ledger.orders;
  const logs = await orderLogs(chain, order);
  return logs
    .filter((log) => log.topics[0] === event.topicHash)
    .map(({ data, topics }) => abi.decodeEventLog(event, data, topics) as unknown as Args);
}
