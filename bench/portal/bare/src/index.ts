/** Stores each event that our own index takes, and does nothing else with it. */
import { ponder, type IndexingFunctionArgs } from "ponder:registry";
import { event as events } from "../ponder.schema.ts";
import { TAKEN } from "../taken.ts";

for (const name of TAKEN) {
  ponder.on(name, async ({ event, context }: Pick<IndexingFunctionArgs<typeof name>, "event" | "context">) => {
    const { address, logIndex, data } = event.log;
    const [topic0, topic1, topic2, topic3] = event.log.topics;
    await context.db.insert(events).values({
      block: Number(event.block.number),
      logIndex,
      time: Number(event.block.timestamp),
      transaction: event.transaction.hash,
      name,
      address,
      topic0,
      topic1,
      topic2,
      topic3,
      data,
    });
  });
}
