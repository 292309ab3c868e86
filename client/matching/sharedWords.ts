/**
 * What a demand's text has in common with another one, as words that say something. Chinese has no blanks between its words: so what
 * is common are the longest parts of its runs of which each pair of characters is there too.
 */
import { isChinese, pairsOf, runsOf } from "../text/terms.ts";

/** Of one text; whoever writes ten thousand characters is found by the first ones. */
const MOST_TERMS = 256;

/** What a text of this kind says, whatever it is about, and what names of institutions are made of. */
const SAID_BY_ALL = {
  zh: [
    ...["技术", "服务", "企业", "公司", "我们", "我司", "提供", "需要", "需求", "要求", "进行", "开展", "相关", "以及"],
    ...["可以", "能够", "具有", "具备", "寻求", "寻找", "希望", "通过", "实现", "解决", "方案", "合作", "项目", "产品"],
    ...["研究", "研发", "开发", "方面", "问题", "能力", "单位", "机构", "专业", "经验", "团队", "情况", "使用", "采用"],
    ...["完成", "包括", "提高", "支持", "目前", "现有", "有限", "责任", "股份", "集团", "大学", "学院", "中心", "科技"],
  ],
  en: [
    ...["the", "a", "an", "and", "or", "not", "of", "in", "on", "at", "to", "for", "by", "from", "with", "as", "is"],
    ...["are", "be", "was", "has", "have", "had", "it", "its", "that", "this", "these", "which", "who", "than", "more"],
    ...["we", "our", "us", "you", "your", "company", "companies", "firm", "firms", "limited", "ltd", "co", "inc"],
    ...["institute", "university", "college", "centre", "center", "laboratory", "technology", "technologies"],
    ...["technical", "research", "development", "service", "services", "project", "projects", "product", "products"],
    ...["provide", "provides", "provided", "offer", "offers", "offered", "need", "needs", "needed", "want", "wants"],
    ...["wanted", "seek", "seeks", "sought", "look", "looking", "require", "required", "requirements", "solution"],
    ...["solutions", "support", "experience", "work", "works", "use", "used", "using", "new", "high", "make", "made"],
    ...["one", "two", "also", "may", "can", "cannot", "must", "well", "good", "years", "year"],
  ],
};

/** Between words, and in none that tells what a text is about. */
const PARTICLES = "的了与及或是把被也该此我您";
const BREAKS = new RegExp(`${SAID_BY_ALL.zh.join("|")}|[${PARTICLES}]`, "gu");
/** Behind a word it says that there are more; before one it is part of it, as in 等离子. */
const AND_SO_ON = /等$/u;
const ENGLISH = new Set(SAID_BY_ALL.en);

/** The words of a text that tell what it is about, each once, in their order: runs of Chinese characters, and other words. */
export function tellingRuns(text: string): string[] {
  const found = new Set<string>();
  let room = MOST_TERMS;
  for (const part of runsOf(text).flatMap(partsOf)) {
    const run = isChinese(part) ? [...part].slice(0, room + 1).join("") : part;
    const count = termsIn(run).length;
    if (count === 0 || found.has(run)) continue;
    found.add(run);
    room -= count;
    if (room === 0) break;
  }
  return [...found];
}

/** What is left of a run between what every text says. */
function partsOf(run: string): string[] {
  return isChinese(run) ? run.split(BREAKS).map((part) => part.replace(AND_SO_ON, "")) : [run];
}

/** By what a run is found in another text. */
export function termsIn(run: string): readonly string[] {
  if (isChinese(run)) return pairsOf(run);
  return run.length > 1 && /\p{L}/u.test(run) && !ENGLISH.has(run) ? [run] : [];
}

/** The terms of a text that tell what it is about, each once. */
export function tellingTerms(text: string): string[] {
  return [...new Set(tellingRuns(text).flatMap(termsIn))];
}

/**
 * What of some runs is shared, the rarest first, then in their order.
 *
 * @param rarity of a shared term, the smaller the rarer; undefined for one that is not shared.
 */
export function sharedWords(
  runs: readonly string[],
  rarity: (term: string) => number | undefined,
  most: number,
): string[] {
  const rarest = new Map<string, number>();
  for (const run of runs) {
    for (const part of isChinese(run) ? partsShared(run, (pair) => rarity(pair) !== undefined) : [run]) {
      const of = termsIn(part).flatMap((term) => rarity(term) ?? []);
      if (of.length > 0) rarest.set(part, Math.min(...of));
    }
  }
  const words = [...rarest].sort(([, a], [, b]) => a - b).map(([word]) => word);
  return words.filter((word, i) => !words.some((other, j) => j !== i && other.includes(word))).slice(0, most);
}

/** The longest parts of which each pair is shared. */
function partsShared(run: string, isShared: (pair: string) => boolean): string[] {
  const parts: string[] = [];
  let open = "";
  for (const pair of pairsOf(run)) {
    if (isShared(pair)) open = open === "" ? pair : open + ([...pair][1] ?? "");
    else if (open !== "") {
      parts.push(open);
      open = "";
    }
  }
  return open === "" ? parts : [...parts, open];
}
