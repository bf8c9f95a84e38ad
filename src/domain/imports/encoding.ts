/** The encodings a text file may be in; names as the platform's TextDecoder knows them. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Opens the same bytes again for every pass; a judge may need three. */
export type OpenBytes = () => AsyncIterable<Uint8Array>;

export type EncodingVerdict =
  /** `cut` is true when the file ends inside a character. */
  | { readonly kind: 'text'; readonly encoding: Encoding; readonly cut: boolean }
  /** Several readings are possible: a person has to look at a preview and say which. */
  | { readonly kind: 'ask'; readonly candidates: readonly Encoding[] }
  | { readonly kind: 'binary'; readonly looksLike: string };

const CONTROL_SHARE_MAX = 0.002;
const SAMPLE_CHARACTERS_MAX = 200_000;

/**
 * Decides how the bytes are to be read (guarantee I1): byte order mark, strict UTF-8 of the whole stream, UTF-16 by
 * where its zero bytes lie, strict GB18030 that also reads like Chinese. What could be two things is asked, never guessed:
 * statistical detectors take mostly-ASCII GBK for something Western.
 */
export async function decideEncoding(open: OpenBytes): Promise<EncodingVerdict> {
  const first = await surveyBytes(open);
  if (first.magic !== null) return { kind: 'binary', looksLike: first.magic };
  if (first.mark !== null) return marked(open, first.mark, first.size);
  if (first.utf8 !== 'no' && first.zeros === 0) {
    if (first.controls > controlsMax(first.size)) return { kind: 'binary', looksLike: 'unknown' };
    if (mayBeGuobiao(first) && (await decodesStrictly(open, 'gb18030')) === 'yes')
      return { kind: 'ask', candidates: ['gb18030', 'utf-8'] };
    return { kind: 'text', encoding: 'utf-8', cut: first.utf8 === 'cut' };
  }
  if (first.zeros > 0) return utf16WithoutMark(open, first.size);
  if (first.controls > controlsMax(first.size)) return { kind: 'binary', looksLike: 'unknown' };
  return chinese(open);
}

/** Fewer than nine two-byte characters, and they may be hanzi of GB18030 that happen to be valid UTF-8, as 一 is. */
const CHANCE_PAIRS_MAX = 8;

function mayBeGuobiao({ pairs, wide, latin }: ByteSurvey): boolean {
  return wide === 0 && pairs > 0 && pairs + latin <= CHANCE_PAIRS_MAX;
}

interface ByteSurvey {
  /** Bytes that begin a character of two bytes beyond Latin-1, of Latin-1, and of three or four bytes, were it UTF-8. */
  readonly pairs: number;
  readonly latin: number;
  readonly wide: number;
  readonly size: number;
  readonly zeros: number;
  readonly controls: number;
  readonly utf8: 'yes' | 'no' | 'cut';
  readonly mark: Encoding | null;
  readonly magic: string | null;
}

async function surveyBytes(open: OpenBytes): Promise<ByteSurvey> {
  const strict = strictDecoder('utf-8');
  const counts = { zeros: 0, controls: 0, pairs: 0, latin: 0, wide: 0 };
  let size = 0;
  let head: Uint8Array = new Uint8Array(0);
  for await (const chunk of open()) {
    if (head.length < 8) head = Buffer.concat([head, chunk.subarray(0, 8)]);
    strict.push(chunk);
    countBytes(chunk, counts);
    size += chunk.length;
  }
  return { ...counts, size, utf8: strict.end(), mark: byteOrderMark(head), magic: magicOf(head) };
}

function controlsMax(size: number): number {
  return size * CONTROL_SHARE_MAX;
}

interface ByteCounts {
  zeros: number;
  controls: number;
  pairs: number;
  latin: number;
  wide: number;
}

/** Counts what tells encodings apart; tab, line feed, form feed, return and the old end mark 1A are no controls here. */
function countBytes(chunk: Uint8Array, counts: ByteCounts): void {
  for (let index = 0; index < chunk.length; index++) {
    const byte = chunk[index] ?? 0;
    if (byte >= 0x20 && byte < 0xc2) continue;
    if (byte >= 0xe0) counts.wide++;
    else if (byte >= 0xc4) counts.pairs++;
    else if (byte >= 0xc2) counts.latin++;
    else if (byte === 0) counts.zeros++;
    else if (!((byte >= 0x09 && byte <= 0x0d) || byte === 0x1a)) counts.controls++;
  }
}

