/** A photo as it may be kept: nothing in it but the picture. */
export interface CleanPhoto {
  readonly kind: 'jpeg' | 'png' | 'webp';
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

export const PHOTO_BYTES_MAX = 400_000;
export const PHOTO_SIDE_MAX = 4_096;
export const PHOTOS_PER_VISIT_MAX = 5;

/**
 * Reads a JPEG, PNG or WebP by its bytes, whatever its name says, and leaves out everything that is not the picture:
 * place and camera (EXIF, XMP), comments, previews, and whatever follows its end. Null when it is none of the three,
 * not whole, animated, or longer on a side than `PHOTO_SIDE_MAX`.
 */
export function cleanPhoto(bytes: Uint8Array): CleanPhoto | null {
  const photo = cleanJpeg(bytes) ?? cleanPng(bytes) ?? cleanWebp(bytes);
  if (photo === null) return null;
  const fits = [photo.width, photo.height].every((side) => side >= 1 && side <= PHOTO_SIDE_MAX);
  return fits ? photo : null;
}

type Size = Pick<CleanPhoto, 'width' | 'height'>;

/** ITU-T T.81, annex B: markers, each with a length, and coded data after every start of scan. */
function cleanJpeg(bytes: Uint8Array): CleanPhoto | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const parts = [bytes.subarray(0, 2)];
  let size: Size | null = null;
  let hasScan = false;
  for (let at = 2; at + 4 <= bytes.length || bytes[at + 1] === END_OF_IMAGE; ) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return null;
    if (marker === END_OF_IMAGE) {
      parts.push(bytes.subarray(at, at + 2));
      return size && hasScan ? { kind: 'jpeg', ...size, bytes: joined(parts) } : null;
    }
    const length = readU16(bytes, at + 2);
    const segment = bytes.subarray(at, at + 2 + length);
    if (length < 2 || segment.length < 2 + length) return null;
    if (isFrameHeader(marker)) {
      if (size !== null || length < 8) return null;
      size = { height: readU16(segment, 5), width: readU16(segment, 7) };
    }
    if (!isAside(marker)) parts.push(segment);
    at += 2 + length;
    if (marker !== START_OF_SCAN) continue;
    hasScan = true;
    const end = endOfScan(bytes, at);
    parts.push(bytes.subarray(at, end));
    at = end;
  }
  return null;
}

const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;

/** Start of frame, of any coding; 0xc4, 0xc8 and 0xcc in the same row are tables. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Application segments and comments; of them only Adobe's says how the colours are coded. */
function isAside(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;
}

/** Coded data end at the first marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PNG_CHUNKS = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);

/** ISO/IEC 15948, clause 5: chunks of length, type, data and check sum; those whose type begins with a capital are needed. */
function cleanPng(bytes: Uint8Array): CleanPhoto | null {
  if (PNG_SIGNATURE.some((byte, at) => bytes[at] !== byte) || textAt(bytes, 12) !== 'IHDR') return null;
  const size = { width: readU32(bytes, 16), height: readU32(bytes, 20) };
  const parts = [bytes.subarray(0, 8)];
  let hasData = false;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const [length, type] = [readU32(bytes, at), textAt(bytes, at + 4)];
    const end = at + 12 + length;
    if (end > bytes.length) return null;
    if (PNG_CHUNKS.has(type)) parts.push(bytes.subarray(at, end));
    else if (/^[A-Z]/.test(type)) return null;
    hasData ||= type === 'IDAT' && length > 0;
    if (type === 'IEND') return hasData ? { kind: 'png', ...size, bytes: joined(parts) } : null;
    at = end;
  }
  return null;
}

/** RFC 9649: a RIFF file of chunks. Kept are the picture and its transparency, under a header that names no more. */
function cleanWebp(bytes: Uint8Array): CleanPhoto | null {
  if (textAt(bytes, 0) !== 'RIFF' || textAt(bytes, 8) !== 'WEBP') return null;
  const whole = 8 + readU32Little(bytes, 4);
  if (whole > bytes.length) return null;
  const chunks = new Map<string, Uint8Array>();
  for (let at = 12; at + 8 <= whole; ) {
    const [type, length] = [textAt(bytes, at), readU32Little(bytes, at + 4)];
    const end = at + 8 + length;
    if (end > whole) return null;
    if (!chunks.has(type)) chunks.set(type, bytes.subarray(at + 8, end));
    at = end + (length % 2);
  }
  const picture = chunks.get('VP8 ') ?? chunks.get('VP8L');
  if (picture === undefined || chunks.has('ANMF')) return null;
  const isLossy = chunks.has('VP8 ');
  const size = isLossy ? lossySize(picture) : losslessSize(picture);
  if (size === null) return null;
  const alpha = isLossy ? chunks.get('ALPH') : undefined;
  const shown = chunk(isLossy ? 'VP8 ' : 'VP8L', picture);
  const inside = alpha === undefined ? [shown] : [extendedHeader(size), chunk('ALPH', alpha), shown];
  return { kind: 'webp', ...size, bytes: riff(joined(inside)) };
}

/** RFC 6386, 9.1: three bytes of tag, the start code 9d 01 2a, then 14 bits each. */
function lossySize(data: Uint8Array): Size | null {
  if (data[3] !== 0x9d || data[4] !== 0x01 || data[5] !== 0x2a) return null;
  return {
    width: ((data[6] ?? 0) | ((data[7] ?? 0) << 8)) & 0x3fff,
    height: ((data[8] ?? 0) | ((data[9] ?? 0) << 8)) & 0x3fff,
  };
}

/** RFC 9649, 3.4: the byte 2f, then 14 bits each, less one. */
function losslessSize(data: Uint8Array): Size | null {
  if (data[0] !== 0x2f || data.length < 5) return null;
  const bits = readU32Little(data, 1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

function extendedHeader({ width, height }: Size): Uint8Array {
  const data = new Uint8Array(10);
  const view = new DataView(data.buffer);
  data[0] = 0x10;
  view.setUint16(4, (width - 1) & 0xffff, true);
  view.setUint16(7, (height - 1) & 0xffff, true);
  return chunk('VP8X', data);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(8 + data.length + (data.length % 2));
  whole.set(new TextEncoder().encode(type));
  new DataView(whole.buffer).setUint32(4, data.length, true);
  whole.set(data, 8);
  return whole;
}

function riff(inside: Uint8Array): Uint8Array {
  return chunk('RIFF', joined([new TextEncoder().encode('WEBP'), inside]));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function readU16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function readU32(bytes: Uint8Array, at: number): number {
  return readU16(bytes, at) * 0x10000 + readU16(bytes, at + 2);
}

function readU32Little(bytes: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4);
  return (a | (b << 8) | (c << 16)) + d * 0x1000000;
}
