/** What the commands that read a table of parties are given. */
export interface ImportInput {
  readonly file: string;
  /** For whoever is the Bureau of several. */
  readonly district: number | undefined;
  readonly report: string | undefined;
  readonly nullifierPasswordFile: string | undefined;
}
