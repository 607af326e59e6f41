// A file to whether it is up to date, by what it says of itself (renderers/copies.py). It stays on the device.
"use strict";
(() => {
  const form = document.getElementById("check");
  const input = form.querySelector("input");
  const answer = form.querySelector("[role=status]");
  const list = (text) => text.split(" ").filter(Boolean);
  const versions = new Set(list(form.dataset.versions));
  const marks = new Set(list(form.dataset.marks));
  const leaflets = new Set([...versions].map((pair) => pair.split(":")[0]));
  const withdrawn = new Set(list(form.dataset.withdrawn));
  const missing = new Set(list(form.dataset.missing));
  const elsewhere = new Map([...document.querySelectorAll("nav a[hreflang]")].map((link) => [link.hreflang, link]));
  const ZIP = "PK\u0003\u0004";
  const LARGEST = 100000000;
  const MARK = "([0-9a-f]{8})";
  const ID = "([a-z0-9-]{1,200})";
  const TAG = "([A-Za-z0-9-]{1,100})";
  const NUMBER = "(\\d{4}-\\d{4})";
  const NAME = `everyleaf:${MARK}:${ID}:${TAG}:${NUMBER}`;
  const PAGE = new RegExp(`<meta name="dcterms\\.identifier" content="${NAME}"`, "i");
  const PDF = new RegExp(`<pdf:Keywords>${NAME}</pdf:Keywords>`);
  const TEXT = new RegExp(`${NUMBER}[^\\r\\n\\d]*\\r?\\n(?:[^\\r\\n]*\\r?\\n)?(?:([!-~]*)/)?${TAG}/${ID}-\\3\\.[a-z]+[\\r\\n]*$`);

  /** Return which leaflet a file says that it is: [id, tag, version]; null for one of another publication, or that says nothing. */
  function identity(content) {
    const start = content.slice(0, 1000).replace(/^[\u00ef\u00bb\u00bf \t\r\n]+/, "").toLowerCase();
    const pattern = start.startsWith("%pdf-") ? PDF : /^<(!doctype html|html)/.test(start) ? PAGE : null;
    const found = pattern ? pattern.exec(content) : TEXT.exec(content.slice(-5000));
    if (!found) return null;
    if (pattern) return marks.has(found[1]) ? found.slice(2, 5) : null;
    return !found[2] || found[2] === form.dataset.place ? [found[4], found[3], found[1]] : null;
  }

  /** Return the name of the answer, and the link that goes with it, if any. */
  function judge(said, isBundle) {
    if (!said) return [isBundle ? "bundle" : "unknown", null];
    const [leaflet, tag, version] = said;
    if (tag !== document.documentElement.lang) {
      return elsewhere.has(tag) ? ["elsewhere", elsewhere.get(tag)] : ["unknown", null];
    }
    if (withdrawn.has(leaflet)) return ["withdrawn", null];
    const link = document.querySelector(`[data-leaflet="${leaflet}"] a`) ?? document.getElementById("all");
    if (missing.has(leaflet)) return ["missing", link];
    if (!leaflets.has(leaflet)) return ["unknown", null];
    return [versions.has(`${leaflet}:${version}`) ? "current" : "superseded", link];
  }

  function say([name, link]) {
    const parts = [document.getElementById(name).content.cloneNode(true)];
    if (link) {
      const line = document.createElement("p");
      const copy = link.cloneNode(true);
      copy.removeAttribute("id");
      line.append(copy);
      parts.push(line);
    }
    answer.dataset.state = name;
    answer.replaceChildren(...parts);
  }

  let latest = 0;
  input.addEventListener("change", async () => {
    const [file] = input.files;
    const mine = ++latest;
    form.querySelector("bdi").textContent = file?.name ?? "";
    answer.replaceChildren();
    if (!file) return;
    let said = null;
    let isBundle = false;
    try {
      isBundle = await file.slice(0, ZIP.length).text() === ZIP;
      said = isBundle || file.size > LARGEST ? null : identity(new TextDecoder("latin1").decode(await file.arrayBuffer()));
    } catch {
      said = null; // the file is gone, or may not be read
    }
    if (mine === latest) say(judge(said, isBundle));
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
})();
