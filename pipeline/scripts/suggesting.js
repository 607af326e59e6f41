{
  const links = document.querySelector("template.suggestions");
  const MOST = 3;
  const known = [...links.content.querySelectorAll("a")];
  const whole = tag => new Intl.Locale(tag).maximize();
  const likeness = (wanted, offered) =>
    wanted.language === offered.language && wanted.script === offered.script ? 1 + (wanted.region === offered.region) : 0;
  const nearest = wanted => known
    .map(link => [likeness(wanted, whole(link.hreflang)), link])
    .reduce((best, each) => each[0] > best[0] ? each : best, [0])[1];
  const own = whole(document.documentElement.lang);
  const chosen = new Set(navigator.languages.map(whole).filter(each => !likeness(each, own)).map(nearest).filter(each => each));
  [...chosen].slice(0, MOST).forEach(link => links.before(link.parentNode));
}
