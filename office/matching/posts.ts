/** The demands, offers and matches of the ledger, from its events: what a post's text is held against, and who was matched with whom. */
import { dayOf, type Day } from "../../client/days.ts";
import { formatEnterprise, formatProvider } from "../../client/ids.ts";
import type { PostKind } from "../../client/matching/texts.ts";
import type { LedgerEvent } from "../../client/replay/events.ts";
import { Following } from "../following.ts";
import type { OfficeLedger } from "../ledger.ts";

export interface Post {
  readonly id: string;
  readonly kind: PostKind;
  /** Who posted it. */
  readonly party: bigint;
  /** The party as people write it: `2-15`, `P2-1`. */
  readonly written: string;
  /** Commitment of the public text. */
  readonly content: string;
  readonly serviceClass: number;
  /** Where a partner is sought; 0: anywhere. */
  readonly district: number;
  /** The last day. */
  readonly through: Day;
  readonly state: "Open" | "Withdrawn" | "Matched" | "Expired";
}

export interface AllPosts {
  /** Another one once any of them may have changed. */
  readonly version: string;
  readonly read: () => Promise<readonly Post[]>;
}

type Terms = Extract<LedgerEvent, { name: "DemandPosted" }>["args"]["terms"];

export class Posts {
  readonly #at: OfficeLedger;
  readonly #following: Following;
  /** By the number; one that is past its last day stands as open. */
  readonly #posts = new Map<string, Post>();
  /** Offers that answer one demand: a match ends them. */
  readonly #answers = new Set<string>();
  /** By a post, the posts that it was matched with. */
  readonly #partners = new Map<string, Set<string>>();
  /** How many events were taken. */
  #events = 0;

  constructor(at: OfficeLedger) {
    this.#at = at;
    // Taken twice, from an earlier event on, they come to the same.
    this.#following = new Following(at, ["matching"], (event) => this.#take(event));
  }

  /** As it is today; undefined where the ledger has none. */
  async find(id: string): Promise<Post | undefined> {
    return (await this.findAll([id])).get(id);
  }

  /** By their numbers, as they are today; those that the ledger has not are missing. */
  async findAll(ids: readonly string[]): Promise<ReadonlyMap<string, Post>> {
    await this.#following.readOn();
    return this.#today(ids.flatMap((id) => this.#posts.get(id) ?? []));
  }

  /** All that some parties ever posted, as it is today. @param parties as people write them. */
  async of(parties: readonly string[]): Promise<ReadonlyMap<string, Post>> {
    await this.#following.readOn();
    return this.#today([...this.#posts.values()].filter(({ written }) => parties.includes(written)));
  }

  /** All as they are today. */
  async all(): Promise<AllPosts> {
    await this.#following.readOn();
    const version = `${this.#events} ${dayOf(await this.#at.time())}`;
    return { version, read: async () => [...(await this.#today([...this.#posts.values()])).values()] };
  }

  async #today(posts: readonly Post[]): Promise<ReadonlyMap<string, Post>> {
    const today = posts.some(({ state }) => state === "Open") ? dayOf(await this.#at.time()) : 0;
    const isOver = ({ state, through }: Post): boolean => state === "Open" && today > through;
    return new Map(posts.map((post) => [post.id, isOver(post) ? { ...post, state: "Expired" } : post]));
  }

  /** Who the parties are that a post was ever matched with; of what {@link find} gave. */
  partnersOf({ id }: Pick<Post, "id">): ReadonlySet<string> {
    const partners = [...(this.#partners.get(id) ?? [])];
    return new Set(partners.flatMap((partner) => this.#posts.get(partner)?.written ?? []));
  }

  #take(event: LedgerEvent): void {
    this.#events += 1;
    switch (event.name) {
      case "DemandPosted": {
        const { demand: id, enterprise, terms } = event.args;
        this.#posts.set(id, postOf("demand", id, enterprise, terms));
        break;
      }
      case "OfferPosted": {
        const { offer: id, provider, terms } = event.args;
        this.#posts.set(id, postOf("offer", id, provider, terms));
        if (BigInt(terms.demand) !== 0n) this.#answers.add(id);
        break;
      }
      case "PostWithdrawn":
        this.#end(event.args.post, "Withdrawn");
        break;
      case "MatchMade": {
        const { demand, offer } = event.args;
        this.#end(demand, "Matched");
        if (this.#answers.has(offer)) this.#end(offer, "Matched");
        this.#pair(demand, offer);
        this.#pair(offer, demand);
        break;
      }
      default:
    }
  }

  #end(id: string, state: Post["state"]): void {
    const post = this.#posts.get(id);
    if (post) this.#posts.set(id, { ...post, state });
  }

  #pair(post: string, partner: string): void {
    this.#partners.set(post, (this.#partners.get(post) ?? new Set()).add(partner));
  }
}

function postOf(
  kind: PostKind,
  id: string,
  party: bigint,
  { content, serviceClass, district, through }: Pick<Terms, "content" | "serviceClass" | "district" | "through">,
): Post {
  return {
    id,
    kind,
    party,
    written: kind === "demand" ? formatEnterprise(party) : formatProvider(party),
    content,
    serviceClass: Number(serviceClass),
    district: Number(district),
    through: Number(through),
    state: "Open",
  };
}
