import { networkHelpers } from "./world.ts";

/** The state that a fixture makes, made once and gone back to after that. */
export const load = async <State>(fixture: () => Promise<State>): Promise<State> => networkHelpers.loadFixture(fixture);
