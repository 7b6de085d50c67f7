// Search by name over the site's own index: spelt alike first, then what sounds alike.
"use strict";

(() => {
  const form = document.querySelector("form[data-index]");
  const input = form.querySelector("input");
  const told = document.getElementById("told");
  const list = document.getElementById("found");
  const most = 50;
  let loading = null;

  const fold = (text, table) => {
    const plain = text.toLowerCase().normalize("NFKD").replace(/\p{M}+/gu, "");
    const spelt = Array.from(plain, (letter) => table[letter] ?? letter).join("");
    return spelt.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  };

  // What is left of a word when vowels and the usual differences of romanization are gone.
  const sound = (word) => {
    const alike = word
      .replace(/ph/g, "f").replace(/[kgcq]h/g, "k").replace(/sch|sh/g, "s").replace(/ts|tz/g, "s")
      .replace(/dj|dzh|zh/g, "j").replace(/ou/g, "u").replace(/[cq]/g, "k").replace(/x/g, "ks")
      .replace(/z/g, "s").replace(/[wv]/g, "v");
    const first = alike.slice(0, 1).replace(/[aeiouy]/, "a");
    return (first + alike.slice(1).replace(/[aeiouyhj]/g, "")).replace(/(.)\1+/gu, "$1");
  };

  const load = () => {
    loading ??= fetch(form.dataset.index)
      .then((answer) => {
        if (!answer.ok) throw new Error(`the index cannot be read (${answer.status})`);
        return answer.json();
      })
      .then(({ table, parties }) => ({
        table,
        parties: parties.map(([path, label, kind, keys]) => ({
          path, label, kind,
          names: keys.map((key) => {
            const words = key.split(" ");
            return { key, words, sounds: words.map(sound) };
          }),
        })),
      }));
    loading.catch(() => { loading = null; });
    return loading;
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

  const show = (hits, total, query) => {
    list.replaceChildren(...hits.map(({ party, name }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = form.dataset.root + party.path;
      link.textContent = party.label;
      const more = document.createElement("small");
      more.textContent = ` ${party.kind}${name.key ? `, found as “${name.key}”` : ""}`;
      item.append(link, more);
      return item;
    }));
    const shown = total > hits.length ? `, the nearest ${hits.length} shown` : "";
    told.textContent = total
      ? `${total} ${total === 1 ? "party" : "parties"} for “${query}”${shown}`
      : `No name in the data is like “${query}”.`;
  };

  const search = async () => {
    const query = input.value.trim();
    if (!query) {
      list.replaceChildren();
      told.textContent = "";
      return;
    }
    if (!loading) told.textContent = "Loading names …";
    let index;
    try {
      index = await load();
    } catch (error) {
      told.textContent = `Search does not work: ${error.message}.`;
      return;
    }
    if (query !== input.value.trim()) return;
    const words = fold(query, index.table);
    if (!words.length) return;
    const sounds = words.map(sound);
    const hits = [];
    for (const party of index.parties) {
      let best = Infinity;
      let as = null;
      for (const name of party.names) {
        const own = rank(name, words, sounds);
        if (own < best) [best, as] = [own, name];
      }
      if (as) hits.push({ party, name: as, best });
    }
    hits.sort((a, b) => a.best - b.best || (a.party.label < b.party.label ? -1 : 1));
    show(hits.slice(0, most), hits.length, query);
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
    waiting = setTimeout(search, 120);
  });
  input.addEventListener("focus", () => { load().catch(() => {}); }, { once: true });
  input.value = new URL(location.href).searchParams.get("q") ?? "";
  search();
})();
