// Files in the origin private file system, opened once as synchronous handles and kept until the worker ends.
//
// Only one tab may hold them (tab_lock.ts). A tab that just closed may hold them a moment longer, so opening is
// retried; it is never forced.

const DIRECTORY = "huzhu";
const RETRY_MS = 100;
const RETRY_FOR_MS = 3000;

export const DATABASE_FILES = ["huzhu.db", "huzhu.db-journal", "huzhu.db-wal"] as const;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class StorageBusy extends Error {}

async function openHandle(directory: FileSystemDirectoryHandle, name: string): Promise<FileSystemSyncAccessHandle> {
  const file = await directory.getFileHandle(name, { create: true });
  for (let waited = 0; ; waited += RETRY_MS) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      const held = (error as DOMException).name === "NoModificationAllowedError" || (error as DOMException).name === "InvalidStateError";
      if (!held) throw error;
      if (waited >= RETRY_FOR_MS) throw new StorageBusy();
    }
    await pause(RETRY_MS);
  }
}

export async function openFiles(names: readonly string[]): Promise<Slots> {
  const root = await navigator.storage.getDirectory();
  const directory = await root.getDirectoryHandle(DIRECTORY, { create: true });
  return new Slots(names, await Promise.all(names.map((name) => openHandle(directory, name))));
}

// The opened files by number. Errors are numbers: the caller is SQLite's file layer.
export class Slots {
  constructor(private readonly names: readonly string[], private readonly handles: FileSystemSyncAccessHandle[]) {}

  index(name: string): number { return this.names.indexOf(name); }
  handle(name: string): FileSystemSyncAccessHandle { return this.handles[this.index(name)]!; }

  read(slot: number, into: Uint8Array, at: number): number {
    try {
      return this.handles[slot]!.read(into, { at });
    } catch {
      return -1;
    }
  }

  // -2 when the quota is used up, so that the person is told the tablet is full and not that it is broken.
  write(slot: number, bytes: Uint8Array, at: number): number {
    try {
      return this.handles[slot]!.write(bytes, { at });
    } catch (error) {
      return (error as DOMException).name === "QuotaExceededError" ? -2 : -1;
    }
  }

  truncate(slot: number, size: number): number {
    try {
      this.handles[slot]!.truncate(size);
      return 0;
    } catch {
      return -1;
    }
  }

  flush(slot: number): number {
    try {
      this.handles[slot]!.flush();
      return 0;
    } catch {
      return -1;
    }
  }

  size(slot: number): number {
    try {
      return this.handles[slot]!.getSize();
    } catch {
      return -1;
    }
  }

  close(): void {
    for (const handle of this.handles) handle.close();
  }
}
