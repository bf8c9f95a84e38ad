/** Hears the parts of an XML document in order; names come without their prefix. */
export interface XmlListener {
  open?(name: string, attributes: string): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Thrown for XML that no spreadsheet program writes: unclosed tags, a document type, endless text. */
export class BrokenXml extends Error {
  override readonly name = 'BrokenXml';
}

/** A tag or a piece of text longer than this is an attack or damage; an Excel cell ends at 32,767 characters. */
const PIECE_LENGTH_MAX = 2_000_000;

/**
 * Reads XML as a stream, as far as spreadsheet files use it. Document types are refused, so no entity can be defined and
 * none refers to the outside. After each piece of the stream the generator yields, so that a reader can empty its rows.
 */
export async function* scanXml(pieces: AsyncIterable<Uint8Array>, listener: XmlListener): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const piece of pieces) {
    rest += decoder.decode(piece, { stream: true });
    rest = rest.slice(scanPart(rest, listener));
    if (rest.length > PIECE_LENGTH_MAX) throw new BrokenXml('a tag or text without end');
    yield;
  }
  if (rest.trim() !== '') throw new BrokenXml('the document ends inside a tag');
}

/** Consumes whole tags and the text before them; returns where the unfinished rest begins. */
function scanPart(text: string, listener: XmlListener): number {
  let at = 0;
  for (;;) {
    const tagAt = text.indexOf('<', at);
    if (tagAt === -1) return at;
    const end = tagEnd(text, tagAt);
    if (end === -1) return at;
    if (tagAt > at) listener.text?.(unescapeXml(text.slice(at, tagAt)));
    handleTag(text, tagAt, end, listener);
    at = end;
  }
}

/** Where the tag that begins at `at` is over, -1 when the rest of it is still to come. */
function tagEnd(text: string, at: number): number {
  if (text.startsWith('<!--', at)) return after(text, '-->', at);
  if (text.startsWith('<![CDATA[', at)) return after(text, ']]>', at);
  if (text.startsWith('<!', at) && text.length >= at + 9) throw new BrokenXml('a document type is not allowed');
  if (text.startsWith('<!', at)) return -1;
  let end = text.indexOf('>', at);
  while (end !== -1 && isInsideQuotes(text, at, end)) end = text.indexOf('>', end + 1);
  return end === -1 ? -1 : end + 1;
}

function after(text: string, mark: string, at: number): number {
  const found = text.indexOf(mark, at);
  return found === -1 ? -1 : found + mark.length;
}

function isInsideQuotes(text: string, from: number, to: number): boolean {
  let quote = '';
  for (let at = text.indexOf('"', from) === -1 && text.indexOf("'", from) === -1 ? to : from; at < to; at++) {
    const character = text[at] ?? '';
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
  }
  return quote !== '';
}

function handleTag(text: string, at: number, end: number, listener: XmlListener): void {
  const second = text[at + 1];
  if (second === '?') return;
  if (second === '!') {
    if (text.startsWith('<![CDATA[', at)) listener.text?.(text.slice(at + 9, end - 3));
    return;
  }
  if (second === '/') {
    listener.close?.(localName(text.slice(at + 2, end - 1).trim()));
    return;
  }
  const isEmpty = text[end - 2] === '/';
  const body = text.slice(at + 1, isEmpty ? end - 2 : end - 1);
  const nameEnd = body.search(/\s/);
  const name = localName(nameEnd === -1 ? body : body.slice(0, nameEnd));
  listener.open?.(name, nameEnd === -1 ? '' : body.slice(nameEnd));
  if (isEmpty) listener.close?.(name);
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/** The value of one attribute in the text of a tag, or null. */
export function attributeOf(attributes: string, name: string): string | null {
  for (let at = attributes.indexOf(name); at !== -1; at = attributes.indexOf(name, at + 1)) {
    const isWhole = /\s/.test(attributes[at - 1] ?? ' ') && attributes[at + name.length] === '=';
    const quote = attributes[at + name.length + 1];
    if (!isWhole || (quote !== '"' && quote !== "'")) continue;
    const start = at + name.length + 2;
    const end = attributes.indexOf(quote, start);
    return end === -1 ? null : unescapeXml(attributes.slice(start, end));
  }
  return null;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{2,4}));/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
