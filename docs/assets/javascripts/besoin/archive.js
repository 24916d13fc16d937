// The files of a zip that a visitor brought, read piece by piece: an export of 30 MB is never whole in memory.
//
// Source: PKWARE, APPNOTE.TXT (4.3.7 local header, 4.3.12 central directory, 4.3.16 its end).

import { UnreadableFiche } from "./fiche.js";

/** @typedef {{name: string, packed: number, size: number, method: number, locked: boolean, start: number}} Member */

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const TAIL = 22 + 65_535; // the end, and the longest comment that may follow it
const ZIP64 = 0xffffffff;
const BROKEN = "L’archive zip est coupée ou abîmée\u00a0: téléchargez-la de nouveau.";
const TOO_BIG = "Une fois décompressé, ce fichier est trop gros pour le navigateur\u00a0: la commande le lit.";

/** @param {Blob} file */
export async function isZip(file) {
  return (await bytes(file, 0, 2)).getUint16(0, false) === 0x504b; // « PK »
}

/**
 * What the zip holds. Names are read byte by byte: those of an export differ in nothing but accents.
 * @param {Blob} file
 * @returns {Promise<Member[]>}
 */
export async function membersOf(file) {
  const from = Math.max(0, file.size - TAIL);
  const tail = await bytes(file, from, file.size);
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== END) end--;
  if (end < 0) throw new UnreadableFiche(BROKEN);
  const [count, size, start] = [tail.getUint16(end + 10, true), tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  if (start === ZIP64) throw new UnreadableFiche(TOO_BIG);
  if (start + size > from + end) throw new UnreadableFiche(BROKEN);
  const directory = await bytes(file, start, start + size);
  /** @type {Member[]} */
  const found = [];
  for (let at = 0; found.length < count; ) {
    if (at + 46 > directory.byteLength || directory.getUint32(at, true) !== ENTRY) throw new UnreadableFiche(BROKEN);
    const length = directory.getUint16(at + 28, true);
    const name = new Uint8Array(directory.buffer, directory.byteOffset + at + 46, length);
    found.push({
      name: String.fromCharCode(...name),
      packed: directory.getUint32(at + 20, true),
      size: directory.getUint32(at + 24, true),
      method: directory.getUint16(at + 10, true),
      locked: (directory.getUint16(at + 8, true) & 1) === 1,
      start: directory.getUint32(at + 42, true),
    });
    at += 46 + length + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
  }
  return found;
}

/**
 * The text of one of its files, which must be UTF-8.
 * @param {Blob} file
 * @param {Member} member
 * @param {number} most bytes
 */
export async function textOf(file, member, most) {
  if (member.locked) throw new UnreadableFiche("L’archive est protégée par un mot de passe.");
  if (member.size > most) throw new UnreadableFiche(TOO_BIG);
  const head = await bytes(file, member.start, member.start + 30);
  if (head.getUint32(0, true) !== LOCAL) throw new UnreadableFiche(BROKEN);
  const start = member.start + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const content = await unpacked(file.slice(start, start + member.packed), member);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    throw new UnreadableFiche("Un de ses fichiers n’est pas en UTF-8.");
  }
}

/** @param {Blob} packed @param {Member} member */
async function unpacked(packed, { method, size }) {
  if (method !== 0 && method !== 8) throw new UnreadableFiche("L’archive zip est d’une sorte inconnue.");
  const stream = packed.stream();
  const reader = (method ? stream.pipeThrough(new DecompressionStream("deflate-raw")) : stream).getReader();
  const content = new Uint8Array(size);
  let length = 0;
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      content.set(piece.value, length); // refuses what is longer than was said
      length += piece.value.length;
    }
  } catch {
    throw new UnreadableFiche(BROKEN);
  }
  if (length !== size) throw new UnreadableFiche(BROKEN);
  return content;
}

/** @param {Blob} file @param {number} start @param {number} end */
async function bytes(file, start, end) {
  const content = await file.slice(start, end).arrayBuffer();
  if (content.byteLength < end - start) throw new UnreadableFiche(BROKEN);
  return new DataView(content);
}
