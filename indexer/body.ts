/** The text of an answer, up to a length. @throws RangeError for more. */
export async function textOf(response: Response, most: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    parts.push(part);
    length += part.length;
    if (length > most) throw new RangeError();
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}
