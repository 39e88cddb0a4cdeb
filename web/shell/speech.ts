// Reading aloud, with a voice that lives on this device: an online voice would send people's words away. One language a
// sentence, that of the catalogue: a Chinese voice spells English letter by letter, an English one skips Chinese.

// By ui::Language, the earlier the better. Android writes zh_CN and zh_CN_#Hans. Of Chinese only Mandarin, Taiwan's where
// there is no other: what is written here is no Cantonese (zh-HK, yue), nor pinyin read by letters (cmn-latn-pinyin).
const LANGUAGES = [[/^(zh|cmn)([-_#]+(cmn|hans|cn|sg))*$/i, /^(zh|cmn)([-_#]+(cmn|hant|tw))*$/i], [/^en([-_]|$)/i]];

const voice = (language: number): SpeechSynthesisVoice | undefined =>
  LANGUAGES[language]?.map((wanted) => globalThis.speechSynthesis?.getVoices().find((v) => v.localService && wanted.test(v.lang))).find(Boolean);

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
