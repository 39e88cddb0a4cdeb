// What is kept outside the encrypted database: the sealed keyring and the preferences the lock screen honours.

import { deviceSecret, seal, unseal } from "./device_secret";
import { SlotFile, slotNames } from "./slot_file";
import type { Slots } from "./storage";

export const SETTINGS_FILES: readonly string[] = [...slotNames("keyring"), ...slotNames("preferences")];

export class SavedSettings {
  keyring: Uint8Array = new Uint8Array(0);
  preferences: Record<string, string> = {};
  private readonly keyringFile: SlotFile;
  private readonly preferencesFile: SlotFile;
  private sealing: Promise<void> = Promise.resolve();

  private constructor(slots: Slots, private readonly secret: CryptoKey) {
    this.keyringFile = new SlotFile(slots, "keyring");
    this.preferencesFile = new SlotFile(slots, "preferences");
  }

  static async open(slots: Slots): Promise<SavedSettings> {
    const saved = new SavedSettings(slots, await deviceSecret());
    saved.keyring = await unseal(saved.secret, (await saved.keyringFile.read()) as Uint8Array<ArrayBuffer>);
    try {
      saved.preferences = JSON.parse(new TextDecoder().decode(await saved.preferencesFile.read())) as Record<string, string>;
    } catch {
      saved.preferences = {}; // none yet
    }
    return saved;
  }

  onLost: () => void = () => {};

  // Saves run in the order of the calls.
  saveKeyring(keyring: Uint8Array): void {
    this.sealing = this.sealing.then(async () => this.keyringFile.write(await seal(this.secret, keyring as Uint8Array<ArrayBuffer>)));
    this.sealing = this.sealing.catch((error: unknown) => {
      console.error("keyring not saved", error);
      this.onLost();
    });
  }

  setPreference(key: string, value: string): void {
    this.preferences[key] = value;
    void this.preferencesFile.write(new TextEncoder().encode(JSON.stringify(this.preferences)));
  }

  async settled(): Promise<void> {
    await this.sealing;
    await Promise.all([this.keyringFile.settled(), this.preferencesFile.settled()]);
  }
}
