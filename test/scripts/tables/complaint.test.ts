import { expect } from "chai";
import {
  COMPLAINTS,
  complaintEntry,
  complaintsError,
  sayComplaint,
  type Complaint,
} from "../../../scripts/tables/complaint.ts";
import { dataOf } from "../../../scripts/tables/sheet.ts";

function complaint(line: number): Complaint {
  return {
    line,
    column: 3,
    heading: "金额",
    code: "AmountUnit",
    sentence: { en: "It has a unit.", zh: "金额带有单位。" },
    hint: { en: "Write digits.", zh: "请只用数字。" },
  };
}

describe("Complaints about a file", () => {
  it("are said with their place, in both languages", () => {
    expect(sayComplaint("list.csv", complaint(12))).to.deep.equal({
      en: 'list.csv:12:3 "金额": It has a unit. Write digits.',
      zh: "list.csv:12:3“金额”：金额带有单位。请只用数字。",
    });
  });

  it("make one error, which names the first five and counts the others", () => {
    const { code, sentence } = complaintsError("list.csv", [1, 1, 2, 3, 4, 5, 6].map(complaint));
    expect(code).to.equal("FileHasComplaints");
    const lines = sentence.en.split("\n");
    expect(lines).to.have.lengthOf(7);
    expect(lines[0]).to.equal("list.csv: 7 complaints in 6 rows:");
    expect(lines[5]).to.match(/^list\.csv:4:3 /);
    expect(lines[6]).to.equal("… and 2 more.");
    expect(sentence.zh.split("\n")[0]).to.equal("list.csv：共 7 处问题，涉及 6 行：");
  });

  it("make one error that counts no others where there are none", () => {
    expect(complaintsError("list.csv", [complaint(2)]).sentence.en.split("\n")).to.have.lengthOf(2);
  });

  it("are rows of a report", () => {
    expect(dataOf(COMPLAINTS, complaintEntry(complaint(12)))).to.deep.equal({
      line: 12,
      column: 3,
      heading: "金额",
      complaint: { en: "It has a unit.", zh: "金额带有单位。" },
      hint: { en: "Write digits.", zh: "请只用数字。" },
      code: "AmountUnit",
    });
  });
});
