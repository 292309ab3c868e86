import { openProgram, setScene, type Scene } from "../../scripts/support/scene.ts";
import { checkAdmissions } from "./admissionStories.ts";
import { checkApplications } from "./applicationStories.ts";
import { checkHearings } from "./hearingStories.ts";
import { checkIssuing } from "./issuingStory.ts";
import { checkLooks } from "./looks.ts";
import { checkOffice } from "./officeStories.ts";
import { checkPosting } from "./postingStories.ts";
import { checkStatements } from "./statementStories.ts";
import { checkSuspensions } from "./suspensionStories.ts";
import { checkWallet } from "./walletStories.ts";
import { openDeskWorld, type DeskWorld } from "./world.ts";

describe("The desk", function () {
  this.timeout(240_000);
  let w: DeskWorld;
  let scene: Scene;
  before(async () => {
    w = await openDeskWorld();
    scene = await setScene(w.queues.office);
    await openProgram(w.queues.office, { home: "yangpu" });
  });
  after(async () => w.close());

  const world = (): DeskWorld => w;
  describe("with a wallet of the browser", () => checkWallet(it, world));
  describe("of an office", () => checkOffice(it, world));
  describe("against a claim", () => checkHearings(it, world, () => scene));
  describe("on each of its pages", () => checkLooks(it, world));
  describe("with demands and offers", () => checkPosting(it, world, () => scene));
  describe("with a statement", () => checkStatements(it, world, () => scene));
  describe("with applications for admission", () => checkAdmissions(it, world));
  describe("with a suspended provider", () => checkSuspensions(it, world, () => scene));
  describe("with applications", () => checkApplications(it, world));
  describe("with a list of several parts", () => checkIssuing(it, world));
});
