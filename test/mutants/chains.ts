import hre from "hardhat";
import type { RequestArguments } from "hardhat/types/providers";
import { addressOf, mutantOf } from "./schemata.ts";

type Fixture = (connection: Connection) => Promise<unknown>;
type Create = typeof hre.network.create;
type Options = Parameters<Create>[0];
type Connection = Awaited<ReturnType<Create>>;

type Request = (args: RequestArguments) => Promise<unknown>;

const EXECUTED = new Set(["eth_call", "eth_sendTransaction", "eth_estimateGas"]);
const TOUCHED = { tracer: "prestateTracer", tracerConfig: { disableCode: true, disableStorage: true } };

/** One simulated chain that can be put back to where it was marked. */
class Chain {
  readonly connection: Connection;
  readonly request: Request;
  #mark: unknown;

  constructor(connection: Connection) {
    this.connection = connection;
    this.request = connection.provider.request.bind(connection.provider);
  }

  /** The mutants that a call or transaction asks for, should it be sent now. */
  async watch({ method, params }: RequestArguments): Promise<number[]> {
    if (!EXECUTED.has(method) || !Array.isArray(params)) return [];
    const [message, block = "pending"] = params as [unknown, string?];
    const touched = await this.request({ method: "debug_traceCall", params: [message, block, TOUCHED] }).catch(
      () => ({}),
    );
    return Object.keys(touched as object).flatMap((address) => mutantOf(address) ?? []);
  }

  async mark(): Promise<void> {
    this.#mark = await this.request({ method: "evm_snapshot" });
  }

  async goBack(): Promise<void> {
    await this.request({ method: "evm_revert", params: [this.#mark] });
    await this.mark();
  }

  async turnOn(mutant: number): Promise<void> {
    if (mutant === NO_MUTANT) return;
    await this.request({ method: "hardhat_setBalance", params: [addressOf(mutant), "0x1"] });
  }
}

/** A fixture that was run, and the chain that it was run on. */
interface Made {
  readonly name: string;
  readonly chain: Chain;
  readonly value: unknown;
  readonly reached: Set<number>;
}

export const NO_MUTANT = 0;

/**
 * Stands between the tests and their one chain: each fixture is run once on a chain of its own and gone back to, from
 * whatever file it is asked for, so that a test costs only what it does itself. The tests do not notice.
 */
export class Chains {
  /** Which mutants the code that runs now asks for; the caller changes the set. */
  reached = new Set<number>();
  /** Told of each fixture that a test loads. */
  onLoad: (name: string, reached: ReadonlySet<number>) => void = () => undefined;

  readonly #create: Create;
  readonly #watches: boolean;
  #mutant = NO_MUTANT;
  #isFromGenesis = false;
  #isLoading = true;
  #isMaking = false;
  #options: Options;
  #base: Chain | undefined;
  #current: Chain | undefined;
  #lasting = new Map<Fixture, Made>();
  #passing = new Map<Fixture, Made>();

  constructor({ watches }: { watches: boolean }) {
    this.#create = hre.network.create.bind(hre.network);
    hre.network.create = (async (options: Options) => this.#connect(options)) as Create;
    this.#watches = watches;
  }

  /** The test files are loaded; chains made from now on are a test's own. */
  loaded(): void {
    this.#isLoading = false;
  }

  /** Begins a run with a mutant on: after the fixtures, or from the first block so that they run under it too. */
  async begin(mutant: number, isFromGenesis: boolean): Promise<void> {
    this.#mutant = mutant;
    this.#isFromGenesis = isFromGenesis;
    await this.#goToBase();
  }

  async end(): Promise<void> {
    for (const { chain } of this.#passing.values()) await chain.connection.close();
    this.#passing = new Map();
  }

  async #newChain(): Promise<Chain> {
    const chain = new Chain(await this.#create(this.#options));
    await chain.turnOn(this.#isFromGenesis ? this.#mutant : NO_MUTANT);
    return chain;
  }

  async #connect(options: Options): Promise<Connection> {
    const connection = await this.#create(options);
    const chain = new Chain(connection);
    if (this.#watches && !this.#isLoading) connection.provider.request = async (args) => this.#watched(chain, args);
    if (this.#isLoading && this.#base === undefined) {
      this.#options = options;
      this.#base = this.#current = chain;
      await chain.mark();
      this.#standBetween(connection);
    }
    await chain.turnOn(this.#mutant);
    return connection;
  }

  async #watched(chain: Chain, args: RequestArguments): Promise<unknown> {
    if (this.#watches) for (const mutant of await chain.watch(args)) this.reached.add(mutant);
    return chain.request(args);
  }

  #standBetween({ provider, networkHelpers }: Connection): void {
    provider.request = async (args: RequestArguments) => this.#watched(this.#current!, args);
    const takeSnapshot = networkHelpers.takeSnapshot.bind(networkHelpers);
    networkHelpers.takeSnapshot = async () => {
      const chain = this.#current!;
      const isEmpty = BigInt((await chain.request({ method: "eth_blockNumber" })) as string) === 0n;
      if (isEmpty) return { snapshotId: "empty", restore: async () => this.#goToBase() };
      const snapshot = await takeSnapshot();
      const goBack = async () => {
        this.#current = chain;
        await snapshot.restore();
        await chain.turnOn(this.#mutant);
      };
      return { snapshotId: snapshot.snapshotId, restore: goBack };
    };
    networkHelpers.clearSnapshots = () => undefined;
    networkHelpers.loadFixture = (async (fixture: Fixture) => this.#load(fixture)) as typeof networkHelpers.loadFixture;
  }

  async #goToBase(): Promise<void> {
    this.#current = this.#base!;
    await this.#base!.goBack();
    await this.#base!.turnOn(this.#mutant);
  }

  async #load(fixture: Fixture): Promise<unknown> {
    if (this.#isMaking) return fixture(this.#base!.connection);
    const fixtures = this.#isFromGenesis ? this.#passing : this.#lasting;
    let made = fixtures.get(fixture);
    if (made === undefined) {
      made = await this.#make(fixture);
      fixtures.set(fixture, made);
    } else {
      this.#current = made.chain;
      await made.chain.goBack();
    }
    await made.chain.turnOn(this.#mutant);
    this.onLoad(made.name, made.reached);
    return made.value;
  }

  async #make(fixture: Fixture): Promise<Made> {
    const chain = await this.#newChain();
    this.#current = chain;
    const outside = this.reached;
    this.reached = new Set();
    this.#isMaking = true;
    try {
      const value = await fixture(this.#base!.connection);
      await chain.mark();
      const name = `${fixture.name} ${this.#lasting.size}`;
      return { name, chain, value, reached: this.reached };
    } finally {
      this.#isMaking = false;
      this.reached = outside;
    }
  }
}
