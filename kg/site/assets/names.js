// Names as they are compared: folded to plain Latin words, by sound, and the shard of the index
// that a word leads to. The program that writes the index does exactly the same.

const HAN = /([\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{3ffff}])/gu;
const ARTICLE = /(?<!\S)\u0627\u0644(?=\S{2})/gu;
const ALIKE = [
  [/ph/g, "f"], [/kh/g, "h"], [/[gcq]h/g, "k"], [/sch|sh/g, "s"], [/ts|tz/g, "s"], [/dj|dzh|zh/g, "j"],
  [/[cq]/g, "k"], [/x/g, "ks"], [/z/g, "s"], [/[wv]$/, "v"],
  [/^[iyj](?=[aeiouw])/, "j"], [/^[aeiouy]/, "a"], [/^w/, "v"],
  [/(?<=.)[aeiouyhjw]/gu, ""], [/(.)\1+/gu, "$1"],
];
const PLAIN = /^[a-z0-9]/;
const BUCKETS = 32;

export const fold = (text, table) => {
  const plain = text.toLowerCase().normalize("NFKD").replace(/\p{M}+/gu, "");
  const apart = plain.replace(ARTICLE, "\u0627\u0644 ").replace(HAN, " $1 ");
  const spelt = Array.from(apart, (letter) => table[letter] ?? letter).join("");
  return spelt.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
};

export const sound = (word) =>
  ALIKE.reduce((left, [pattern, text]) => left.replace(pattern, text), word);

export const shard = (ofSound) => {
  if (!PLAIN.test(ofSound)) return `x${ofSound.codePointAt(0) % BUCKETS}`;
  const second = ofSound.slice(1, 2);
  return ofSound[0] + (PLAIN.test(second) ? second : "_");
};
