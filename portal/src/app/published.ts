/** What a district publishes of itself and its parties: the answer of `/office/<d>/published`. */
import type { Conditions, Publication } from "../../../client/publication.ts";
import type { Text } from "../../../client/text/text.ts";

/** A name that may be known in Chinese only. */
export interface Name {
  readonly en?: string;
  readonly zh: string;
}

export interface Published {
  readonly district: number;
  readonly name: Name;
  readonly settings: Publication;
  readonly enterprises?: Readonly<Record<string, Name>>;
  readonly providers?: Readonly<Record<string, Name & { readonly classes?: readonly number[] }>>;
  readonly programs?: Readonly<
    Record<
      string,
      Conditions & {
        readonly title?: Name;
        readonly objectTo?: Name;
        readonly serviceClasses?: Readonly<Record<string, Text>>;
      }
    >
  >;
  readonly contact?: Name;
}
