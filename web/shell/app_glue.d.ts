// "huzhu:app": the script Emscripten writes for the program (build/web/web/app.js).
import type { Program, ProgramOptions } from "./program";
export default function createApp(options: ProgramOptions): Promise<Program>;
