/** What a district's engineer does with the network's commands, on the machine of the district's own node. */
import { expect } from "chai";
import { begin, tongduiEnding } from "./command.ts";
import { RECOVERY_SECONDS, until, type Consortium } from "./consortium.ts";

/** A change of districts, as the command shows it to one of them. */
export interface Change {
  readonly finished: boolean;
  /** The node that the command speaks to, where it is one of the file. */
  readonly as: string | null;
  /** The step that this run did. */
  readonly did: string | null;
  readonly steps: readonly { readonly key: string; readonly state: "done" | "open" | "unknown" }[];
}

/** How the network stands, as `network status` says. */
export interface Status {
  readonly verdict: { readonly kind: string; readonly moreMayFail?: number };
  readonly height: number;
  readonly nodes: readonly { readonly name: string | null; readonly answers: boolean; readonly behind?: number }[];
  readonly sealing: {
    readonly through: number;
    readonly validators: readonly {
      readonly node: string | null;
      readonly proposed: number;
      readonly sealed: number;
      readonly last: number | null;
      readonly isSilent: boolean;
    }[];
  };
}

/** One node that comes to its district, or leaves it. */
export interface Subject {
  readonly direction: "add-district" | "retire-district";
  readonly district: string;
  readonly node: string;
}

export class Engineer {
  readonly #consortium: Consortium;
  readonly #name: string;

  /** @param name the node at whose machine the engineer is. */
  constructor(consortium: Consortium, name: string) {
    this.#consortium = consortium;
    this.#name = name;
  }

  /** Does what is the node's part now, if anything is. */
  async act(subject: Subject): Promise<Change> {
    return this.#run(subject, "--yes");
  }

  /** Tries what is the node's part now, and cannot do it yet. @returns the code of what the command says. */
  async isRefused(subject: Subject): Promise<string> {
    const run = begin(...this.#words(subject, "--yes"), "--json");
    expect(await run.exit, run.said()).to.equal(1);
    return (JSON.parse(run.out()) as { error: { code: string } }).error.code;
  }

  /** Only looks. */
  async see(subject: Subject): Promise<Change> {
    return this.#run(subject, "--dry-run");
  }

  /** Waits until a step is done. */
  async waitFor(subject: Subject, step: string): Promise<void> {
    await until(
      RECOVERY_SECONDS,
      `${subject.direction} ${subject.node}: ${step}, seen from ${this.#name}`,
      async () => stateOf(await this.see(subject), step) === "done",
    );
  }

  /** @param exit with which the command has to end: 0 where all is well. */
  async status(exit = 0): Promise<Status> {
    const { description } = this.#consortium.member(this.#name);
    return tongduiEnding<Status>(exit, "network", "status", description);
  }

  /**
   * What `network status` says of a network in which all is well: these validators seal, each of them has proposed a block of late, and
   * the node itself is the only one that answers.
   */
  async seesHealthy(validators: readonly string[]): Promise<void> {
    const { verdict, sealing, nodes } = await this.status();
    expect(verdict.kind).to.equal("healthy");
    expect(sealing.validators.map(({ node }) => node)).to.have.members([...validators]);
    for (const { node, proposed, last, isSilent } of sealing.validators) {
      expect([isSilent, proposed > 0, sealing.through - (last ?? 0) <= 2 * validators.length], `${node}`).to.deep.equal(
        [...[false, true, true]],
      );
    }
    expect(nodes.filter(({ answers }) => answers).map(({ name }) => name)).to.deep.equal([this.#name]);
  }

  async #run(subject: Subject, how: string): Promise<Change> {
    return tongduiEnding<Change>(0, ...this.#words(subject, how));
  }

  #words({ direction, district, node }: Subject, how: string): string[] {
    const { description } = this.#consortium.member(this.#name);
    const own = ["--node", this.#consortium.node(this.#name).url];
    return ["network", direction, description, district, "--only", node, ...own, how];
  }
}

export function stateOf({ steps }: Change, key: string): string | undefined {
  return steps.find((step) => step.key === key)?.state;
}
