// Names the page assembly puts in place of these words (web/assemble/bundle.mjs), and what the DOM library lacks.

declare const APP_WASM: string; // "/app.<hash>.wasm"
declare const LATE_WASM: string;
declare const WORKER_SCRIPT: string;
declare const KEY_WORKER_SCRIPT: string;
declare const KEY_WASM: string;
declare const CODE_WORKER_SCRIPT: string;
declare const CODE_WASM: string;
declare const PRINT_SCRIPT: string;
declare const PHOTO_SCRIPT: string;
declare const SOUND_SCRIPT: string;

// Trusted Types; absent in browsers that do not enforce them.
interface TrustedTypePolicy {
  createScriptURL(url: string): string;
}
declare const trustedTypes: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): TrustedTypePolicy } | undefined;

interface FileSystemSyncAccessHandle {
  read(buffer: ArrayBufferView, options?: { at?: number }): number;
  write(buffer: ArrayBufferView, options?: { at?: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}
interface FileSystemFileHandle {
  createSyncAccessHandle(): Promise<FileSystemSyncAccessHandle>;
}