function byteOrderMark(head: Uint8Array): Encoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0x84 && head[1] === 0x31 && head[2] === 0x95 && head[3] === 0x33) return 'gb18030';
  return null;
}

const MAGIC: readonly (readonly [string, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['gzip', [0x1f, 0x8b]],
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27]],
];

/** What the first bytes say the file really is (`zip` covers .xlsx), or null for what may be text. */
export function magicOf(head: Uint8Array): string | null {
  const hit = MAGIC.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte));
  return hit === undefined ? null : hit[0];
}

async function marked(open: OpenBytes, encoding: Encoding, size: number): Promise<EncodingVerdict> {
  const found = await decodesStrictly(open, encoding);
  const isOddEnd = encoding.startsWith('utf-16') && size % 2 === 1;
  if (found === 'no' && !isOddEnd) return { kind: 'binary', looksLike: 'unknown' };
  return { kind: 'text', encoding, cut: found === 'cut' || isOddEnd };
}

async function utf16WithoutMark(open: OpenBytes, size: number): Promise<EncodingVerdict> {
  const little = await ordinaryShare(open, 'utf-16le');
  const big = await ordinaryShare(open, 'utf-16be');
  const best = little >= big ? 'utf-16le' : 'utf-16be';
  if (Math.max(little, big) < 0.9) return { kind: 'binary', looksLike: 'unknown' };
  if (Math.abs(little - big) < 0.2) return { kind: 'ask', candidates: ['utf-16le', 'utf-16be'] };
  return { kind: 'text', encoding: best, cut: size % 2 === 1 };
}

/** The share of characters a table in Chinese or English is made of; 0 when the bytes are not even valid. */
async function ordinaryShare(open: OpenBytes, encoding: Encoding): Promise<number> {
  const text = await sample(open, encoding);
  if (text === null || text.length === 0) return 0;
  let ordinary = 0;
  for (let index = 0; index < text.length; index++) if (isOrdinary(text.charCodeAt(index))) ordinary++;
  return ordinary / text.length;
}

function isOrdinary(code: number): boolean {
  if (code < 0x80) return code >= 0x20 || (code >= 0x09 && code <= 0x0d);
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3000 && code <= 0x303f) || (code >= 0xff00 && code <= 0xffef);
}

/** Characters that headings and addresses of business files are full of, simplified and traditional. */
const SIMPLIFIED = new Set(
  '客户名称编号码电话手机地址日期时间金额数量单价产品规格类别订备注姓联系人公司省市区县路张王李刘陈杨赵黄周吴北京上海广州深圳有限',
);
const TRADITIONAL = new Set(
  '客戶名稱編號碼電話手機地址日期時間金額數量單價產品規格類別訂備註姓聯繫人公司省市區縣路張王李劉陳楊趙黃周吳北京上海廣州深圳有限',
);

/** Strict GB18030 is not enough: nearly all Big5 is valid GB18030 too. The bytes must also lie where Chinese text lies. */
async function chinese(open: OpenBytes): Promise<EncodingVerdict> {
  const validity = await decodesStrictly(open, 'gb18030');
  if (validity !== 'no') {
    const pairs = await surveyPairs(open);
    const isClear = pairs.gb - pairs.big5 >= 0.3 || (pairs.big5 === 0 && pairs.gb >= 0.3);
    if (isClear || (pairs.gb >= 0.85 && (await readsSimplified(open)))) {
      return { kind: 'text', encoding: 'gb18030', cut: validity === 'cut' };
    }
  }
  return { kind: 'ask', candidates: await candidatesOf(open) };
}

async function readsSimplified(open: OpenBytes): Promise<boolean> {
  const simplified = countIn(await sample(open, 'gb18030'), SIMPLIFIED);
  const traditional = countIn(await sample(open, 'big5'), TRADITIONAL);
  return simplified >= 2 && simplified > 2 * traditional;
}

