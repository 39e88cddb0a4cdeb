// Reading aloud, with a Chinese voice that lives on this device: an online voice would send people's words away.

const voice = (): SpeechSynthesisVoice | undefined =>
  globalThis.speechSynthesis?.getVoices().find((v) => v.localService && /^(zh|cmn)\b/i.test(v.lang));

export const hasOfflineVoice = (): boolean => voice() !== undefined;

// Voices arrive some time after the page.
export function onVoicesChanged(then: () => void): void {
  globalThis.speechSynthesis?.addEventListener?.("voiceschanged", then);
}

// Empty text = be silent.
export function speak(text: string): void {
  globalThis.speechSynthesis?.cancel();
  const chosen = voice();
  if (text === "" || !chosen) return;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = chosen;
  utterance.lang = chosen.lang;
  utterance.rate = 0.9; // old ears
  speechSynthesis.speak(utterance);
}
