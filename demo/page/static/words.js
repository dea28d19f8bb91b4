// What the page says, in the reader's language, and how it writes times.

let said = {};
let language = "fr";
// A ship counts 24 hours, in English too.
const WRITTEN = { fr: "fr-FR", en: "en-GB" };

export async function learn(code) {
  said = await (await fetch(`/demo/words/${code}`)).json();
  language = WRITTEN[code];
  document.documentElement.lang = code;
}

export function say(name, facts = {}) {
  return (said[name] ?? name).replace(/\{(\w+)\}/g, (_, key) => facts[key] ?? "");
}

export function hour(ms) {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }).format(ms);
}

export function moment(ms) {
  return new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "medium" }).format(ms);
}

export function day(ms) {
  const days = Math.round((midnight(Date.now()) - midnight(ms)) / 86400000);
  if (days === 0) return say("today");
  if (days === 1) return say("yesterday");
  const style = { weekday: "long", day: "numeric", month: "long" };
  return new Intl.DateTimeFormat(language, style).format(ms);
}

export function midnight(ms) {
  return new Date(ms).setHours(0, 0, 0, 0);
}

export function size(bytes) {
  const french = language.startsWith("fr");
  const units = french ? ["o", "ko", "Mo"] : ["B", "kB", "MB"];
  let step = 0;
  for (; bytes >= 1000 && step < 2; step += 1) bytes /= 1000;
  const digits = { maximumFractionDigits: bytes < 10 && step ? 1 : 0 };
  return `${new Intl.NumberFormat(language, digits).format(bytes)}\u00a0${units[step]}`;
}
