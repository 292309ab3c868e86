/** What the story's parties left at their district's office: the application with its papers, and the words of the demand. */
import { expect } from "chai";
import type { ApplicationTold } from "../../../client/applications.ts";
import { signIn } from "../../../scripts/embedded/offices.ts";
import { named } from "../../../scripts/scenario/cast.ts";
import type { House, Trial } from "./house.ts";

export function checkApplied(it: Trial, house: () => House): void {
  it("lets the Bureau look up what was applied for, with its papers, and accepted for the list that was announced", async () => {
    const { site, played } = house();
    const { bureau } = named(played.stage.cast.districts, "wujin");
    const office = await signIn(`${site}/office/2`, site, bureau);
    const read = async <T>(route: string): Promise<T> =>
      JSON.parse(Buffer.from(await office.read(route)).toString()) as T;
    const { items: applications } = await read<{ items: { id: string }[] }>("/applications");
    expect(applications).to.have.length(1);
    const route = `/applications/${applications[0]?.id ?? ""}`;
    const told = await read<ApplicationTold>(route);
    expect(told).to.deep.include({ enterprise: "2-1", state: "listed", granted: "10000000", missing: [] });
    expect(told.papers.map((paper) => [paper.kind, paper.erased ?? paper.type])).to.deep.equal([
      ["licence", "application/pdf"],
      ["quotation", "application/pdf"],
    ]);
    expect(told.steps.map(({ step }) => step)).to.deep.equal(["make", "submit", "accept", "list"]);
  });

  it("lets everybody read what the demand asks for, and nobody but the two whom to ask", async () => {
    const { site, played } = house();
    const { demand, stage } = played;
    const route = `${site}/office/2/posts/${demand}`;
    const { title, state } = (await (await fetch(route)).json()) as { title: string; state: string };
    expect([title, state]).to.deep.equal([
      "石墨烯粉体制备工艺优化 Graphene powder preparation process optimisation",
      "Matched",
    ]);
    expect((await fetch(`${route}/contact`)).status).to.equal(401);
    const matched = await signIn(`${site}/office/2`, site, named(stage.cast.providers, "sit"));
    expect(Buffer.from(await matched.read(`/posts/${demand}/contact`)).toString()).to.include(
      "technology@enterprise.example",
    );
    const other = await signIn(`${site}/office/2`, site, named(stage.cast.providers, "ustc"));
    const refused = await other.read(`/posts/${demand}/contact`).catch((error: unknown) => error);
    expect(String(refused)).to.include("403");
  });
}
