/** The bytes of a text in GB18030, which Node reads but does not write: found by reading every code of it once. */
export function gb18030(text: string): Buffer {
  return Buffer.concat([...text].map((character) => Buffer.from(codes().get(character) ?? [])));
}

let known: Map<string, readonly number[]> | undefined;

function codes(): Map<string, readonly number[]> {
  known ??= allCodes();
  return known;
}

function allCodes(): Map<string, readonly number[]> {
  const decoder = new TextDecoder("gb18030");
  const found = new Map<string, readonly number[]>();
  const add = (...bytes: number[]): void => {
    const character = decoder.decode(Uint8Array.from(bytes));
    if ([...character].length === 1 && character !== "\uFFFD" && !found.has(character)) found.set(character, bytes);
  };
  for (let one = 0; one < 0x80; one += 1) add(one);
  for (let one = 0x81; one <= 0xfe; one += 1) {
    for (let two = 0x40; two <= 0xfe; two += 1) add(one, two);
  }
  // Four bytes: 𠮷 and its plane, as far as names of people go.
  for (let one = 0x95; one <= 0x98; one += 1) {
    for (let two = 0x30; two <= 0x39; two += 1) {
      for (let three = 0x81; three <= 0xfe; three += 1) {
        for (let four = 0x30; four <= 0x39; four += 1) add(one, two, three, four);
      }
    }
  }
  return found;
}
