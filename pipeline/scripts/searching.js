{
  const box = document.querySelector(".search");
  const field = box.querySelector("input");
  const [said, failure] = box.querySelectorAll("[role=status] > *");
  const list = box.querySelector("ul");
  const more = box.querySelector(".more");
  const { root, index } = box.dataset;
  const AT_ONCE = 20;
  const PAUSE = 150;
  const shelves = [];
  const textSearch = typeof inText === "undefined" ? null : inText;
  let order = [index], waiting = 0, hasFailed = false, pause = 0, asked = 0;

  const load = path => {
    const script = document.createElement("script");
    waiting += 1;
    const done = () => { script.remove(); waiting -= 1; show(); };
    script.onload = done;
    script.onerror = () => { hasFailed = true; done(); };
    script.src = root + path;
    document.head.append(script);
  };

  // The files with the data call this. A passage is [text, language, direction].
  window.everyleaf = ({ path, languages, name, rows, words, more: others }) => {
    const passage = given => Array.isArray(given) ? [given[0], ...languages[given[1]]] : [given, ...languages[0]];
    shelves.push({
      path,
      words: { ...words, found: words.found.map(passage), none: passage(words.none) },
      rows: rows.map(([address, title, topics, summary]) => ({
        address, title: passage(title), summary: summary && passage(summary), name: name && passage(name),
        fields: [spelled(passage(title)[0]), spelled(topics.map(each => passage(each)[0]).join(" ")),
          spelled(summary ? passage(summary)[0] : "")],
      })),
    });
    if (path === index) {
      order = [index, ...others];
      others.forEach(load);
    }
    shelves.sort((one, other) => order.indexOf(one.path) - order.indexOf(other.path));
  };

  const element = (name, [text, lang, dir], attributes = {}) =>
    Object.assign(document.createElement(name), { textContent: text, lang, dir }, attributes);

  const item = row => {
    const entry = element("li", ["", ...row.title.slice(1)]);
    const link = element("a", row.title, { href: root + row.address });
    entry.append(link);
    if (row.name && shelves.length > 1) entry.append(" ", element("span", row.name, { className: "detail" }));
    const summary = row.summary && element("p", row.summary);
    if (row.excerpt) {
      const text = document.createElement("p");
      entry.append(text);
      row.excerpt().catch(() => null).then(nodes => nodes ? text.append(...nodes) : text.replaceWith(summary || ""));
    } else if (summary) entry.append(summary);
    return entry;
  };

  const extend = rows => {
    const shown = list.children.length;
    const items = rows.slice(shown, shown + AT_ONCE).map(item);
    list.append(...items);
    more.hidden = list.children.length === rows.length;
    return items[0];
  };

  // Says how many rows there are and shows the first; those that are shown already stay as they are.
  const present = (rows, first) => {
    const plural = count => first.words.found[first.words.forms[count < 200 ? count : 100 + count % 100]];
    const [text, lang, dir] = rows.length ? plural(rows.length) : first.words.none;
    Object.assign(said, { textContent: text.replace("{count}", rows.length), lang, dir });
    list.hidden = !rows.length;
    if (list.children.length < AT_ONCE) extend(rows);
    more.hidden = list.children.length === rows.length;
    more.onclick = () => extend(rows).querySelector("a").focus();
  };

  // Rows that have the words in their text, without those that are shown already.
  const further = async (query, shown) => {
    const rows = new Map(shelves.flatMap(each => each.rows).map(row => [row.address, row]));
    shown.forEach(row => rows.delete(row.address));
    const found = await textSearch(query);
    return found.filter(each => rows.has(each.address)).map(each => ({ ...rows.get(each.address), ...each }));
  };

  const show = async () => {
    if (waiting) return;
    const mine = asked += 1;
    const query = field.value;
    const first = shelves.find(each => each.path === index);
    const isAsked = /[\p{L}\p{N}]/u.test(query);
    Object.assign(said, { textContent: "", lang: "", dir: "" });
    failure.hidden = !isAsked || !hasFailed;
    list.textContent = "";
    list.hidden = more.hidden = true;
    if (!isAsked || !first) return;
    const rows = find(shelves.flatMap(each => each.rows), query);
    if (rows.length || !textSearch) present(rows, first);
    if (!textSearch) return;
    const others = await further(query, rows).catch(() => null);
    if (mine !== asked) return;
    if (others === null) failure.hidden = false;
    present([...rows, ...others || []], first);
  };

  const start = () => {
    if (!shelves.length && !waiting) {
      hasFailed = false;
      load(index);
    }
  };
  const ask = () => { start(); show(); };

  field.addEventListener("focus", start);
  field.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(ask, PAUSE); });
  box.querySelector("form").addEventListener("submit", event => { event.preventDefault(); clearTimeout(pause); ask(); });
  box.hidden = false;
}
