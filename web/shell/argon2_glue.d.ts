// "huzhu:argon2": the script Emscripten writes for the key derivation (build/web/web/argon2.js).
import type { KeyProgram, KeyProgramOptions } from "./key_worker";
export default function createArgon2(options: KeyProgramOptions): Promise<KeyProgram>;
