// One tab works: the files can be open once. A second tab asks; the first writes everything, lets go and says so.
//
// Who holds the Web Lock owns the files. The lock goes with the tab, also when it crashes; nothing is ever stolen.

const LOCK = "huzhu-files";
const CHANNEL = "huzhu-tabs";
const ANSWER_MS = 3000;

export class TabLock {
  private release: (() => void) | undefined;
  private readonly channel = new BroadcastChannel(CHANNEL);

  // letGo: another tab asks; must end the worker and resolve when the files are free.
  constructor(private readonly letGo: () => Promise<void>) {
    this.channel.onmessage = () => void this.handOver();
  }

  // False when the other tab did not answer in time.
  async acquire(): Promise<boolean> {
    if (await this.request({ ifAvailable: true })) return true;
    this.channel.postMessage("ask");
    return this.request({ signal: AbortSignal.timeout(ANSWER_MS) });
  }

  private request(options: LockOptions): Promise<boolean> {
    return new Promise((resolve) => {
      navigator.locks.request(LOCK, options, (lock) => {
        if (!lock) return resolve(false);
        resolve(true);
        return new Promise<void>((release) => (this.release = release)); // held until then
      }).catch(() => resolve(false));
    });
  }

  private async handOver(): Promise<void> {
    const release = this.release;
    if (!release) return; // not ours to give
    this.release = undefined;
    await this.letGo();
    release();
  }

  give(): void {
    this.release?.();
    this.release = undefined;
  }
}
