/** What stands behind the options of a server: read as it is typed, and refused in one sentence that names the option. */
import { figuresAt, type FiguresAt } from "../observing/figures.ts";
import { usageWrong } from "./begin.ts";

/** A reader of one option, as commander takes it. */
type Reader<T> = (typed: string, before?: T) => T;

export function wholeNumber(option: string, least: number, most: number): Reader<number> {
  return (typed) => {
    const number = /^\d{1,9}$/.test(typed) ? Number(typed) : NaN;
    if (number >= least && number <= most) return number;
    throw usageWrong({
      en: `${option}: "${typed}" is not a whole number from ${least} to ${most}.`,
      zh: `${option}：“${typed}”不是 ${least} 至 ${most} 之间的整数。`,
    });
  };
}

/** 0 for any that is free. */
export const readPort = wholeNumber("--port", 0, 65_535);

export function httpAddress(option: string): Reader<string> {
  return (typed) => {
    const { protocol } = URL.parse(typed) ?? {};
    if (protocol === "http:" || protocol === "https:") return typed;
    throw usageWrong({
      en: `${option}: "${withoutPassword(typed)}" is not an address, such as http://127.0.0.1:8545.`,
      zh: `${option}：“${withoutPassword(typed)}”不是网址，正确写法如 http://127.0.0.1:8545。`,
    });
  };
}

/** For an option that may be given several times. */
export function httpAddresses(option: string): Reader<string[]> {
  const read = httpAddress(option);
  return (typed, before = []) => [...before, read(typed)];
}

/**
 * Offices by their districts, an option for each: `2=http://office-b:4000`.
 *
 * @param least the lowest district that can have one.
 */
export function officeAddresses(least: 0 | 1): Reader<Readonly<Record<string, string>>> {
  return (typed, before = {}) => {
    const [, district, url = ""] = /^(\d{1,5})=(https?:\/\/.+)$/.exec(typed) ?? [];
    const isGood = district !== undefined && Number(district) >= least && URL.canParse(url);
    if (isGood) return { ...before, [Number(district)]: url };
    throw usageWrong({
      en: `--office: "${withoutPassword(typed)}" is not a district's number and its office's address, such as 2=http://127.0.0.1:8200.`,
      zh: `--office：“${withoutPassword(typed)}”不是区的编号及其办公系统网址，正确写法如 2=http://127.0.0.1:8200。`,
    });
  };
}

export const readMetrics: Reader<FiguresAt> = (typed) => {
  const at = figuresAt(typed);
  if (at) return at;
  throw usageWrong({
    en: `--metrics: "${typed}" is not a port, nor a host and its port, such as 9401 or 0.0.0.0:9401.`,
    zh: `--metrics：“${typed}”不是端口，也不是主机加端口，正确写法如 9401 或 0.0.0.0:9401。`,
  });
};

/** What must be there for this one call, named first to last. @throws TongduiError `UsageWrong`. */
export function demandGiven(typed: Readonly<Record<string, unknown>>): void {
  const missing = Object.keys(typed).filter((option) => typed[option] === undefined);
  if (missing.length === 0) return;
  throw usageWrong({
    en: `${missing.join(", ")}: missing.`,
    zh: `缺少 ${missing.join("、")}。`,
  });
}

/** A mistyped address may hold one. */
function withoutPassword(typed: string): string {
  return typed.replace(/^(\d+=)?.*@/, "$1…@");
}
