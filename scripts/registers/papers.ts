/**
 * What the office keeps of a party. Two documents, so that a profile can be published without the identity of a natural person who
 * controls the party:
 *
 *     profile       name, credit code and what else is said of it, and the commitment of its controller's document
 *     controller    the identifier from which the mark of its group is made
 *
 * The ledger holds the profile's commitment, and by it the controller's: a reviewer who is given both can make the marks anew.
 */
import { z } from "zod";
import type { Json } from "../../client/documents/canonical.ts";
import { isoOfDay, type Day } from "../../client/days.ts";
import { normalise } from "../../client/documents/normalise.ts";
import { KeptDocument } from "../../client/documents/record.ts";
import { DocumentStore } from "../documents/store.ts";
import type { Register } from "./register.ts";

/** What a table says of a party. */
export interface Said {
  readonly name: string;
  readonly creditCode: string;
  /** A credit code, or a natural person's identity number. */
  readonly controller: string;
  readonly englishName?: string | undefined;
  readonly address?: string | undefined;
  readonly industry?: string | undefined;
  readonly founded?: Day | undefined;
}

const profileSchema = z.object({
  kind: z.enum(["enterprise", "provider"]),
  name: z.string(),
  creditCode: z.string(),
  controller: z.string(),
});

export type Profile = z.infer<typeof profileSchema>;

const controllerSchema = z.object({ kind: z.literal("controller"), creditCode: z.string(), controller: z.string() });

/**
 * Commits to a party's profile. The same words have the same commitment each time.
 *
 * @returns 32 bytes as `0x…`.
 * @throws TongduiError as DocumentStore.
 */
export async function commitProfile(
  store: Pick<DocumentStore, "commitFor">,
  register: Register,
  said: Said,
): Promise<string> {
  const { name, creditCode, englishName, address, industry, founded } = said;
  const subject = `${register} ${creditCode}`;
  const controller = await store.commitFor({
    purpose: "controller",
    subject,
    document: { kind: "controller", creditCode, controller: normalise(said.controller) },
  });
  const more = { englishName, address, industry, founded: founded === undefined ? undefined : isoOfDay(founded) };
  const given = Object.entries(more).filter((field): field is [string, string] => field[1] !== undefined);
  const document: Json = { kind: register, name, creditCode, controller, ...Object.fromEntries(given) };
  return store.commitFor({ purpose: "profile", subject, document });
}

/** The profile behind a commitment, if this office has it. */
export async function profileOf(store: DocumentStore, commitment: string): Promise<Profile | undefined> {
  return profileSchema.safeParse(await contentOf(store, commitment)).data;
}

/** The identifier of a profile's controller, if this office has it. */
export async function controllerOf(store: DocumentStore, { controller }: Profile): Promise<string | undefined> {
  return controllerSchema.safeParse(await contentOf(store, controller)).data?.controller;
}

/** The words of a reason, if this office has them. */
export async function reasonOf(store: DocumentStore, commitment: string): Promise<string | undefined> {
  return z.object({ reason: z.string() }).safeParse(await contentOf(store, commitment)).data?.reason;
}

async function contentOf(store: DocumentStore, commitment: string): Promise<Json | undefined> {
  const found = await store.find(commitment);
  return found instanceof KeptDocument ? found.document : undefined;
}
