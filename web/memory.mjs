// What lies in Python's memory and nobody needs: it would be carried to every browser.

/** Free the files of compiled modules that `dlopen` keeps after it has loaded them. */
export function forget(inner) {
  for (const handle of Object.keys(inner.LDSO.loadedLibsByHandle).map(Number)) {
    const [data, size] = [7, 8].map((field) => (handle >>> 2) + field); // of C's `struct dso`
    if (!handle || !inner.HEAPU32[data]) continue;
    inner._free(inner.HEAPU32[data]);
    inner.HEAPU32[data] = inner.HEAPU32[size] = 0;
  }
}

/** Fill free memory with zeros.  Its blocks follow one another: [of the block before, size and two
 * marks: the block before is in use, this one is], then what it holds; a free block begins with the
 * links of its list.  Throws where memory is laid out in another way. */
export function clear(inner) {
  const end = inner._sbrk(0);
  let at = inner.___heap_base;
  while (at < end) {
    const head = inner.HEAPU32[(at >>> 2) + 1];
    const size = head & ~7;
    const next = at + size;
    if (size < 16 || next > end) {
      if (end - at < 256) break; // the mark after the last block
      throw new Error(`no block of memory at ${at}, of ${end}`);
    }
    if (!(head & 2)) inner.HEAPU8.fill(0, at + 8 + (size < 256 ? 8 : 24), next);
    at = next;
  }
  if (!(at > inner.___heap_base)) throw new Error("no memory was found");
}

const BLOCK = 256;

/** What makes `before` into `after`: how many runs of bytes, where each begins and how long it is, then
 * their bytes (src/snapshot.ts reads it). */
export function difference(before, after) {
  const same = (at, end) => end <= before.length && !Buffer.compare(before.subarray(at, end), after.subarray(at, end));
  const runs = [];
  for (let at = 0; at < after.length; at += BLOCK) {
    const end = Math.min(at + BLOCK, after.length);
    if (same(at, end)) continue;
    const last = runs.at(-1);
    if (last?.[1] === at) last[1] = end;
    else runs.push([at, end]);
  }
  const head = Uint32Array.from([runs.length, ...runs.flatMap(([at, end]) => [at, end - at])]);
  return Buffer.concat([new Uint8Array(head.buffer), ...runs.map(([at, end]) => after.subarray(at, end))]);
}
