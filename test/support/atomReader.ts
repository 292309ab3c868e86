/** Reads Atom as a reader's program does: with a browser's XML parser, which refuses what is not well-formed. */
import type { Browser } from "playwright-core";

export interface Element {
  readonly name: string;
  readonly namespace: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** Of itself and of all in it. */
  readonly text: string;
}

/** @throws Error with what the parser says of a text that is not well-formed. */
export async function readXml(browser: Browser, text: string): Promise<Element> {
  const page = await browser.newPage();
  try {
    const read = await page.evaluate<Element | string>(`(() => {
      const parsed = new DOMParser().parseFromString(${JSON.stringify(text)}, "application/xml");
      const error = parsed.querySelector("parsererror");
      if (error) return error.textContent;
      const of = (one) => ({
        name: one.localName,
        namespace: one.namespaceURI,
        attributes: Object.fromEntries([...one.attributes].map(({ name, value }) => [name, value])),
        children: [...one.children].map(of),
        text: one.textContent,
      });
      return of(parsed.documentElement);
    })()`);
    if (typeof read === "string") throw new Error(read);
    return read;
  } finally {
    await page.close();
  }
}

const ATOM = "http://www.w3.org/2005/Atom";
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const ONCE_IN_FEED = ["id", "title", "updated"];
const AT_MOST_ONCE = ["generator", "icon", "logo", "subtitle", "rights", "published", "summary", "content", "source"];

/** @returns what RFC 4287 demands and a feed has not; nothing of a valid one. */
export function faultsOfFeed(feed: Element): string[] {
  const entries = feed.children.filter(({ name }) => name === "entry");
  const ids = entries.map((entry) => textOf(entry, "id"));
  return [
    ...(feed.name === "feed" && feed.namespace === ATOM ? [] : ["The document is no Atom feed."]),
    ...faultsOf(feed, "feed"),
    ...entries.flatMap((entry, i) => [
      ...faultsOf(entry, `entry ${i + 1}`),
      ...(named(entry, "author").length + named(feed, "author").length > 0 ? [] : [`entry ${i + 1} has no author.`]),
      ...(named(entry, "content").length > 0 || alternates(entry).length > 0
        ? []
        : [`entry ${i + 1} has neither content nor alternate.`]),
    ]),
    ...(new Set(ids).size === ids.length ? [] : ["Two entries have one id."]),
  ];
}

export function named(of: Element, name: string): readonly Element[] {
  return of.children.filter((child) => child.name === name && child.namespace === ATOM);
}

export function textOf(of: Element, name: string): string {
  return named(of, name)[0]?.text ?? "";
}

function faultsOf(of: Element, where: string): string[] {
  const [id, updated] = [textOf(of, "id"), textOf(of, "updated")];
  const kinds = alternates(of).map(({ attributes }) => `${attributes["type"]} ${attributes["hreflang"]}`);
  return [
    ...ONCE_IN_FEED.filter((name) => named(of, name).length !== 1).map((name) => `${where} has not one ${name}.`),
    ...AT_MOST_ONCE.filter((name) => named(of, name).length > 1).map((name) => `${where} has more than one ${name}.`),
    ...(URL.canParse(id) ? [] : [`${where} has an id that is no IRI: ${id}.`]),
    ...(TIME.test(updated) && !Number.isNaN(Date.parse(updated))
      ? []
      : [`${where} was updated at no time: ${updated}.`]),
    ...named(of, "link")
      .filter(({ attributes }) => attributes["href"] === undefined)
      .map(() => `${where} has a link to nowhere.`),
    ...(new Set(kinds).size === kinds.length ? [] : [`${where} has two alternates of one kind.`]),
    ...named(of, "author")
      .filter((author) => named(author, "name").length !== 1)
      .map(() => `${where} has an author without a name.`),
    ...of.children
      .filter(({ namespace }) => namespace !== ATOM)
      .map(({ name }) => `${where} has ${name}, which is not Atom's.`),
  ];
}

function alternates(of: Element): readonly Element[] {
  return named(of, "link").filter(({ attributes }) => (attributes["rel"] ?? "alternate") === "alternate");
}
