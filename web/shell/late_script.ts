// Scripts that only some presses need, fetched then (web/assemble/assemble.mjs). Undefined, and `missing` told, when one was
// never fetched and there is no network.
export async function lateScript<Exports>(path: string, missing: () => void): Promise<Exports | undefined> {
  try {
    return (await import(path)) as Exports;
  } catch {
    missing();
    return undefined;
  }
}
