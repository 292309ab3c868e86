/** Where an office keeps what it has: PGlite in a folder of its own, or PostgreSQL. */

/** A value as it is handed over: bytes as Uint8Array, moments as Date, JSON as text. */
export type Value = string | number | boolean | Date | Uint8Array | null;

/** A row's column by its name. Moments come back as Date, bytes as Uint8Array. */
export type Row = Readonly<Record<string, unknown>>;

export interface Queryable {
  /** One statement; `$1` is the first of the values. Whoever asks says what the columns are. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- nothing else can say it
  readonly query: <R extends object = Row>(sql: string, values?: readonly Value[]) => Promise<{ rows: R[] }>;
}

export interface Database extends Queryable {
  readonly kind: "PGlite" | "PostgreSQL";
  /**
   * All of the work, or nothing of it if it throws. Inside, only what is handed to the work may be asked: PGlite has one
   * connection, and whoever asks the database itself would wait for the end of the own transaction.
   */
  readonly transaction: <T>(work: (within: Queryable) => Promise<T>) => Promise<T>;
  /** Statements that stand outside of transactions, such as VACUUM. */
  readonly run: (sql: string) => Promise<void>;
  readonly close: () => Promise<void>;
}
