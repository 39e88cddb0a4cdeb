// The device secret: an AES-GCM key that scripts can use and cannot read, kept in IndexedDB.
//
// It seals the keyring, so that a copy of the files without the browser's key store opens nothing. Its honest limit
// is written in SECURITY.md: on disk the browser keeps it readable. Gone (site data cleared) means a new
// installation: what was sealed stays closed.

const DATABASE = "huzhu", STORE = "keys", NAME = "device";
const IV_BYTES = 12;

const promised = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
  });

async function openStore(): Promise<IDBDatabase> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  return promised(opening);
}

export async function deviceSecret(): Promise<CryptoKey> {
  const database = await openStore();
  try {
    const known = await promised(database.transaction(STORE).objectStore(STORE).get(NAME) as IDBRequest<CryptoKey | undefined>);
    if (known) return known;
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const writing = database.transaction(STORE, "readwrite", { durability: "strict" });
    writing.objectStore(STORE).put(made, NAME);
    await new Promise<void>((resolve, reject) => {
      writing.oncomplete = () => resolve();
      writing.onabort = () => reject(writing.error ?? new Error("IndexedDB"));
    });
    return made;
  } finally {
    database.close();
  }
}

export async function seal(secret: CryptoKey, plain: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, secret, plain));
  const bytes = new Uint8Array(IV_BYTES + sealed.length);
  bytes.set(iv);
  bytes.set(sealed, IV_BYTES);
  return bytes;
}

// Empty when it was sealed by another secret or is damaged.
export async function unseal(secret: CryptoKey, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (bytes.length <= IV_BYTES) return new Uint8Array(0);
  try {
    const iv = bytes.slice(0, IV_BYTES);
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, secret, bytes.slice(IV_BYTES)));
  } catch {
    return new Uint8Array(0);
  }
}
