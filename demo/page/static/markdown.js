// Markdown as the log uses it, made into elements: no text ever becomes markup.

const INLINE =
  /\\([\\`*_{}[\]()#+\-.!~|>])|`([^`\n]+)`|\*\*([^\n]+?)\*\*|~~([^\n]+?)~~|(?<![\w*])\*([^*\s](?:[^*\n]*[^*\s])?)\*(?![\w*])|(?<!\w)_([^_\s](?:[^_\n]*[^_\s])?)_(?!\w)|\[([^\]\n]+)\]\(([^)\s]+)\)|(?<![\w@])@([a-z0-9][a-z0-9._-]*)/i;

// Blanks that end no row: within a figure and its unit, a position, and before what parts phrases.
const TIED =
  /(?<=\d) (?=(?:\p{L}{1,3}|°C|%)(?![\p{L}\d]))|(?<=\d [hdj]) (?=\d)|(?<='[NS]|force) (?=\d)| (?=·)/gu;

export function element(tag, className = "", ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

// `known` tells whether a name belongs to somebody.
export function inline(text, known = () => false) {
  const made = document.createDocumentFragment();
  for (let rest = text; rest; ) {
    const found = INLINE.exec(rest);
    if (!found) {
      made.append(...tied(rest));
      break;
    }
    made.append(...tied(rest.slice(0, found.index)), piece(found, known));
    rest = rest.slice(found.index + found[0].length);
  }
  return made;
}

function tied(text) {
  const words = text.replace(TIED, "\0").split(" ");
  return words.flatMap((word, at) => {
    const blank = at < words.length - 1 ? " " : "";
    if (!word.includes("\0")) return [word + blank];
    return [element("span", "tied", word.replaceAll("\0", " ")), blank];
  });
}

function piece(found, known) {
  const [whole, escaped, code, bold, struck, italic, slanted, label, target, name] = found;
  if (escaped) return escaped;
  if (code) return element("code", "", code);
  if (bold) return element("strong", "", inline(bold, known));
  if (struck) return element("del", "", inline(struck, known));
  if (italic || slanted) return element("em", "", inline(italic || slanted, known));
  if (label) {
    // A link is shown, and leads nowhere: nothing here loads an outside address.
    const link = element("span", "link", inline(label, known));
    link.title = target;
    return link;
  }
  const [bare, tail] = [name.replace(/[._-]+$/, ""), name.match(/[._-]*$/)[0]];
  if (!known(bare)) return whole;
  const made = document.createDocumentFragment();
  made.append(element("span", "mention", `@${bare}`), tail);
  return made;
}

const ROW = /^\s*\|.*\|\s*$/;
const RULE = /^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/;
const ITEM = /^\s*[-*+]\s+(.*)$/;
const NUMBERED = /^\s*\d+[.)]\s+(.*)$/;

export function markdown(text, known) {
  const made = element("div", "words");
  const lines = text.replace(/\r/g, "").split("\n");
  for (let at = 0; at < lines.length; ) at = block(made, lines, at, known);
  return made;
}

function block(made, lines, at, known) {
  const line = lines[at];
  if (/^\s*```/.test(line)) return fenced(made, lines, at);
  if (line.includes("|") && RULE.test(lines[at + 1] ?? "")) return table(made, lines, at, known);
  if (ITEM.test(line)) return list(made, lines, at, known, "ul", ITEM);
  if (NUMBERED.test(line)) return list(made, lines, at, known, "ol", NUMBERED);
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  if (heading) {
    made.append(element(`h${Math.min(6, heading[1].length + 2)}`, "", inline(heading[2], known)));
    return at + 1;
  }
  if (/^>\s?/.test(line)) return quote(made, lines, at, known);
  if (/^\s*(-{3,}|\*{3,})\s*$/.test(line)) {
    made.append(element("hr"));
    return at + 1;
  }
  return paragraph(made, lines, at, known);
}

function fenced(made, lines, at) {
  let end = at + 1;
  while (end < lines.length && !/^\s*```/.test(lines[end])) end += 1;
  made.append(element("pre", "", element("code", "", lines.slice(at + 1, end).join("\n"))));
  return end + 1;
}

function list(made, lines, at, known, tag, pattern) {
  const items = element(tag);
  for (; at < lines.length && pattern.test(lines[at]); at += 1) {
    items.append(element("li", "", inline(pattern.exec(lines[at])[1], known)));
  }
  made.append(items);
  return at;
}

function quote(made, lines, at, known) {
  const quoted = [];
  for (; at < lines.length && /^>\s?/.test(lines[at]); at += 1) {
    quoted.push(lines[at].replace(/^>\s?/, ""));
  }
  made.append(element("blockquote", "", markdown(quoted.join("\n"), known)));
  return at;
}

function table(made, lines, at, known) {
  const cells = (line) =>
    line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim());
  const row = (tag, line) =>
    element("tr", "", ...cells(line).map((cell) => element(tag, "", inline(cell, known))));
  const head = element("thead", "", row("th", lines[at]));
  const body = element("tbody");
  at += 2;
  for (; at < lines.length && (ROW.test(lines[at]) || lines[at].includes("|")); at += 1) {
    body.append(row("td", lines[at]));
  }
  made.append(element("div", "table", element("table", "", head, body)));
  return at;
}

function paragraph(made, lines, at, known) {
  const words = element("p");
  for (; at < lines.length && lines[at].trim(); at += 1) {
    if (words.childNodes.length) {
      const next = lines[at];
      if (/^(\s*```|#{1,6}\s|>\s?)/.test(next) || ITEM.test(next) || NUMBERED.test(next)) break;
      if (next.includes("|") && RULE.test(lines[at + 1] ?? "")) break;
    }
    words.append(element("span", "row", inline(lines[at], known)));
  }
  if (words.childNodes.length) made.append(words);
  return lines[at]?.trim() ? at : at + 1;
}