function countIn(text: string | null, words: ReadonlySet<string>): number {
  let count = 0;
  for (const character of text ?? '') if (words.has(character)) count++;
  return count;
}

/** Shares of the two-byte characters that lie in the everyday rows of GB2312 and of Big5; 0 when a pair is not of that code. */
async function surveyPairs(open: OpenBytes): Promise<{ gb: number; big5: number }> {
  const gb = pairReader(gbClass);
  const big5 = pairReader(big5Class);
  for await (const chunk of open()) {
    gb.push(chunk);
    big5.push(chunk);
  }
  return { gb: gb.share(), big5: big5.share() };
}

type PairClass = 'everyday' | 'rare' | 'invalid' | 'four bytes';

function gbClass(lead: number, trail: number): PairClass {
  if (trail >= 0x30 && trail <= 0x39) return 'four bytes';
  const isEveryday = trail >= 0xa1 && (lead <= 0xa3 ? lead >= 0xa1 : lead >= 0xb0 && lead <= 0xf7);
  return isEveryday ? 'everyday' : 'rare';
}

function big5Class(lead: number, trail: number): PairClass {
  const isPair = lead >= 0xa1 && lead <= 0xf9 && ((trail >= 0x40 && trail <= 0x7e) || (trail >= 0xa1 && trail <= 0xfe));
  if (!isPair) return 'invalid';
  return lead <= 0xc6 ? 'everyday' : 'rare';
}

function pairReader(classify: (lead: number, trail: number) => PairClass) {
  const seen = { everyday: 0, all: 0, isValid: true };
  let lead = 0;
  let skip = 0;
  const take = (byte: number): void => {
    if (skip > 0) skip--;
    else if (lead === 0) lead = byte >= 0x80 ? byte : 0;
    else {
      const found = classify(lead, byte);
      lead = 0;
      seen.all++;
      if (found === 'everyday' || found === 'four bytes') seen.everyday++;
      if (found === 'four bytes') skip = 2;
      if (found === 'invalid') seen.isValid = false;
    }
  };
  return {
    push(chunk: Uint8Array): void {
      for (let index = 0; index < chunk.length; index++) take(chunk[index] ?? 0);
    },
    share: (): number => (seen.isValid && seen.all > 0 ? seen.everyday / seen.all : 0),
  };
}

async function candidatesOf(open: OpenBytes): Promise<Encoding[]> {
  const candidates: Encoding[] = [];
  for (const encoding of ['gb18030', 'big5', 'utf-16le', 'utf-16be'] as const) {
    const isPlausible = !encoding.startsWith('utf-16') || (await ordinaryShare(open, encoding)) >= 0.9;
    if (isPlausible && (await decodesStrictly(open, encoding)) !== 'no') candidates.push(encoding);
  }
  return [...candidates, 'windows-1252'];
}

async function decodesStrictly(open: OpenBytes, encoding: Encoding): Promise<'yes' | 'no' | 'cut'> {
  const strict = strictDecoder(encoding);
  for await (const chunk of open()) {
    strict.push(chunk);
    if (strict.failed()) return 'no';
  }
  return strict.end();
}

/** A decoder that only reports: whether all was valid, invalid, or valid up to a character cut off by the end. */
function strictDecoder(encoding: Encoding) {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let isFailed = false;
  const attempt = (step: () => void): boolean => {
    try {
      step();
      return true;
    } catch {
      return false;
    }
  };
  return {
    push(chunk: Uint8Array): void {
      if (!isFailed) isFailed = !attempt(() => decoder.decode(chunk, { stream: true }));
    },
    failed: (): boolean => isFailed,
    end(): 'yes' | 'no' | 'cut' {
      if (isFailed) return 'no';
      return attempt(() => decoder.decode()) ? 'yes' : 'cut';
    },
  };
}

/** The first characters of the text, or null when they are not valid in this encoding. */
async function sample(open: OpenBytes, encoding: Encoding): Promise<string | null> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let text = '';
  try {
    for await (const chunk of open()) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length >= SAMPLE_CHARACTERS_MAX) break;
    }
  } catch {
    return null;
  }
  return text;
}
