// Reading aloud, with a voice that lives on this device: an online voice would send people's words away. One language a
// sentence, that of the catalogue: a Chinese voice spells English letter by letter, an English one skips Chinese.

const LANGUAGES = [/^(zh|cmn)\b/i, /^en\b/i]; // ui::Language

const voice = (language: number): SpeechSynthesisVoice | undefined =>
  globalThis.speechSynthesis?.getVoices().find((v) => v.localService && LANGUAGES[language]?.test(v.lang));

export const hasVoice = (language: number): boolean => voice(language) !== undefined;

// Voices arrive some time after the page.
export function onVoicesChanged(then: () => void): void {
  globalThis.speechSynthesis?.addEventListener?.("voiceschanged", then);
}

// Empty text = be silent.
export function speak(text: string, language: number): void {
  globalThis.speechSynthesis?.cancel();
  const chosen = voice(language);
  if (text === "" || !chosen) return;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = chosen;
  utterance.lang = chosen.lang;
  utterance.rate = 0.9; // old ears
  speechSynthesis.speak(utterance);
}
