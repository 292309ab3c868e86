import { expect } from "chai";
import { dayOfIso, isoOfDay } from "../../client/days.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { foundersOf, nodesOf, validatorsOf } from "../../network/description.ts";
import { warningsOf } from "../../network/warnings.ts";
import { KEYS, PILOT, pilotWith, readPilot } from "./pilot.ts";

describe("The description of a network", () => {
  it("says what was left out, and to whom each node belongs", async () => {
    const network = await readPilot();
    expect(network.gasLimit).to.equal(60_000_000);
    expect(network.upgradingFrom).to.equal(undefined);
    expect(isoOfDay(network.startsAt)).to.equal("2026-11-01");
    const office = nodesOf(network).find(({ name }) => name === "wujin-office");
    expect(office).to.include({ district: "wujin", port: 30_303, rpcPort: 8_545, metricsPort: 9_545 });
  });

  it("keeps a validator that joined out of the genesis, and one that left in it and nowhere else", async () => {
    const joined = PILOT.replace("kind: operator", "kind: validator\n        joined: 2027-03-01");
    const network = await readPilot(joined.replace("host: 10.11.0.3", "host: 10.11.0.3\n        left: 2027-06-01"));
    const [names, founders] = [validatorsOf(network).map(({ name }) => name), foundersOf(network)];
    expect(names).to.deep.equal(["yangpu-1", "wujin-1", "wujin-office", "hefei-1"]);
    expect(founders).to.deep.equal(foundersOf(await readPilot()));
    expect(nodesOf(network).map(({ name }) => name)).to.not.include("nanhu-1");
  });

  it("lets a new node have the address of one that left", async () => {
    const left = PILOT.replace("host: 10.11.0.3", "host: 10.11.0.3\n        left: 2027-06-01");
    const network = await readPilot(left.replace("host: 10.11.0.5", "host: 10.11.0.3"));
    expect(nodesOf(network).some(({ name, host }) => name === "wujin-office" && host === "10.11.0.3")).to.equal(true);
  });

  const WRONG: readonly [what: string, was: string, is: string, place: string, en: string, zh: string][] = [
    ["a field that is none", "chainId:", "chainID:", "2:10", '"chainID" is not a field', "不是本文件的字段"],
    [
      "a host's name",
      "10.11.0.1",
      "node.wujin.cn",
      "12:15",
      "not a name: a node is let in by its address",
      "不能是主机名",
    ],
    ["an address that is everywhere", "10.11.0.1", "0.0.0.0", "12:15", "must be an IPv4 address", "应为 IPv4 地址"],
    [
      "its own machine's address among others",
      "10.11.0.2",
      "127.0.0.1",
      "19:15",
      "reaches nobody but its own machine, and yangpu-1 is at 10.11.0.1",
      "只能由本机访问",
    ],
    [
      "a port that is Grafana's",
      "10.11.0.1",
      "10.11.0.1\n        rpcPort: 3000",
      "13:18",
      "10.11.0.1:3000 is Grafana's",
      "该机器上的 Grafana 使用 10.11.0.1:3000",
    ],
    [
      "a port that is the office's, which runs beside an operator node",
      "10.11.0.5",
      "10.11.0.5\n        metricsPort: 9402",
      "24:22",
      "metricsPort\" is taken: on that machine 10.11.0.5:9402 is the office's; give the node another metricsPort",
      "该机器上的办公系统使用",
    ],
    [
      "a node that left before it joined",
      "10.11.0.6",
      "10.11.0.6\n        joined: 2027-03-01\n        left: 2027-02-28",
      "29:15",
      "is before the day on which it joined, 2027-03-01",
      "早于其加入日期 2027-03-01",
    ],
    [
      "transitions that do not follow each other",
      "startsAt: 2026-11-01",
      "startsAt: 2026-11-01\ntransitions:\n  - { block: 9, validators: [hefei-1] }\n  - { block: 9, validators: [wujin-1] }",
      "8:14",
      "must be after 9",
      "应大于前一项的区块号 9",
    ],
    [
      "a transition that names no validator",
      "startsAt: 2026-11-01",
      "startsAt: 2026-11-01\ntransitions:\n  - { block: 9, validators: [yangpu-1, wujin-office] }",
      "7:40",
      "is no validator of this file: wujin-office; those are yangpu-1, wujin-1, nanhu-1, hefei-1",
      "不是本文件中的验证节点：wujin-office",
    ],
    [
      "a transition that names one twice",
      "startsAt: 2026-11-01",
      "startsAt: 2026-11-01\ntransitions:\n  - { block: 9, validators: [yangpu-1, yangpu-1] }",
      "7:40",
      "is named twice",
      "重复列出",
    ],
    [
      "a transition in the first block",
      "startsAt: 2026-11-01",
      "startsAt: 2026-11-01\ntransitions:\n  - { block: 0, validators: [yangpu-1] }",
      "7:14",
      "from 1 to 1000000000",
      "1 至 1000000000",
    ],
    ["a digit of a key", "0x40a9", "0x40a8", "13:20", "at least one digit is wrong", "至少有一位数字有误"],
    ["half a key", KEYS[0], KEYS[0].slice(0, 66), "13:20", "0x and 128 hexadecimal digits", "128 位十六进制"],
    ["the same key twice", KEYS[1], KEYS[0], "20:20", "is the key of yangpu-1 too", "与 yangpu-1 的公钥相同"],
    [
      "the same address twice",
      "10.11.0.2",
      "10.11.0.1",
      "19:15",
      'host" has its usual port taken: yangpu-1 uses 10.11.0.1:30303 already',
      "的默认 port 已被占用：yangpu-1 已使用 10.11.0.1:30303",
    ],
    [
      "one machine for two, with a port of its own for each but what they are asked at",
      "10.11.0.2",
      "10.11.0.1\n        port: 30304",
      "19:15",
      'host" has its usual rpcPort taken: yangpu-1 uses 10.11.0.1:8545 already; give one of them another rpcPort',
      "更换端口（rpcPort）",
    ],
    [
      "two ports in one",
      "10.11.0.1",
      "10.11.0.1\n        port: 9545",
      "12:15",
      "yangpu-1 uses 10.11.0.1:9545 already",
      "更换端口",
    ],
    ["the same name twice", "nanhu-1", "wujin-1", "32:15", "is used twice", "重复使用"],
    ["a name with a capital", "nanhu-1", "Nanhu 1", "32:15", "must be a word of small letters", "小写字母"],
    [
      "a port beyond all",
      "10.11.0.1",
      "10.11.0.1\n        port: 70000",
      "13:15",
      "from 1024 to 65535",
      "1024 至 65535",
    ],
    ["a public chain's number", "20260917", "1", "2:10", "is the number of Ethereum", "是 Ethereum 的链编号"],
    [
      "a kind that is none",
      "kind: public",
      "kind: archive",
      "26:15",
      "must be one of validator, operator, public",
      "validator、operator、public",
    ],
    [
      "a version that is not known",
      "besu: 26.9.0",
      "besu: 26.10.0",
      "4:7",
      "must be one of 26.9.0, 25.12.0",
      "26.9.0、25.12.0",
    ],
    ["a day that is none", "2026-11-01", "2026-11-31", "5:11", "is not a date", "不是日期"],
    [
      "a step back",
      "besu: 26.9.0",
      "besu: 25.12.0\nupgradingFrom: 26.9.0",
      "5:16",
      "must be an earlier version than 25.12.0",
      "应早于 25.12.0",
    ],
  ];
  for (const [what, was, is, place, en, zh] of WRONG) {
    it(`is refused for ${what}, at its place and with what to do`, async () => {
      const error = await readPilot(pilotWith(was, is)).catch((cause: unknown) => cause);
      expect(error).to.be.instanceOf(TongduiError);
      const { sentence } = error as TongduiError;
      expect(sentence.en).to.include(`network.yaml:${place}:`).and.include(en);
      expect(sentence.zh).to.include(`network.yaml:${place}：`).and.include(zh);
    });
  }

  it("is refused without a validator from the beginning", async () => {
    const error = await readPilot(PILOT.replaceAll("kind: validator", "kind: operator")).catch(
      (cause: unknown) => cause,
    );
    expect((error as TongduiError).sentence.en).to.include("nobody would seal a block");
  });

  it("is refused once every validator has left", async () => {
    const gone = PILOT.replaceAll("kind: validator", "kind: validator\n        left: 2027-06-01");
    const error = await readPilot(gone).catch((cause: unknown) => cause);
    expect((error as TongduiError).sentence.en).to.include("must have a validator that has not left");
    expect((error as TongduiError).sentence.zh).to.include("未退出的验证节点");
  });

  it("has all nodes on one machine for a trial, at its own address", async () => {
    let port = 20_000;
    const trial = PILOT.replace(/host: .*/g, () => {
      const [between, rpc, metrics] = [port++, port++, port++];
      return `host: 127.0.0.1\n        port: ${between}\n        rpcPort: ${rpc}\n        metricsPort: ${metrics}`;
    });
    expect(nodesOf(await readPilot(trial))).to.have.length(6);
  });

  it("names for a transition those who sealed then, wherever they are now", async () => {
    const gone = PILOT.replace("host: 10.11.0.3", "host: 10.11.0.3\n        left: 2027-06-01");
    const { transitions } = await readPilot(`${gone}transitions:\n  - { block: 7, validators: [nanhu-1, yangpu-1] }\n`);
    expect(transitions.map(({ block, validators }) => [block, validators.map(({ name }) => name)])).to.deep.equal([
      [7, ["yangpu-1", "nanhu-1"]],
    ]);
  });
});

