// The part of the program that no first screen needs (web/assemble/late_functions.txt). It is fetched once the first frame
// stands, so that 今日 comes sooner; a call into it that comes before waits for it.
//
// The first part calls it through its own function table. Its functions are there from the moment it is instantiated; until
// then their places hold the stand-ins made here. Its data are the sentences only its functions say (ADR 30): instantiating it
// writes them where the first part has room for them, so doing it twice does no harm.

// It is not here and cannot be fetched: no network since the very first load, or somebody else's page in its place.
class PartMissing extends Error {}

export class LatePart {
  private readonly imports: WebAssembly.Imports = {};
  private first: WebAssembly.Instance | undefined;
  private here = false;

  // `missing` is told when a call finds that it cannot be had. The call then throws, wherever it came from: the program is
  // in the middle of something and cannot go on.
  constructor(private readonly missing: () => void) {}

  // What the first part imports from the late one: a stand-in for each of its functions, by its place in the table.
  standIns(first: WebAssembly.Module): WebAssembly.ModuleImports {
    const standIn = (place: number) => (...values: unknown[]): unknown => {
      this.fetchNow();
      return (this.table().get(place) as (...values: unknown[]) => unknown)(...values);
    };
    const wanted = WebAssembly.Module.imports(first).filter((one) => one.module === "placeholder");
    return Object.fromEntries(wanted.map(({ name }) => [name, standIn(Number(name))]));
  }

  belongsTo(first: WebAssembly.Instance, imports: WebAssembly.Imports): void {
    this.first = first;
    Object.assign(this.imports, imports, { primary: first.exports });
  }

  async fetch(): Promise<void> {
    if (this.here) return;
    const module = await WebAssembly.compileStreaming(fetch(LATE_WASM));
    await WebAssembly.instantiate(module, this.imports);
    this.here = true;
  }

  private fetchNow(): void {
    const request = new XMLHttpRequest();
    request.open("GET", LATE_WASM, false);
    request.responseType = "arraybuffer";
    try {
      request.send();
      new WebAssembly.Instance(new WebAssembly.Module(request.response as ArrayBuffer), this.imports);
    } catch (error) {
      this.missing();
      throw new PartMissing("the late part", { cause: error });
    }
    this.here = true;
  }

  private table(): WebAssembly.Table {
    return Object.values(this.first!.exports).find((one): one is WebAssembly.Table => one instanceof WebAssembly.Table)!;
  }
}
