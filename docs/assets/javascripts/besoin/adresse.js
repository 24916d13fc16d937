// The needs in the address itself, after the « # » that no browser sends: one address to hand on.

const NAME = "#b=";
/** Longer addresses are cut by some mail programs. */
const LENGTH_AT_MOST = 8_000;

/**
 * The address of the page with these needs; empty if it would be too long.
 * @param {string} text
 */
export async function addressOf(text) {
  const packed = await through(new Blob([text]).stream(), new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await packed.arrayBuffer());
  const code = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const address = location.href.split("#")[0] + NAME + code.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return address.length > LENGTH_AT_MOST ? "" : address;
}

/**
 * The needs that the address holds; empty if it holds none, or none that can be read.
 * @param {number} most how many characters are read
 */
export async function needsInAddress(most) {
  if (!location.hash.startsWith(NAME) || location.hash.length > LENGTH_AT_MOST) return "";
  try {
    const code = atob(location.hash.slice(NAME.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(code, (sign) => sign.charCodeAt(0));
    const answer = await through(new Blob([bytes]).stream(), new DecompressionStream("deflate-raw"));
    return (await answer.text()).slice(0, most);
  } catch {
    return "";
  }
}

/**
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 * @param {CompressionStream | DecompressionStream} change
 */
async function through(stream, change) {
  return new Response(stream.pipeThrough(/** @type {any} */ (change)));
}
