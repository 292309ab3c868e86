/** Checks a proof under a trust root; everything that is done away from the page. Never throws for what is in a file. */
import type { Text } from "../../../client/text/text.ts";
import { ABOUT_FILES } from "../../../verifier/refusals/files.ts";
import {
  readTrustRoot,
  Refusal,
  refusedHint,
  trustRootHash,
  verifyProof,
  type TrustRoot,
} from "../../../verifier/index.ts";
import { LARGEST_TEXT } from "../../../verifier/unpack.ts";
import type { Root, Told } from "./messages.ts";

/** @param file read only if it is no larger than a proof can be. */
export async function check(file: Blob, rootText: string): Promise<Told> {
  const read = rootOf(rootText);
  if ("why" in read) return { kind: "unchecked", why: read.why };
  const root = seen(read.root);
  if (file.size > LARGEST_TEXT) {
    const refused = { code: "FileTooLarge", ...ABOUT_FILES.FileTooLarge(LARGEST_TEXT), hint: undefined } as const;
    return { kind: "refused", root, refused };
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const verdict = await verifyProof(bytes, read.root);
  if (verdict.valid) return { kind: "held", root, verdict };
  const { code, en, zh } = verdict.refusal;
  return { kind: "refused", root, refused: { code, en, zh, hint: refusedHint(bytes, code) } };
}

/** What a trust root says of itself. */
export function look(rootText: string): Told {
  const read = rootOf(rootText);
  return "why" in read ? { kind: "unchecked", why: read.why } : { kind: "root", root: seen(read.root) };
}

function rootOf(text: string): { readonly root: TrustRoot } | { readonly why: Text } {
  try {
    return { root: readTrustRoot(text) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { en, zh } = error;
    return { why: { en: `This site's trust root cannot be used: ${en}`, zh: `本网站的信任根无法使用：${zh}` } };
  }
}

function seen(root: TrustRoot): Root {
  const { number, consensus, chainId, districts } = root;
  return { number, consensus, chainId, districts, hash: trustRootHash(root) };
}
