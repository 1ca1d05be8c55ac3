// The learner's work in this browser.  The same database is used by the pages and by JupyterLite, and
// it needs no secure address: IndexedDB under the name of the folder that Python sees.

export const FOLDER = "/aecourse";
/** Where a learner's own orders lie while a page reads them. */
export const OWN = "/own";
export const RECORD = `${FOLDER}/progress.json`;

interface Stored {
  timestamp: Date;
  mode: number;
  contents?: Uint8Array;
}

function opened(): Promise<IDBDatabase> {
  return new Promise((ok, no) => {
    const asked = indexedDB.open(FOLDER, 21); // the version that Emscripten's IDBFS asks for
    asked.onupgradeneeded = () => {
      const store = asked.result.createObjectStore("FILE_DATA");
      store.createIndex("timestamp", "timestamp", { unique: false });
    };
    asked.onsuccess = () => ok(asked.result);
    asked.onerror = () => no(asked.error);
  });
}

async function within<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const base = await opened();
  try {
    return await new Promise((ok, no) => {
      const going = base.transaction("FILE_DATA", mode);
      const asked = act(going.objectStore("FILE_DATA"));
      going.oncomplete = () => ok(asked.result);
      going.onerror = going.onabort = () => no(going.error ?? asked.error);
    });
  } finally {
    base.close();
  }
}

/** The learner's record as text; null where nothing is kept yet. */
export async function record(): Promise<string | null> {
  const stored = await within<Stored | undefined>("readonly", (store) => store.get(RECORD));
  return stored?.contents ? new TextDecoder().decode(stored.contents) : null;
}

/** Put a record in the place of the one kept here. */
export async function restore(text: string): Promise<void> {
  const contents = new TextEncoder().encode(text);
  const stored: Stored = { timestamp: new Date(), mode: 0o100644, contents };
  await within("readwrite", (store) => store.put(stored, RECORD));
}

/** A sound record is an object with tables of records; anything else is another file. */
export function sound(text: string): boolean {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && found !== null && !Array.isArray(found);
  } catch {
    return false;
  }
}

/** The folder of the work, kept by the browser; false where its storage is blocked. */
export async function mount(py: Pyodide): Promise<boolean> {
  py.FS.mkdirTree(FOLDER);
  try {
    await opened().then((base) => base.close());
    py.FS.mount(py.FS.filesystems.IDBFS, {}, FOLDER);
    await synced(py, true);
    return true;
  } catch {
    return false;
  }
}

/** Write what has changed into the browser (or, at the start, read what was kept). */
export function synced(py: Pyodide, populate = false): Promise<void> {
  return new Promise((ok, no) => {
    py.FS.syncfs(populate, (error: unknown) => (error ? no(error) : ok()));
  });
}

/** Tells whether the record has changed since it was last asked. */
export function watch(py: Pyodide): () => boolean {
  const seen = () => {
    const found = py.FS.analyzePath(RECORD);
    return found.exists ? py.FS.stat(RECORD).mtime.getTime() : 0;
  };
  let before = seen();
  return () => {
    const now = seen();
    const changed = now !== before;
    before = now;
    return changed;
  };
}