describe("What a description costs", () => {
  const TODAY = dayOfIso("2026-10-01");

  it("is nothing to speak of with a validator in each of four districts", async () => {
    expect(warningsOf(await readPilot(), TODAY)).to.deep.equal([]);
  });

  it("is told where two validators survive no failure, and three survive one but nobody dishonest", async () => {
    const three = PILOT.replace("kind: validator", "kind: operator");
    const [ofThree] = warningsOf(await readPilot(three), TODAY);
    expect(ofThree?.en).to.include("only 3 of the four validators").and.include("1 may stand still, but whoever holds");
    expect(ofThree?.zh).to.include("只有 3 个验证节点").and.include("可容许 1 个停机");
    const [ofTwo] = warningsOf(await readPilot(three.replace("kind: validator", "kind: operator")), TODAY);
    expect(ofTwo?.en).to.include("only 2 of the four validators").and.include("as soon as one of them stands still");
    expect(ofTwo?.zh).to.include("只有 2 个验证节点");
  });

  it("is told where one district alone can stop the network", async () => {
    const two = PILOT.replace("kind: operator", "kind: validator");
    expect(warningsOf(await readPilot(two), TODAY)[0]?.en).to.include("Wujin (wujin) runs 2 of the 5 validators");
  });

  it("is told where officers could ask no node", async () => {
    const none = PILOT.replace("kind: operator", "kind: public");
    expect(warningsOf(await readPilot(none), TODAY)[0]?.en).to.include("No node is of the kind operator");
  });

  it("is told where the first block is more than a year away", async () => {
    const [late] = warningsOf(await readPilot(PILOT.replace("2026-11-01", "2062-11-01")), TODAY);
    expect(late?.en).to.include("The first block comes on 2062-11-01");
    expect(late?.zh).to.include("首个区块须待 2062-11-01");
  });

  it("is told where a node is shut out already that leaves only later, until that day", async () => {
    const gone = PILOT.replace("host: 10.11.0.6", "host: 10.11.0.6\n        left: 2027-06-01");
    const [later] = warningsOf(await readPilot(gone), TODAY);
    expect(later?.en).to.include("wujin-public leaves on 2027-06-01 only");
    expect(later?.zh).to.include("wujin-public 的退出日期为 2027-06-01");
    expect(warningsOf(await readPilot(gone), dayOfIso("2027-06-01"))).to.deep.equal([]);
  });

  it("is told where a trial on one machine has nodes at addresses from which nobody comes", async () => {
    const trial = (host: (i: number) => string): string => {
      let i = 0;
      return PILOT.replace(/host: .*/g, () => {
        i += 1;
        return `host: ${host(i)}\n        port: ${20_000 + i}\n        rpcPort: ${21_000 + i}\n        metricsPort: ${22_000 + i}`;
      });
    };
    expect(warningsOf(await readPilot(trial(() => "127.0.0.1")), TODAY)).to.deep.equal([]);
    const [told] = warningsOf(await readPilot(trial((i) => (i === 1 ? "127.0.0.1" : `127.0.0.${i}`))), TODAY);
    expect(told?.en).to.include("wujin-1 (127.0.0.2)").and.include("will be refused").and.not.include("yangpu-1");
    expect(told?.zh).to.include("wujin-1 (127.0.0.2)").and.include("将被拒绝");
  });

  it("is told where others seal without a vote, and that every node has to know it", async () => {
    const [told] = warningsOf(
      await readPilot(`${PILOT}transitions:\n  - { block: 101, validators: [yangpu-1, hefei-1] }\n`),
      TODAY,
    );
    expect(told?.en)
      .to.include("From block 101 on yangpu-1, hefei-1 seal, without any vote")
      .and.include("Every node of every district");
    expect(told?.zh).to.include("自区块 101 起由 yangpu-1、hefei-1 签章").and.include("各区的每个节点");
  });
});
