/** Node reads GB18030 but does not write it: the two-byte characters, turned round once. */
const pairs = new Map<string, number>();

function fillPairs(): void {
  const decoder = new TextDecoder('gb18030');
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      if (second === 0x7f) continue;
      const text = decoder.decode(new Uint8Array([first, second]));
      if (text.length === 1 && text !== '\ufffd') pairs.set(text, (first << 8) | second);
    }
  }
}

/** Text in GB18030, as Chinese programs write it. Characters beyond two bytes are refused: our files have none. */
export function gb18030(text: string): Buffer {
  if (pairs.size === 0) fillPairs();
  const bytes = Buffer.alloc(text.length * 2);
  let at = 0;
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code < 0x80) at = bytes.writeUInt8(code, at);
    else at = bytes.writeUInt16BE(pairOf(character), at);
  }
  return bytes.subarray(0, at);
}

function pairOf(character: string): number {
  const pair = pairs.get(character);
  if (pair === undefined) throw new Error(`no two bytes of GB18030 for ${character}`);
  return pair;
}
