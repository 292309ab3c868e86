import { expect } from "chai";
import { id as hashOf } from "ethers";
import type { ApplicationTold } from "../../client/applications.ts";
import { formatEnterprise, parseEnterprise } from "../../client/ids.ts";
import { batchIdOf, cutList, LAPSE_DAYS, tailOf, type Item, type List } from "../../client/list.ts";
import { parseYuan } from "../../client/money.ts";
import { openOffice, type Office } from "../scripts/support/office.ts";
import { setScene, type Scene } from "../scripts/support/scene.ts";
import { code, type DistrictOffice, openDistrict, type Reply, type Visitor } from "./support/district.ts";

const PDF = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "latin1").toString("base64");
const NOTICE_DAYS = 6;

describe("Lists of applications that are on the ledger", () => {
  let practice: Office;
  let office: DistrictOffice;
  let scene: Scene;
  let program: number;
  let firms: Visitor[];
  let bureau: Visitor;

  before(async () => {
    practice = await openOffice();
    scene = await setScene(practice, { vouchers: 2 });
    program = Number(scene.program);
    office = await openDistrict(practice);
    firms = [await office.as(scene.enterprises[0]!.key), await office.as(scene.enterprises[1]!.key)];
    bureau = await office.as("wujin bureau");
  });
  after(async () => {
    await office.close();
    await practice.close();
  });

  const told = (reply: Reply): Reply => {
    expect(reply.status, JSON.stringify(reply.body)).to.equal(200);
    return reply;
  };
  /** An application that is accepted. @param firm its place in the scene. */
  const accepted = async (firm: number, face: string): Promise<string> => {
    const who = firms[firm]!;
    const { id }: ApplicationTold = told(
      await who.post("/applications", {
        enterprise: formatEnterprise(scene.enterprises[firm]!.id),
        ...{ program, face, serviceClass: 1, contractValue: "4000000", provider: null, purpose: "Powder" },
      }),
    ).body;
    for (const kind of ["licence", "quotation"])
      told(await who.post(`/applications/${id}/papers`, { kind, name: "a.pdf", content: PDF }));
    told(await who.post(`/applications/${id}/steps`, { step: "submit", after: 1 }));
    told(await bureau.post(`/applications/${id}/steps`, { step: "accept", after: 2 }));
    return id;
  };
  const make = async (...among: string[]): Promise<Reply> =>
    bureau.post("/application-lists", { program, ...(among.length > 0 && { among }) });
  const made = async (...applications: string[]): Promise<string> =>
    (told(await make(...applications)).body as { list: string }).list;
  const takeBack = async (list: string): Promise<Reply> => bureau.post(`/application-lists/${list}/undo`);
  /** The items of a list's file, in its order. */
  const itemsOf = async (list: string): Promise<Item[]> => {
    const table: string = told(await bureau.get(`/application-lists/${list}`)).body;
    const [, ...rows] = table.trim().split("\n");
    return rows.map((row) => {
      const [enterprise = "", face = ""] = row.split(",");
      return { enterprise: parseEnterprise(enterprise), face: parseYuan(face) };
    });
  };
  const announce = async ({ chain, count, total }: List): Promise<string> => {
    const noticeEnd = (await practice.today()) + NOTICE_DAYS;
    const { vouchers } = practice.as("wujin bureau");
    await (await vouchers.announce(program, chain, count, total, noticeEnd, hashOf("decision"))).wait();
    return batchIdOf(program, chain);
  };
  /** Refused, with the batch and the command that frees it. */
  const refusedFor = async (list: string, batch: string): Promise<void> => {
    const reply = await takeBack(list);
    expect(code(reply)).to.deep.equal([409, "ListAnnounced"]);
    const { en } = (reply.body as { error: { en: string } }).error;
    expect(en).to.include(`tongdui voucher withdraw ${batch} --reason`);
  };
  const announced = async (items: readonly Item[]): Promise<string> => announce(cutList(items));
  /** Announces a list, and issues some of it. @param chunks of one item each; all of it where it is not said. */
  const issued = async (items: readonly Item[], most?: number): Promise<string> => {
    const { chunks, ...whole } = cutList(items, most === undefined ? undefined : 1);
    const batch = await announce({ chunks, ...whole });
    await (await practice.as("wujin approver").vouchers.approveBatch(batch, 2)).wait();
    await practice.goToDay((await practice.today()) + NOTICE_DAYS + 1);
    for (const { items: some, next } of chunks.slice(0, most))
      await (await practice.as("wujin bureau").vouchers.issue(batch, [...some], next)).wait();
    return batch;
  };
  const canErase = async (id: string): Promise<boolean> =>
    (told(await bureau.get(`/applications/${id}`)).body as ApplicationTold).canErase;
  const withdraw = async (batch: string): Promise<void> => {
    const said = await practice.tongdui(
      "wujin bureau",
      ...["voucher", "withdraw", batch, "--reason", "A firm is missing", "--yes"],
    );
    expect(said.exit, JSON.stringify(said)).to.equal(0);
  };
  const stateOf = async (id: string): Promise<string> =>
    (told(await bureau.get(`/applications/${id}`)).body as ApplicationTold).state;

  it("cannot be taken back while they are announced, and can once that was withdrawn there", async () => {
    const ids = [await accepted(0, "110000"), await accepted(1, "120000")];
    const list = await made(...ids);
    const batch = await announce(cutList(await itemsOf(list)));
    await refusedFor(list, batch);
    expect(await stateOf(ids[0]!)).to.equal("listed");
    await withdraw(batch);
    expect((await takeBack(list)).status).to.equal(200);
    expect(await stateOf(ids[0]!)).to.equal("accepted");
  });

  it("are known in another order as well, and free when the announcement has lapsed", async () => {
    const list = await made(await accepted(0, "130000"), await accepted(1, "140000"));
    const batch = await announce(cutList((await itemsOf(list)).toReversed()));
    await refusedFor(list, batch);
    await practice.goToDay((await practice.today()) + NOTICE_DAYS + LAPSE_DAYS);
    await refusedFor(list, batch);
    await practice.goToDay((await practice.today()) + 1);
    expect((await takeBack(list)).status).to.equal(200);
  });

  it("are known though they were announced beside an equal list", async () => {
    const list = await made(await accepted(0, "150000"));
    await refusedFor(list, await announce(cutList(await itemsOf(list), undefined, tailOf(1))));
  });

  it("that were issued are never taken back, not in part either", async () => {
    const list = await made(await accepted(0, "160000"), await accepted(1, "170000"));
    const batch = await issued(await itemsOf(list), 1);
    expect(code(await takeBack(list))).to.deep.equal([409, "ListIssued"]);
    await withdraw(batch);
    expect(code(await takeBack(list))).to.deep.equal([409, "ListIssued"]);
  });

  it("do not hold up another list of as many and as much", async () => {
    const mine = await made(await accepted(0, "180000"));
    const theirs = await made(await accepted(1, "180000"));
    const batch = await announce(cutList(await itemsOf(theirs)));
    expect((await takeBack(mine)).status).to.equal(200);
    await refusedFor(theirs, batch);
  });

  it("of one row are known for certain, and another one of as much does not hold them up", async () => {
    const mine = await made(await accepted(0, "240000"));
    await announced([{ enterprise: scene.enterprises[1]!.id, face: 240_000n }]);
    expect((await takeBack(mine)).status).to.equal(200);
  });

  it("are held against what was issued of another list of as many and as much that was announced later", async () => {
    const ids = [await accepted(0, "250000"), await accepted(1, "260000")];
    const list = await made(...ids);
    const [first, second] = (await itemsOf(list)) as [Item, Item];
    // Nobody can tell by number and sum whether these are the same rows in another order.
    const others = [
      { ...second, face: second.face - 5_000n },
      { ...first, face: first.face + 5_000n },
    ];
    const batch = await issued(others, 0);
    await refusedFor(list, batch);
    const [chunk] = cutList(others, 1).chunks;
    await (await practice.as("wujin bureau").vouchers.issue(batch, [...chunk!.items], chunk!.next)).wait();
    expect((await takeBack(list)).status).to.equal(200);
  });

  it("that were issued in another order are known for certain, and then no other list is", async () => {
    const list = await made(await accepted(0, "270000"), await accepted(1, "280000"));
    await issued((await itemsOf(list)).toReversed());
    const again = await made(await accepted(0, "275000"), await accepted(1, "275000"));
    expect(code(await takeBack(list))).to.deep.equal([409, "ListIssued"]);
    expect((await takeBack(again)).status).to.equal(200);
  });

  it("count once, where two lists say the same", async () => {
    const first = await made(await accepted(0, "190000"));
    const second = await made(await accepted(0, "190000"));
    const batch = await announce(cutList(await itemsOf(first)));
    await refusedFor(first, batch);
    expect((await takeBack(second)).status).to.equal(200);
  });

  it("that were taken back and announced all the same keep their applications out of other lists", async () => {
    const ids = [await accepted(0, "200000"), await accepted(1, "210000")];
    const list = await made(...ids);
    const items = await itemsOf(list);
    told(await takeBack(list));
    const batch = await announce(cutList(items));
    expect(code(await make(ids[0]!))).to.deep.equal([409, "ListAnnounced"]);
    const other = await accepted(0, "220000");
    const all = await made();
    const faces = (await itemsOf(all)).map(({ face }) => face);
    expect(faces).to.include(220_000n).and.to.not.include(200_000n);
    expect([await stateOf(other), await stateOf(ids[0]!)]).to.deep.equal(["listed", "accepted"]);
    await withdraw(batch);
    expect((await make(...ids)).status).to.equal(200);
  });

  it("that were taken back are known in another order as well, and once they are issued all is done for their applications", async () => {
    const ids = [await accepted(0, "310000"), await accepted(1, "320000")];
    const list = await made(...ids);
    const items = (await itemsOf(list)).toReversed();
    told(await takeBack(list));
    expect(await canErase(ids[0]!)).to.equal(false);
    const batch = await issued(items, 0);
    expect(code(await make(...ids))).to.deep.equal([409, "ListAnnounced"]);
    expect(await canErase(ids[0]!), "it may be another list").to.equal(false);
    for (const { items: some, next } of cutList(items, 1).chunks)
      await (await practice.as("wujin bureau").vouchers.issue(batch, [...some], next)).wait();
    expect(code(await make(...ids))).to.deep.equal([409, "ListIssued"]);
    expect(await stateOf(ids[0]!)).to.equal("accepted");
    expect(await canErase(ids[0]!)).to.equal(true);
    const other = await accepted(0, "330000");
    // What was shown with it and has gone elsewhere is left out.
    const next = await made(...ids, other);
    expect((await itemsOf(next)).map(({ face }) => face)).to.deep.equal([330_000n]);
    expect((await bureau.post(`/applications/${ids[0]!}/erase`, { reason: "Asked for" })).status).to.equal(200);
  });

  it("keep the papers of their applications for who approves them and who objects, until they are dealt with", async () => {
    const id = await accepted(0, "340000");
    const [paper] = (told(await bureau.get(`/applications/${id}`)).body as ApplicationTold).papers;
    const kept = async (when: string): Promise<void> => {
      expect(await canErase(id), when).to.equal(false);
      for (const at of ["", `/papers/${paper!.id}`])
        expect(code(await bureau.post(`/applications/${id}${at}/erase`, { reason: "Asked for" })), when).to.deep.equal([
          ...[409, "NotSettled"],
        ]);
    };
    const list = await made(id);
    await kept("not announced");
    const items = await itemsOf(list);
    const batch = await issued(items, 0);
    await kept("approved");
    const [chunk] = cutList(items, 1).chunks;
    await (await practice.as("wujin bureau").vouchers.issue(batch, [...chunk!.items], chunk!.next)).wait();
    expect(await canErase(id)).to.equal(true);
    expect((await bureau.post(`/applications/${id}/erase`, { reason: "Asked for" })).status).to.equal(200);
  });

  it("take in nothing that was erased", async () => {
    const ids = [await accepted(0, "350000"), await accepted(1, "360000")];
    await office.inTables(async ({ database }) => {
      // As an office left it in which what stands in a list could be erased, and was taken back.
      const by = "sealed = NULL, erased = now(), erased_by = 'somebody', erased_why = 'Asked for', erased_line = 1";
      await database.query(`UPDATE applications SET ${by} WHERE id = $1`, [ids[0]!]);
    });
    expect(code(await make(ids[0]!))).to.deep.equal([409, "NothingAccepted"]);
    expect((await itemsOf(await made(...ids))).map(({ face }) => face)).to.deep.equal([360_000n]);
  });

  it("are the Bureau's to take back, and have to be there", async () => {
    const list = await made(await accepted(0, "230000"));
    expect((await firms[0]!.post(`/application-lists/${list}/undo`)).status).to.equal(403);
    expect(code(await takeBack("3f0c2a53-0e0c-4bd1-9b0e-3c1f7d1f0a11"))).to.deep.equal([404, "NotFound"]);
    told(await takeBack(list));
    expect(code(await takeBack(list))).to.deep.equal([409, "ListUndone"]);
  });
});
