/** The very configuration of our own index: the same contracts on the same chain, the same database. */
export { default } from "../../../indexer/ponder.config.ts";
