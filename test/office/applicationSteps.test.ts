import { expect } from "chai";
import { APPLICATION_STATES, ENDED_STATES, STEP_NAMES, stepOf, stepsFrom } from "../../client/applications.ts";

describe("The steps of an application", () => {
  it("lead from a draft to every state, and from an end nowhere", () => {
    const reached = new Set<string>(["draft", "listed"]);
    for (let before = 0; before < reached.size;) {
      before = reached.size;
      for (const name of STEP_NAMES)
        if (stepOf(name).from.some((state) => reached.has(state))) reached.add(stepOf(name).to);
    }
    expect([...reached]).to.have.members([...APPLICATION_STATES]);
    for (const state of ENDED_STATES)
      expect(stepsFrom(state, ["applicant", "reviewer", "appeal"]), state).to.deep.equal([]);
  });
});
