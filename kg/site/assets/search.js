// Search by name: spelt alike first, then what sounds alike. A search reads the head of the index
// and the one shard that all fitting names must stand in.

import { fold, shard, sound } from "./names.js";

const MOST = 50;
const form = document.querySelector("form[data-index]");
const input = form.querySelector("input");
const told = document.getElementById("told");
const list = document.getElementById("found");
const known = new Map();

const read = (name) => {
  if (!known.has(name)) {
    const loading = fetch(`${form.dataset.index}${name}.json`).then((answer) => {
      if (!answer.ok) throw new Error(`the index cannot be read (${answer.status})`);
      return answer.json();
    });
    loading.catch(() => known.delete(name));
    known.set(name, loading);
  }
  return known.get(name);
};

const readShard = async (name, { table, programs }) => {
  const rows = await read(`names/${name}`);
  if (!rows.parties) {
    rows.parties = rows.map(([path, label, kind, numbers, aliases]) => ({
      path, label, kind,
      programs: numbers.map((number) => programs[number]),
      names: [label, ...aliases].map((name) => {
        const words = fold(name, table);
        return { name, words, sounds: words.map(sound) };
      }),
    }));
  }
  return rows.parties;
};

// Lower is better: 0 whole name, 1 whole words, 2 beginnings, 3 same sound; none otherwise.
const rank = (name, words, sounds) => {
  const extra = Math.min(Math.abs(name.words.length - words.length), 9) / 10;
  if (words.every((word) => name.words.includes(word))) return (extra ? 1 : 0) + extra;
  if (words.every((word) => name.words.some((own) => own.startsWith(word)))) return 2 + extra;
  if (sounds.every((own, at) => name.sounds.includes(own)
    || name.words.some((word) => word.startsWith(words[at])))) return 3 + extra;
  return Infinity;
};

const hitsAmong = (parties, words) => {
  const sounds = words.map(sound);
  const hits = [];
  for (const party of parties) {
    let best = Infinity;
    let as = null;
    for (const name of party.names) {
      const own = rank(name, words, sounds);
      if (own < best) [best, as] = [own, name];
    }
    if (as) hits.push({ party, as, best });
  }
  return hits.sort((a, b) => a.best - b.best || (a.party.label < b.party.label ? -1 : 1));
};

const show = (hits) => {
  list.replaceChildren(...hits.slice(0, MOST).map(({ party, as }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = form.dataset.root + party.path;
    link.textContent = party.label;
    const more = document.createElement("small");
    more.textContent = [party.kind, ...party.programs].join(" · ");
    item.append(link);
    if (as.name !== party.label) {
      const alias = document.createElement("span");
      alias.textContent = ` found as “${as.name}”`;
      item.append(alias);
    }
    item.append(more);
    return item;
  }));
};

const say = (text) => {
  told.textContent = text;
};

const search = async () => {
  const query = input.value.trim();
  if (!query) {
    list.replaceChildren();
    return say("");
  }
  try {
    const head = await read("names");
    const words = fold(query, head.table);
    const telling = words.filter((word) => !head.common.includes(word));
    const names = (telling.length ? telling : words).map((word) => shard(sound(word)));
    const best = names.sort((a, b) => (head.shards[a] ?? 0) - (head.shards[b] ?? 0))[0];
    const hits = best in head.shards ? hitsAmong(await readShard(best, head), words) : [];
    if (query !== input.value.trim()) return undefined;
    show(hits);
    if (!hits.length && words.every((word) => head.common.includes(word) || sound(word).length < 2)) {
      return say(`“${query}” is part of many names: type more of the name, or another word of it.`);
    }
    if (!hits.length) return say(`No name in the data is like “${query}”.`);
    const shown = hits.length > MOST ? `, the nearest ${MOST} shown` : "";
    return say(`${hits.length} ${hits.length === 1 ? "party" : "parties"} for “${query}”${shown}`);
  } catch (error) {
    return say(`Search does not work: ${error.message}.`);
  }
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const address = new URL(location.href);
  address.searchParams.set("q", input.value.trim());
  history.replaceState(null, "", address);
  search();
});
let waiting = 0;
input.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 100);
});
input.addEventListener("focus", () => { read("names").catch(() => {}); }, { once: true });
input.value = new URL(location.href).searchParams.get("q") ?? "";
search();
