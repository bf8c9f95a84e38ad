const LEAD_FIRST = 0x81;
const LEAD_LAST = 0xfe;
const TRAIL_FIRST = 0x40;
const TRAIL_LAST = 0xfe;
const TRAIL_NONE = 0x7f;

/** Text as an office program in China saves it: the two-byte part of GB18030, the platform's decoder turned round. */
export function gb18030(text: string): Buffer {
  const codes = twoByteCodes();
  return Buffer.concat(
    [...text].map((character) => {
      const code = character < '\u0080' ? Buffer.from(character) : codes.get(character);
      if (code === undefined) throw new Error(`${character} has no two-byte code`);
      return code;
    }),
  );
}

function twoByteCodes(): Map<string, Buffer> {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, Buffer>();
  for (let lead = LEAD_FIRST; lead <= LEAD_LAST; lead++) {
    for (let trail = TRAIL_FIRST; trail <= TRAIL_LAST; trail++) {
      if (trail === TRAIL_NONE) continue;
      const code = Buffer.from([lead, trail]);
      codes.set(decoder.decode(code), code);
    }
  }
  return codes;
}
