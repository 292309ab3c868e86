/** A Hardhat node in a process of its own, so that it works on another processor than whoever asks it. */
import { openNode } from "../../test/scripts/support/premises.ts";

const { url } = await openNode();
process.send?.({ url });
