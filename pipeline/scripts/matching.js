"use strict";

// Letters that people write for one another; rows are alike letter by letter (Ethiopic).
const LETTERS = new Map(Object.entries({
  "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ۍ": "ي", "ك": "ک", "ڪ": "ک", "ګ": "گ",
  "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ه", "ں": "ن", "ـ": "",
  "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "e", "ɛ": "e", "ɔ": "o",
  "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ħ": "h", "ŋ": "n", "ς": "σ", "ґ": "г",
  "ৎ": "ত", "ৰ": "র", "ঁ": "", "ँ": "ं", "ઁ": "ં", "ੰ": "ਂ", "ੱ": "",
  "`": "'", "‘": "'", "’": "'", "ʻ": "'", "ʼ": "'", "ʽ": "'", "ʾ": "'", "ʿ": "'",
}));
for (const [from, to] of ["ሐሀ", "ኀሀ", "ሠሰ", "ዐአ", "ፀጸ"]) {
  for (let order = 0; order < 7; order += 1) {
    LETTERS.set(String.fromCharCode(from.charCodeAt(0) + order), String.fromCharCode(to.charCodeAt(0) + order));
  }
}
const VARIANTS = new RegExp(`[${[...LETTERS.keys()].join("")}]`, "gu");
const MARKS = new RegExp(
  "\\p{Cf}|(?=\\p{Mn})(?![\\u3099\\u309A])[\\p{sc=Zinh}\\p{sc=Arab}\\p{sc=Hebr}\\p{sc=Syrc}\\p{sc=Grek}\\p{sc=Cyrl}\\p{sc=Ethi}]"
  + "|[\\u093C\\u09BC\\u0A3C\\u0ABC\\u0B3C\\u0CBC]", "gu");
const DIGIT = /\p{Nd}/u;
const WITHOUT_SPACES = "[\\p{sc=Hani}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}\\u3099\\u309A]";
const UNSPACED = new RegExp(WITHOUT_SPACES, "u");
const WORD = new RegExp(`\\p{N}+|${WITHOUT_SPACES}+|(?:(?!${WITHOUT_SPACES})[\\p{L}\\p{M}'])+`, "gu");
const PREFIXED = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Ethi}]/u;
const ARTICLE = /^[وفبک]?(?:ال|لل)(?=\p{L}{3})/u;
const SHORTEST_STEM = 4;
const LONGEST_ENDING = 3;

const western = digit => {
  let value = 0;
  while (DIGIT.test(String.fromCodePoint(digit.codePointAt(0) - value - 1))) value += 1;
  return String(value % 10);
};

// Text to letters that are compared: without marks, case, width and variants.
const fold = text => text.normalize("NFKD").replace(MARKS, "").toUpperCase().toLowerCase()
  .replace(VARIANTS, letter => LETTERS.get(letter)).replace(/(?![0-9])\p{Nd}/gu, western);

// "l'hopital" is found as "hopital", and "go'aan" as "goaan"; Arabic words as they are without the article.
const variants = word => word.includes("'") ? [word.replace(/'/g, ""), ...word.split("'")]
  : ARTICLE.test(word) ? [word, word.replace(ARTICLE, "")] : [word];
const words = text => fold(text).match(WORD) || [];
const spelled = text => ` ${words(text).flatMap(variants).join(" ")} `;

const segments = word => UNSPACED.test(word) && Intl.Segmenter
  ? [...new Intl.Segmenter(undefined, { granularity: "word" }).segment(word)].map(each => each.segment)
  : [word];

// What was asked to terms, each a list of spellings of which one must be found; one after a space only begins words, for
// what looks like an article may be none.
const terms = query => words(query).flatMap(segments).map(word => {
  const whole = word.replace(/'/g, "");
  const parts = word.split("'").filter(part => part.length >= SHORTEST_STEM);
  return [...new Set([whole, whole.replace(ARTICLE, " "), ...parts])].filter(each => each);
}).filter(spellings => spellings.length);

const stem = (term, ending) => {
  const letters = [...term];
  const shortest = SHORTEST_STEM + term.startsWith(" ");
  return letters.slice(0, Math.max(letters.length - ending, Math.min(letters.length, shortest))).join("");
};

// How well a spelling fits fields, the most important first; 0 for not at all.
const weight = (fields, spelling) => {
  const word = spelling.trim();
  const isInside = word === spelling && (UNSPACED.test(word) || PREFIXED.test(word));
  const fits = fields.map((field, place) => {
    const fit = field.includes(` ${word} `) ? 3 : field.includes(` ${word}`) ? 2 : isInside && field.includes(word) ? 1 : 0;
    return fit && fit + 3 * (fields.length - place);
  });
  return Math.max(...fits);
};

// Rows, each with its fields as `spelled` gives them, to those with every word of a query, the best first.
// If there are none, endings may differ.
const find = (rows, query) => {
  const wanted = terms(query);
  for (let ending = 0; wanted.length && ending <= LONGEST_ENDING; ending += 1) {
    const stems = wanted.map(spellings => spellings.map(each => stem(each, ending)));
    const found = [];
    for (const row of rows) {
      const weights = stems.map(spellings => Math.max(...spellings.map(each => weight(row.fields, each))));
      if (weights.every(each => each)) found.push([weights.reduce((sum, each) => sum + each), row]);
    }
    if (found.length) return found.sort((one, other) => other[0] - one[0]).map(([, row]) => row);
  }
  return [];
};
