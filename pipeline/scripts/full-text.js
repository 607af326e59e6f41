// Words to the leaflets that have them in their text; null where browsers load nothing, as from a folder.
// Pagefind and its index are loaded piece by piece, and not before somebody searches.
const inText = (() => {
  const { root, text } = document.querySelector(".search").dataset;
  if (location.protocol === "file:") return null;
  const at = path => new URL(root + text + path, document.baseURI).href;
  let loading = null, attempts = 0, failures = 0;

  // Pagefind goes on without what it could not load, as if there were nothing in it.
  const unwatched = window.fetch;
  window.fetch = async (...given) => {
    const answer = await unwatched(...given).catch(error => { failures += 1; throw error; });
    if (!answer.ok) failures += 1;
    return answer;
  };

  // Old browsers have no WebAssembly, or do not know the words by which the page's policy allows it: they search titles alone.
  const isAble = async () => {
    try {
      return Boolean(await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
    } catch {
      return false;
    }
  };

  const load = async () => {
    if (!await isAble()) return null;
    const answer = await fetch(at(`leaflets/${document.documentElement.lang}.json`));
    const engine = await import(at(`pagefind.js?${attempts += 1}`)); // another address, another engine, that loads all anew
    await engine.options({ noWorker: true, excerptLength: 24 });
    await engine.init();
    return { addresses: await answer.json(), engine };
  };

  const isAsked = (text, query) =>
    terms(query).some(spellings => spellings.some(each => weight([spelled(text)], stem(each, LONGEST_ENDING))));

  // An excerpt, in which marks are the only elements, to what is shown; null if no word in it was asked for, but perhaps one
  // in the description of an image.
  const shown = (excerpt, query) => {
    const nodes = [...new DOMParser().parseFromString(excerpt, "text/html").body.childNodes].map(node => {
      if (node.nodeName !== "MARK" || !isAsked(node.textContent, query)) return node.textContent;
      return Object.assign(document.createElement("mark"), { textContent: node.textContent });
    });
    return nodes.some(node => node.nodeName) ? ["… ", ...nodes, " …"] : null;
  };

  // For a word that it has not, Pagefind finds the beginning: "as" for "asthma". It does so in all leaflets, or in none.
  const isThere = async (query, [first]) => {
    if (!first) return false;
    const { content, meta } = await first.data();
    return find([{ fields: [spelled([content, ...Object.values(meta)].join(" "))] }], query).length > 0;
  };

  const search = async query => {
    loading = loading || load();
    const loaded = await loading;
    if (!loaded) return [];
    const { addresses, engine } = loaded;
    const { results } = await engine.search(query);
    if (!await isThere(query, results)) return [];
    return results
      .filter(({ id }) => addresses[id])
      .map(result => ({ address: addresses[result.id], excerpt: async () => shown((await result.data()).excerpt, query) }));
  };

  return async query => {
    const before = failures;
    try {
      const found = await search(query);
      if (failures > before) throw new Error("a part of the index was not loaded");
      return found;
    } catch (error) {
      loading = null;
      throw error;
    }
  };
})();
