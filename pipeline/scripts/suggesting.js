{
  const links = document.querySelector("template.suggestions");
  const MOST = 3;
  const known = [...links.content.querySelectorAll("a")];
  // A tag that is none, as of "C" or "zh_CN", is of no language; so are all in browsers that do not know what a tag implies.
  const whole = tag => {
    try {
      return new Intl.Locale(tag).maximize();
    } catch {
      return {};
    }
  };
  const likeness = (wanted, offered) => wanted.language && wanted.language === offered.language
    && wanted.script === offered.script ? 1 + (wanted.region === offered.region) : 0;
  const nearest = wanted => known
    .map(link => [likeness(wanted, whole(link.hreflang)), link])
    .reduce((best, each) => each[0] > best[0] ? each : best, [0])[1];
  const own = whole(document.documentElement.lang);
  const wanted = (navigator.languages || []).map(whole);
  const chosen = new Set(wanted.filter(each => !likeness(each, own)).map(nearest).filter(each => each));
  [...chosen].slice(0, MOST).forEach(link => links.before(link.parentNode));
}
