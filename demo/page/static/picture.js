// Small drawings and faces; no picture is loaded from anywhere.

const DRAWN = {
  attach: "M8.500 12.500l6-6a3 3 0 0 1 4.300 4.300l-8 8a5 5 0 0 1-7.100-7.100l7.500-7.500",
  send: "M4 12l16-8-5.500 16-3.200-6.600L4 12zm7.300 1.400L20 4",
  file: "M7 3h7l5 5v13H7zM14 3v5h5",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z",
  pin: "M9 3h6l-1 6 4 4H6l4-4-1-6zM12 13v8",
};

export function picture(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", DRAWN[name]);
  svg.append(path);
  return svg;
}

export function face(person) {
  const made = document.createElement("span");
  made.className = "face";
  made.setAttribute("aria-hidden", "true");
  if (person?.bot) {
    const anchor = document.createElement("img");
    anchor.src = "/demo/anchor.svg";
    anchor.alt = "";
    made.append(anchor);
    return made;
  }
  const name = person?.name || "?";
  made.textContent = name.slice(0, 1).toUpperCase();
  made.dataset.hue = String((person?.hue ?? 0) % 6);
  return made;
}
