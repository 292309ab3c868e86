/**
 * The story's people as users of the command: a folder an office, in it a profile and a key for each of them. The keys are those that
 * everybody knows, so the passwords lie beside them.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { NullifierKeyFolder } from "../nullifiers/keyFolder.ts";
import { writePerson } from "../practice/person.ts";
import type { Person } from "../scenario/cast.ts";
import type { Stage } from "../scenario/stage.ts";

const HOLIDAYS = path.resolve(import.meta.dirname, "../../policies/holidays-2019-2020.yaml");

export interface Surroundings {
  /** In which the offices' folders are made. */
  readonly folder: string;
  readonly deployment: string;
  readonly trustRoot: string;
}

/** Writes a profile for everybody in the story. */
export async function writePeople(stage: Stage, { folder, deployment, trustRoot }: Surroundings): Promise<void> {
  const { cast, node, sealedKey } = stage;
  const offices: Readonly<Record<string, Readonly<Record<string, Person>>>> = {
    operator: { operator: cast.operator },
    auditor: { auditor: cast.auditor },
    ...Object.fromEntries(
      Object.values(cast.districts).map(({ key, bureau, approver, finance }) => [key, { bureau, approver, finance }]),
    ),
    parties: { enterprise: cast.enterprise, ...cast.providers },
  };
  for (const [office, members] of Object.entries(offices)) {
    const place = path.join(folder, office);
    await mkdir(place, { recursive: true, mode: 0o700 });
    const from = (file: string): string => path.relative(place, file);
    const profile = {
      nodes: [node.url],
      deployment: from(deployment),
      trustRoot: from(trustRoot),
      holidays: from(HOLIDAYS),
    };
    for (const [name, { signer }] of Object.entries(members)) await writePerson(place, name, signer, profile);
    if (office !== "parties") await new NullifierKeyFolder(path.join(place, "nullifier-keys")).add(sealedKey);
  }
}
