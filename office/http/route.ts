/**
 * A route: who may call it, what it takes, what it gives. A route is added by putting it into a module's list and the module into
 * routes/routes.ts.
 *
 * RULES
 * - `who` is asked of the ledger at each request. A route that shows a part of something only (a party's own orders, say) narrows down
 *   inside, by `asked.person`.
 * - What changes the database does it within `asked.change`, once: the change and its line in the access log are one transaction. The
 *   ledger and the index are asked before that, for nobody else gets at the database meanwhile.
 * - What is thrown changes nothing: a Refusal or TongduiError is told to whoever asked.
 */
import type { z } from "zod";
import type { Text } from "../../client/text/text.ts";
import type { Office, Queryable } from "../office.ts";
import type { Kind, Person } from "../people/person.ts";

/** What a route is called with. */
export interface Asked<P, Q, B, Who> {
  readonly office: Office;
  readonly person: Who;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly request: Request;
  /** The cookie's token; empty where there is none. */
  readonly token: string;
  /** Names, for the access log, what this is about: an id, no content. */
  readonly about: (id: string) => void;
  /** For the access log, where nobody is signed in yet. */
  readonly by: (account: string) => void;
  readonly change: <T>(work: (within: Queryable) => Promise<T>) => Promise<T>;
}

/** Anything that becomes JSON, or an answer of its own. */
export type Given = object | Response;

interface Declared<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> {
  readonly method: "GET" | "POST" | "PUT";
  /** As Hono writes it: `/documents/:commitment`. */
  readonly path: `/${string}`;
  readonly params?: P;
  readonly query?: Q;
  /** Of a POST or PUT. */
  readonly body?: B;
  /** What is said of a field of the body that is not as it should be, where more can be said than that. @param field as `contact.en`. */
  readonly wrong?: (field: string) => Text | undefined;
  /** Most bytes of a body; 64 KiB where it is not said. */
  readonly most?: number;
  /**
   * Not where something is asked for all the time and shows nothing of anybody; where it may show more to some, only an access that named,
   * by `about`, what it showed.
   */
  readonly logged?: false | "named";
  /** The same again within so many milliseconds is one access; a minute where it is not said. */
  readonly once?: number;
}

export interface Route extends Declared<z.ZodObject, z.ZodObject, z.ZodType> {
  /** Whoever is of one of these kinds; `everybody` also without signing in. */
  readonly who: readonly Kind[] | "everybody" | "signed in";
  readonly give: (asked: Asked<never, never, never, never>) => Promise<Given>;
}

type Empty = z.ZodObject<Record<string, never>>;

/** A route for those who are signed in, and of one of the kinds. */
export function route<
  P extends z.ZodObject = Empty,
  Q extends z.ZodObject = Empty,
  B extends z.ZodType = z.ZodUndefined,
>(
  declared: Declared<P, Q, B> & {
    readonly who: readonly Kind[] | "signed in";
    readonly give: (asked: Asked<z.output<P>, z.output<Q>, z.output<B>, Person>) => Promise<Given>;
  },
): Route {
  return declared;
}

/** A route for everybody. Who is signed in is known all the same. */
export function publicRoute<
  P extends z.ZodObject = Empty,
  Q extends z.ZodObject = Empty,
  B extends z.ZodType = z.ZodUndefined,
>(
  declared: Declared<P, Q, B> & {
    readonly give: (asked: Asked<z.output<P>, z.output<Q>, z.output<B>, Person | undefined>) => Promise<Given>;
  },
): Route {
  return { ...declared, who: "everybody" } as unknown as Route;
}
