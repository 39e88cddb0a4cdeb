// The fonts both text engines use: the canvas that draws glyphs and the DOM that draws a focused field.
// Simplified families first, or a Japanese or Traditional face would draw 骨 and 直 the wrong way.

export const FONT_FAMILIES =
  '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","Noto Sans SC","HarmonyOS Sans SC",MiSans,"WenQuanYi Micro Hei",system-ui,sans-serif';
