// What opens when a line begins with “/”: the commands with their hints, to choose from.

import { element } from "/demo/markdown.js";
import { say } from "/demo/words.js";

export class Completion {
  constructor(list, text, chosen) {
    this.list = list;
    this.text = text;
    this.chosen = chosen;
    this.commands = [];
    this.found = [];
    this.at = 0;
  }

  get open() {
    return !this.list.hidden;
  }

  // Whether what is typed is a whole command already.
  get whole() {
    return this.found.some((command) => `/${command.trigger}` === this.text.value.toLowerCase());
  }

  // Whether a command is typed that is not known.
  get wanting() {
    return this.found.length === 0 && /^\/\S*$/.test(this.text.value);
  }

  // Commands may come while somebody types already.
  know(commands) {
    this.commands = commands;
    if (document.activeElement === this.text) this.update();
  }

  update() {
    const typed = /^\/(\S*)$/.exec(this.text.value);
    const wanted = typed && typed[1].toLowerCase();
    this.found = typed
      ? this.commands.filter((command) => command.trigger.startsWith(wanted))
      : [];
    this.at = 0;
    this.draw();
  }

  close() {
    this.found = [];
    this.draw();
  }

  draw() {
    this.list.hidden = this.found.length === 0;
    this.text.setAttribute("aria-expanded", String(this.open));
    if (!this.open) return;
    const items = this.found.map((command, index) => this.item(command, index));
    const keys = element("li", "keys", say("keys"));
    keys.setAttribute("role", "presentation");
    this.list.replaceChildren(...items, keys);
    items[this.at].scrollIntoView({ block: "nearest" });
  }

  item(command, index) {
    const hint = command.auto_complete_hint ? ` ${command.auto_complete_hint}` : "";
    const typed = element("code", "", `/${command.trigger}`, element("i", "", hint));
    const made = element("li", "", typed, element("span", "", command.auto_complete_desc));
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", String(index === this.at));
    made.onmousedown = (event) => {
      event.preventDefault();
      this.at = index;
      this.choose();
    };
    return made;
  }

  move(step) {
    this.at = (this.at + step + this.found.length) % this.found.length;
    this.draw();
  }

  choose() {
    const command = this.found[this.at];
    this.close();
    this.chosen(`/${command.trigger} `);
  }
}
